"""The page's side of the engine, with a page made of plain objects."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from p_vision.engine import _page, _wait
from p_vision.errors import BackendError


class Promise:
    """Something to wait for."""

    def __await__(self) -> Any:
        yield


class Surroundings:
    """What Pyodide would offer, and whether interrupts are held back."""

    def __init__(self) -> None:
        self.masked = False
        self.can_wait = True
        self.failure: Exception | None = None

    def unmask(self) -> None:
        self.masked = False

    def run_sync(self, promise: Promise) -> str:
        if self.failure:
            raise self.failure
        return "value"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    around = Surroundings()
    monkeypatch.setattr(_wait, "_run_promise", None)
    ffi = SimpleNamespace(
        JsException=RuntimeError, can_run_sync=lambda: around.can_wait, run_sync=around.run_sync
    )
    browser = SimpleNamespace(WebAssembly=SimpleNamespace(Suspending=object()))
    monkeypatch.setitem(sys.modules, "pyodide", SimpleNamespace(ffi=ffi))
    monkeypatch.setitem(sys.modules, "_p_vision", around)
    monkeypatch.setitem(sys.modules, "js", browser)
    _page.Loader()
    return around


def promised(page: Surroundings) -> Promise:
    """What a function of the bridge does: it masks, then gives a promise."""
    page.masked = True
    return Promise()


def test_a_promise_is_waited_for_and_a_value_is_passed_on(page: Surroundings) -> None:
    assert _wait.wait(promised(page)) == "value"
    assert not page.masked
    assert _wait.wait([1]) == [1]


def test_interrupts_work_again_after_a_wait_that_failed(page: Surroundings) -> None:
    page.failure = RuntimeError("no")
    with pytest.raises(RuntimeError):
        _wait.wait(promised(page))
    assert not page.masked


def test_interrupts_work_again_where_nothing_can_be_waited_for(page: Surroundings) -> None:
    page.can_wait = False
    with pytest.raises(BackendError, match="runPythonAsync"):
        _wait.wait(promised(page))
    assert not page.masked


def test_a_browser_that_cannot_wait_is_told_from_a_wrong_call(
    page: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.can_wait = False
    monkeypatch.setattr(sys.modules["js"], "WebAssembly", SimpleNamespace())
    with pytest.raises(BackendError, match="Chrome and Edge can from version 137"):
        _wait.wait(promised(page))
