"""A short visit with Firefox, where it is installed: start, train, stop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from firefox_bidi import Firefox, system_firefox

PROGRAM = system_firefox()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Firefox is not installed")
READY = "document.querySelector('#status').dataset.state === 'ready'"
RUNNING = "document.querySelector('#status').dataset.state === 'running'"


@pytest.fixture(scope="module")
def firefox(base_url: str) -> Iterator[Firefox]:
    assert PROGRAM is not None
    with Firefox(PROGRAM) as browser:
        browser.open(f"{base_url}/")
        yield browser


def test_python_starts(firefox: Firefox) -> None:
    firefox.wait(READY, 180)
    assert "Python is ready" in firefox.read("document.querySelector('#log').textContent")


def test_an_example_trains(firefox: Firefox) -> None:
    firefox.wait(READY, 180)
    firefox.read("document.querySelector('#picker-button').click()")
    firefox.read("document.querySelector('[data-example=xor]').click()")
    firefox.read("document.querySelector('#run-button').click()")
    firefox.wait("document.querySelector('#log').textContent.includes('1 xor 1')", 120)
    assert firefox.read("document.querySelectorAll('#log .error').length") == 0
    assert firefox.read("document.querySelectorAll('#chart-panel canvas').length") > 0


def test_stop(firefox: Firefox) -> None:
    firefox.wait(READY, 180)
    firefox.read("document.querySelector('#editor .cm-content').focus()")
    firefox.press("Control+a", "Delete", *"while True: pass")
    firefox.read("document.querySelector('#run-button').click()")
    firefox.wait(RUNNING, 20)
    firefox.read("document.querySelector('#stop-button').click()")
    firefox.wait(READY, 60)
    assert "Stopped." in firefox.read("document.querySelector('#log').textContent")


def test_nothing_was_complained_about(firefox: Firefox) -> None:
    assert firefox.complaints == []
