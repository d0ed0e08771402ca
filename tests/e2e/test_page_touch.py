"""On a screen without a keyboard: keys below the code, and the formatter in reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, Page, expect
from wcag import findings

SIZES = {"phone": (360, 740), "tablet": (820, 1180)}


@pytest.fixture(params=SIZES)
def touch(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
) -> Iterator[Page]:
    """A page under a finger."""
    width, height = SIZES[request.param]
    size = {"width": width, "height": height}
    more: dict[str, Any] = {"viewport": size, "has_touch": True, "is_mobile": True}
    context = browser.new_context(**{**browser_context_args, **more, "base_url": base_url})
    yield context.new_page()
    context.close()


def in_reach(page: Page, selector: str) -> bool:
    """Whether something is inside the window, large enough for a finger, and not covered."""
    found: bool = page.locator(selector).evaluate(
        """(element) => {
          const box = element.getBoundingClientRect();
          const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return box.x >= 0 && box.right <= innerWidth && box.height >= 36 &&
            box.width >= 28 && element.contains(top);
        }"""
    )
    return found


def test_the_code_is_formatted_by_a_tap(touch: Page) -> None:
    playground = PlaygroundPage(touch).open(ready=False)
    playground.write_code("x=[1,\n2]\n")
    assert in_reach(touch, "#format-button")
    touch.tap("#format-button")
    expect(touch.locator("#saved-note")).to_have_text("Formatted")
    assert playground.code == "x = [1, 2]\n"


def test_keys_that_the_screen_lacks(touch: Page) -> None:
    playground = PlaygroundPage(touch).open(ready=False)
    row = touch.locator(".key-row")
    expect(row).to_be_visible()
    for number in range(row.get_by_role("button").count()):
        assert in_reach(touch, f".key-row button >> nth={number}")
    playground.write_code("if x:\ny = 1")
    press = row.get_by_role("button", name="Left", exact=True)
    press.tap()
    expect(playground.editor).to_be_focused()
    row.get_by_role("button", name="Tab").tap()
    touch.keyboard.type("z")
    assert playground.code == "if x:\n    y = z1"
    playground.editor.press("End")
    row.get_by_role("button", name="Up").tap()
    touch.keyboard.type("#")
    row.get_by_role("button", name="Down").tap()
    row.get_by_role("button", name="Less indent").tap()
    assert playground.code == "if x:#\ny = z1"
    playground.editor.press("End")
    row.get_by_role("button", name="Undo").tap()
    assert playground.code == "if x:#\n    y = z1"
    assert findings(touch) == []


def test_a_mouse_needs_no_such_keys(page: Page) -> None:
    PlaygroundPage(page).open(ready=False)
    page.wait_for_timeout(300)
    expect(page.locator(".key-row")).to_have_count(0)
    expect(page.locator("#key-hint")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator(".key-row")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".key-row")).to_be_hidden()
    expect(page.locator("#key-hint")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_all_languages_fit_a_phone(
    browser: Browser, base_url: str, language: str, browser_context_args: dict[str, Any]
) -> None:
    more: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    context = browser.new_context(**{**browser_context_args, **more, "base_url": base_url})
    page = context.new_page()
    PlaygroundPage(page).open(f"/?language={language}", ready=False)
    expect(page.locator(".key-row")).to_be_visible()
    assert in_reach(page, "#format-button")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    tabs = page.locator("#phone-tablist").evaluate("(list) => [list.scrollWidth, list.clientWidth]")
    assert tabs[0] <= tabs[1], "every view is in reach without scrolling"
    context.close()
