"""Small windows, large text, own colours, less movement: nothing is lost."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect
from wcag import bad_focus, cut_off, findings, space_text, sticks_out

pytestmark = pytest.mark.usefixtures("quiet")

#: 200 % of a common screen, and the width at which text must still flow.
WINDOWS = {"200 %": (640, 400), "320 px": (320, 640)}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_small_window_loses_nothing(page: Page, window: str, language: str) -> None:
    width, height = WINDOWS[window]
    page.set_viewport_size({"width": width, "height": height})
    playground = PlaygroundPage(page).open_without_python(f"/?language={language}")
    for view in ("code", "output", "chart", "model", "computer"):
        panel = playground.show(view)  # type: ignore[arg-type]
        expect(panel).to_be_visible()
        assert sticks_out(page) <= 0, view
        box = panel.bounding_box()
        assert box is not None, view
        assert box["height"] > 80, f"{view} has room"
    for button in ("#run-button", "#stop-button", "#restart-button", "#settings-button"):
        expect(page.locator(button)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("opener", ["#picker-button", "#share-button", "#settings-button"])
def test_what_opens_fits_a_small_window(page: Page, opener: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    PlaygroundPage(page).open_without_python("/?language=de")
    page.click(opener)
    page.wait_for_timeout(500)
    assert sticks_out(page) <= 0
    opened = page.locator("#picker-list:visible, dialog[open], #settings-panel:popover-open").last
    box = opened.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert opened.evaluate("element => element.scrollWidth - element.clientWidth") <= 1


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "de"])
def test_text_may_be_set_more_widely(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    PlaygroundPage(page).open_without_python(f"/?language={language}")
    assert cut_off(page) == []
    space_text(page)
    assert sticks_out(page) <= 0
    assert cut_off(page) == []


@pytest.mark.parametrize("width", [360, 820, 1280])
def test_the_focus_is_always_seen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    PlaygroundPage(page).open_without_python()
    page.wait_for_timeout(300)
    assert bad_focus(page) == []


@pytest.mark.parametrize("opener", ["#share-button", "#files-button", "#shortcuts-button"])
def test_the_focus_in_dialogs_and_after_them(page: Page, opener: str) -> None:
    PlaygroundPage(page).open_without_python()
    page.locator(opener).press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert bad_focus(page, presses=20, least=0) == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(opener)).to_be_focused()


def test_colours_of_ones_own(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    playground = PlaygroundPage(page).open()
    for view in ("chart", "model", "computer"):
        playground.show(view)  # type: ignore[arg-type]
        assert findings(page) == [], view
    chosen = page.locator("#computer-panel .segments input:checked + span")
    assert chosen.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_less_movement(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    playground = PlaygroundPage(page).open(ready=False)
    moving = "() => document.getAnimations().filter(({ playState }) => playState === 'running')"
    assert page.evaluate(f"({moving})().length") == 0
    playground.wait_ready()
    playground.write_code("while True: pass")
    playground.start()
    playground.wait_state("running")
    assert page.evaluate(f"({moving})().length") == 0
    playground.stop()
    playground.wait_ready()


def test_the_chart_by_keyboard(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask(
        "import numpy as np; from p_vision import *; "
        'm = Sequential([Input((2,)), Dense(1)]); m.compile(loss="mse"); '
        "_ = m.fit(np.ones((64, 2)), np.ones((64, 1)), epochs=20, verbose=0)"
    )
    plot = page.locator('#chart-panel [data-metric="loss"] .plot')
    whole = page.get_by_role("button", name="Whole run")
    readout = page.locator('#chart-panel [data-metric="loss"] figcaption span')
    plot.focus()
    page.keyboard.press("Home")
    expect(readout).to_contain_text("epoch")
    first = readout.text_content()
    page.keyboard.press("ArrowRight")
    assert readout.text_content() != first
    page.keyboard.press("+")
    expect(whole).to_be_visible()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("0")
    expect(whole).to_be_hidden()
