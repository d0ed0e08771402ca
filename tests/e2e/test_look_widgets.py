"""Inputs of a program: drawn on, moved and typed into; and pictures that can be kept."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

PROGRAM = """\
from p_vision import show, ui

def halves(image):
    top, bottom = float(image[:14].sum()), float(image[14:].sum())
    return {"top": top / (top + bottom), "bottom": bottom / (top + bottom)}

ui.draw(halves, centred=False)
ui.slider(lambda width, height: f"area {width * height:.1f}", width=(1, 5), height=(1, 3))
ui.text(str.upper, label="Word", first="hello")
show.histogram([1, 2, 2, 3])
"""


def test_a_drawing_is_answered_at_once(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 30, steps=5)
    page.mouse.up()
    answer = page.locator("[data-widget=draw] .widget-answer")
    expect(answer.locator(".best")).to_have_text("top100 %")
    page.locator(".widget button", has_text="Clear").click()
    expect(answer).to_be_empty()
    pad.focus()
    for key in ["ArrowDown"] * 24 + [" "] + ["ArrowRight"] * 3 + [" "]:
        page.keyboard.press(key)
    expect(answer.locator(".best")).to_contain_text("bottom")


def test_sliders_and_text_are_answered(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    expect(page.locator("[data-widget=slider] .widget-answer")).to_have_text("area 6.0")
    page.get_by_role("slider", name="width").press("ArrowRight")
    expect(page.locator("[data-widget=slider] .widget-answer")).to_have_text("area 6.2")
    expect(page.locator("[data-widget=text] .widget-answer")).to_have_text("HELLO")
    page.get_by_role("textbox", name="Word").fill("<b>x")
    expect(page.locator("[data-widget=text] .widget-answer")).to_have_text("<B>X")


def test_an_input_waits_for_a_run_and_says_when_python_forgot_it(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    playground.write_code("import time\ntime.sleep(2)\n")
    playground.start()
    playground.wait_state("running")
    page.get_by_role("textbox", name="Word").fill("later")
    answer = page.locator("[data-widget=text] .widget-answer")
    expect(answer).to_contain_text("when the program has ended")
    expect(answer).to_have_text("LATER")
    playground.restart()
    page.get_by_role("textbox", name="Word").fill("again")
    expect(answer).to_contain_text("Python was started again")


def test_a_picture_can_be_kept(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    picture = page.locator(".log .rich img")
    expect(picture).to_have_attribute(
        "alt", "Histogram: 4 values from 1 to 3, mean 2, spread 0.707."
    )
    with page.expect_download() as kept:
        page.locator(".log .save").click()
    assert kept.value.suggested_filename == "picture.svg"
    assert kept.value.path().read_text().startswith("<svg")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM + "ui.upload(lambda image: 1)\nui.webcam(lambda image: 1)\n")
    expect(page.locator(".widget")).to_have_count(5)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
