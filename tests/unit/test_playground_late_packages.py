"""Packages that come when code imports them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.execution import run_in_new_loop
from playground.host import SilentHost
from playground.late_packages import LatePackages


class Host(SilentHost):
    """Lays a module out when it is asked for it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.asked: list[str] = []
        self.is_masked = False
        self.masked_while_loading: list[bool] = []

    def mask(self) -> None:
        self.is_masked = True

    def unmask(self) -> None:
        self.is_masked = False

    def masked(self) -> bool:
        return self.is_masked

    async def load_package(self, name: str) -> bool:
        self.asked.append(name)
        self.masked_while_loading.append(self.is_masked)
        if name == "matplotlib":
            return False
        (self.folder / f"{name}.py").write_text("loaded = True\n")
        return True


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
    for name in ("PIL", "matplotlib"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    host = Host(tmp_path)
    LatePackages(host, run_in_new_loop).install()
    yield host
    sys.modules.pop("PIL", None)


def test_it_comes_with_the_first_import(host: Host) -> None:
    import PIL

    assert PIL.loaded  # type: ignore[attr-defined]
    assert host.asked == ["PIL"]
    assert host.masked_while_loading == [True], "no Stop in the middle of the wait"
    assert not host.is_masked
    import PIL

    assert host.asked == ["PIL"]


def test_what_cannot_be_had_is_missing_as_ever(host: Host) -> None:
    with pytest.raises(ModuleNotFoundError, match="matplotlib"):
        __import__("matplotlib")
    with pytest.raises(ModuleNotFoundError, match="not_offered"):
        __import__("not_offered")
    assert host.asked == ["matplotlib"]


def test_a_masked_call_stays_masked(host: Host) -> None:
    host.mask()
    __import__("PIL")
    assert host.is_masked


def test_installing_again_leaves_one(host: Host) -> None:
    LatePackages(host, run_in_new_loop).install()
    assert len([one for one in sys.meta_path if isinstance(one, LatePackages)]) == 1
