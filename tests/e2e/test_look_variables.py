"""The Variables view: what a program made, renewed when it has ended, and never computed for it."""

from __future__ import annotations

import pytest
from page_texts import not_from, shown_texts
from playground_page import PlaygroundPage
from playwright.sync_api import Locator, Page, expect
from wcag import findings

PROGRAM = """\
import math
import numpy as np
from p_vision import Dense, Input, Sequential, ops
count = 3
word = "learning " * 1000
scores = [0.5, 0.75, None]
big = list(range(1_000_000))
images = np.zeros((60_000, 28, 28), "uint8")
loss = ops.convert_to_tensor(0.25)
weights = ops.ones((64, 32))
model = Sequential([Input((4,)), Dense(3), Dense(1)])
def helper(): pass
_hidden = 1
"""


def row(page: Page, name: str) -> Locator:
    """What is said of a name."""
    button = page.get_by_role("button", name=name, exact=True)
    return page.locator("#variables-panel tr", has=button)


def names(page: Page) -> list[str]:
    found: list[str] = page.locator("#variables-panel tbody button").all_text_contents()
    return found


def test_what_a_program_made_and_nothing_else(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.show("variables")
    expect(page.locator("#variables-panel")).to_contain_text("No variables yet")
    playground.run(PROGRAM)
    expect(row(page, "count")).to_be_visible()
    assert names(page) == [
        *["count", "word", "scores", "big", "images", "loss", "weights", "model"],
    ]
    for name, parts in {
        "count": ["int", "3"],
        "scores": ["list", "3 items", "[0.5, 0.75, None]"],
        "big": ["1,000,000 items", "[0, 1, 2, 3, 4, 5, …]"],
        "images": ["ndarray", "uint8", "(60000, 28, 28)", "[0, 0, 0, 0, 0, 0, …]"],
        "loss": ["Tensor", "float32", "()", "0.25"],
        "weights": ["Tensor", "(64, 32)"],
        "model": ["Sequential", "2 layers, 19 parameters"],
    }.items():
        for part in parts:
            expect(row(page, name)).to_contain_text(part)
    assert len(row(page, "word").inner_text()) < 120
    expect(page.locator("#variables-panel [role=status]")).to_have_text("8 variables")


def test_a_click_shows_the_value_and_the_prompt_renews_the_list(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.show("variables")
    playground.ask("count = 3")
    row(page, "count").get_by_role("button").click()
    playground.wait_ready()
    expect(playground.log.locator(".echo").last).to_have_text("count")
    assert playground.output().rstrip().endswith("3")
    playground.ask("count = 4; other = 5")
    expect(row(page, "count")).to_contain_text("4")
    page.locator("#variables-panel tbody button").first.focus()
    page.keyboard.press("ArrowDown")
    expect(row(page, "other").get_by_role("button")).to_be_focused()
    playground.ask("del count")
    assert names(page) == ["other"]
    playground.restart()
    expect(page.locator("#variables-panel")).to_contain_text("No variables yet")


def test_thousands_of_names_stay_quick_and_can_be_searched(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.show("variables")
    playground.run("for i in range(5_000):\n    globals()[f'name_{i}'] = i\n")
    expect(page.locator("#variables-panel [role=status]")).to_have_text(
        "5,001 variables; the newest 300 are shown"
    )
    assert len(names(page)) == 300
    page.get_by_role("searchbox", name="Search by name").fill("NAME_417")
    expect(page.locator("#variables-panel tbody tr")).to_have_count(11)
    page.get_by_role("searchbox").fill("<b>")
    expect(page.locator("#variables-panel")).to_contain_text("holds “<b>”")


def test_nothing_of_the_program_runs_for_it(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(
        "class Loud:\n"
        "    def __repr__(self):\n"
        "        print('repr ran')\n"
        "        while True: pass\n"
        "    def __getattr__(self, name):\n"
        "        print('getattr ran', name)\n"
        "        raise AttributeError(name)\n"
        "loud, inside = Loud(), [Loud()]\n"
    )
    playground.show("variables")
    expect(row(page, "loud")).to_contain_text("Loud")
    expect(row(page, "inside")).to_contain_text("[<Loud>]")
    assert "ran" not in playground.output()


def test_it_is_not_asked_for_where_nobody_looks(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    assets: list[str] = page.evaluate(
        "() => performance.getEntriesByType('resource').map(({ name }) => name)"
    )
    assert not [name for name in assets if "variables" in name], "loaded when it is opened"
    playground.run("kept = 1\n")
    playground.show("variables")
    expect(row(page, "kept")).to_be_visible()
    playground.write_code("import time\nkept = 2\nprint('begun')\ntime.sleep(3)\n")
    playground.start()
    playground.wait_output("begun")
    expect(row(page, "kept")).to_contain_text("1")
    playground.wait_ready()
    expect(row(page, "kept")).to_contain_text("2")


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_it(page: Page, size: tuple[int, int], theme: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    playground.show("variables")
    expect(row(page, "model")).to_be_visible()
    assert findings(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0]
    # On a phone, too, it is a table to those who hear it.
    expect(page.get_by_role("rowheader", name="model")).to_be_visible()


def test_no_english_is_left_in_german(page: Page) -> None:
    playground = PlaygroundPage(page).open("/?language=de")
    playground.show("variables")
    expect(page.locator("#variables-panel")).to_contain_text("Noch keine Variablen")
    playground.run(PROGRAM)
    expect(row(page, "model")).to_contain_text("2 Schichten, 19 Parameter")
    known = ("count|word|scores|big|images|loss|weights|model", r".*\(\d+.*\)|Sequential|float32")
    assert not_from("german", shown_texts(page), known) == []
