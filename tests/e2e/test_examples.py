"""Every program of the gallery runs to its end in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import expect

FOLDER = Path(__file__).resolve().parents[2] / "web" / "examples"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
#: All digits take a minute; a few are enough to see that the program ends well.
ALL_DIGITS = "datasets.mnist.load_data()"
FEW_DIGITS = f"[[part[:1200] for part in pair] for pair in {ALL_DIGITS}]"


@pytest.mark.parametrize("name", NAMES)
def test_example(playground: PlaygroundPage, name: str) -> None:
    playground.choose_example(name)
    expect(playground.page.locator("#file-name")).to_have_text(f"{name}.py")
    if ALL_DIGITS in (code := (FOLDER / f"{name}.py").read_text()):
        playground.write_code(code.replace(ALL_DIGITS, FEW_DIGITS))
    shown = playground.run()
    assert playground.errors.count() == 0, shown
    assert "Stopped" not in shown
    assert len(shown.splitlines()) > 1, "it says what it has learned"
