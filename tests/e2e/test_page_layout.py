"""The page fits every window, follows the theme and stays smooth."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("quiet")

LONG = """\
for i in range(120_000):
    print("line", i)
"""

SHOWN = """\
class Shown:
    def _repr_html_(self):
        return "<b id=made>made here</b><script>parent.document.title = 'bad'</script>"
"""


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1024, 1440])
def test_nothing_sticks_out(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    PlaygroundPage(page).open_without_python()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for name in ("#run-button", "#stop-button", "#status", "#settings-button", "#picker-button"):
        box = page.locator(name).bounding_box()
        assert box is not None, name
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= width, name


def test_a_phone_shows_one_view_at_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    playground = PlaygroundPage(page).open_without_python()
    expect(page.locator("#editor")).to_be_visible()
    expect(page.locator("#log")).to_be_hidden()
    for view in ("output", "chart", "model", "computer"):
        expect(playground.show(view)).to_be_visible()
        expect(page.locator("#editor")).to_be_hidden()


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    PlaygroundPage(page).open_without_python()

    def ground() -> str:
        colour: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        return colour

    dark = ground()
    page.click("#settings-button")
    page.get_by_label("Light").check()
    light = ground()
    assert light != dark
    page.reload()
    assert ground() == light, "the choice is kept"


def test_areas_can_be_dragged_and_stay_so(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    bar = page.locator("#divider-columns")
    box = bar.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] - 150, box["y"] + 100, steps=4)
    page.mouse.up()
    moved = bar.bounding_box()
    assert moved is not None
    assert moved["x"] < box["x"] - 100
    page.reload()
    again = page.locator("#divider-columns").bounding_box()
    assert again is not None
    assert abs(again["x"] - moved["x"]) < 3


def test_a_hundred_thousand_lines_stay_smooth(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.write_code(LONG)
    playground.start()
    playground.wait_output("line 119999")
    expect(page.locator(".left-out")).to_contain_text("earlier lines were left out")
    started = page.evaluate("() => performance.now()")
    page.evaluate(
        """async () => {
          const log = document.getElementById("log");
          for (let at = 0; at < 20; at++) {
            log.scrollTop = (log.scrollHeight * at) / 20;
            await new Promise(requestAnimationFrame);
          }
        }"""
    )
    assert page.evaluate("() => performance.now()") - started < 3_000


def test_html_of_a_program_cannot_run_scripts(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask(SHOWN)
    playground.ask("Shown()")
    frame = page.frame_locator("#log iframe")
    expect(frame.locator("#made")).to_have_text("made here")
    assert page.title() == "p_vision playground"
