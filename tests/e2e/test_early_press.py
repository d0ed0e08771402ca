"""A button that is pressed while the page is still being loaded does what it says."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.first_visit


def late(page: Page) -> list[Route]:
    """The page's own scripts are held back until they are let go on."""
    held: list[Route] = []
    page.route("**/assets/*.js", lambda route: held.append(route))
    # Python is not needed, and would take the processors.
    page.route("**/pyodide/**", lambda route: None)
    page.goto("/", wait_until="commit")
    expect(page.locator("#picker-button")).to_be_visible()
    return held


def let_go(page: Page, held: list[Route]) -> None:
    page.unroute("**/assets/*.js")
    for route in held:
        route.continue_()


def test_the_gallery_opens_once_the_page_is_there(page: Page) -> None:
    held = late(page)
    page.click("#picker-button")
    assert page.locator(".picker-item").count() == 0
    let_go(page, held)
    page.click('[data-example="xor"]')
    expect(page.locator("#picker-current")).to_have_text("XOR")
    # Later presses are nobody's but the button's.
    page.click("#picker-button")
    expect(page.locator("#picker-list")).to_be_visible()
    page.click("#picker-button")
    expect(page.locator("#picker-list")).to_be_hidden()


def test_run_is_not_lost(page: Page) -> None:
    held = late(page)
    page.click("#run-button")
    let_go(page, held)
    expect(page.locator("#log .ran")).to_have_count(1)
    assert PlaygroundPage(page).status.get_attribute("data-state") == "booting"


def test_run_waits_for_the_example_that_was_chosen(page: Page) -> None:
    held: list[Route] = []
    page.route("**/assets/texts-*.js", lambda route: held.append(route))
    page.route("**/pyodide/**", lambda route: None)
    page.goto("/")
    page.click("#picker-button")
    page.click('[data-example="xor"]')
    page.click("#run-button")
    page.wait_for_timeout(300)
    assert page.locator("#log .ran").count() == 0
    for route in held:
        route.continue_()
    expect(page.locator("#log .ran")).to_have_count(1)
    expect(page.locator("#log .ran")).to_contain_text("xor.py")
