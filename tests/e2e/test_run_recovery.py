"""A tab that crashes loses no text, and the page says what happened."""

from __future__ import annotations

import contextlib

from playground_page import PlaygroundPage
from playwright.sync_api import Error, Page, expect

GONE = "The browser ended this page last time."


def crash(page: Page) -> None:
    """Ends the process that shows the page."""
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash", timeout=5_000)


def test_text_and_history_are_there_after_a_crash(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask("mine = 6 * 7")
    playground.write_code("import time\nprint('begun')\ntime.sleep(1000)\n")
    playground.start()
    playground.wait_output("begun")
    expect(page.locator("#saved-note")).to_have_text("Saved in this browser")
    context = page.context
    crash(page)

    # The tests' tool can do nothing more with a tab that has crashed.
    playground = PlaygroundPage(context.new_page()).open()
    assert "print('begun')" in playground.code
    assert "begun" not in playground.output(), "nothing runs by itself"
    assert "NameError" in playground.ask("mine")
    playground.prompt.click()
    playground.page.keyboard.press("ArrowUp")
    playground.page.keyboard.press("ArrowUp")
    expect(playground.prompt).to_contain_text("mine = 6 * 7")


def test_the_same_tab_says_what_happened(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    page.goto("/favicon.svg")
    left = page.evaluate("() => ({ ...sessionStorage })")
    assert "p_vision.open" not in left, "the page was left as pages are"
    # What is there where it could not say goodbye.
    page.evaluate("() => sessionStorage.setItem('p_vision.open', '1')")
    playground.open()
    expect(playground.log).to_contain_text(GONE)
    page.reload()
    playground.wait_ready()
    assert GONE not in playground.output(), "it is said once"


def test_going_back_to_the_page_is_no_crash(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    page.goto("about:blank")
    page.go_back()
    expect(playground.editor).to_be_visible()
    playground.wait_ready()
    assert GONE not in playground.output()
    assert page.evaluate("() => sessionStorage.getItem('p_vision.open')") == "1"
