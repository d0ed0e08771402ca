"""The page without a mouse."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("quiet")


def focused(page: Page) -> str:
    """Id, label or text of the element with the focus."""
    text: str = page.evaluate(
        """() => {
          const element = document.activeElement;
          return element.id || element.getAttribute("aria-label") || element.textContent.trim();
        }"""
    )
    return text


def test_escape_then_tab_leaves_the_editor(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("x = 1")
    page.keyboard.press("Tab")
    assert "Python code" in focused(page), "Tab indents while one types"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert "Python code" not in focused(page)


def test_every_control_can_be_reached_and_shows_the_focus(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.locator("body").press("Tab")
    seen = []
    for _ in range(40):
        name = focused(page)
        if name in seen:
            break
        seen.append(name)
        if "Python code" in name:
            page.keyboard.press("Escape")
        page.keyboard.press("Tab")
    wanted = [
        "picker-button",
        "run-button",
        "stop-button",
        "restart-button",
        "settings-button",
        "divider-columns",
        "side-chart",
        "log",
        "Python prompt",
    ]
    assert [name for name in wanted if name not in seen] == []


def test_control_enter_runs_and_shift_enter_runs_the_statement(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.write_code("a = 20\nprint(a + 1)\n")
    page.keyboard.press("ControlOrMeta+Enter")
    playground.wait_output("21")
    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(playground.log.locator(".echo")).to_have_count(2)
    expect(playground.log.locator(".echo").last).to_have_text("print(a + 1)")


def test_the_list_of_examples(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.locator("#picker-button").press("Enter")
    expect(page.locator('[aria-current="true"]')).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator("#file-name")).to_have_text("first_neuron.py")
    page.locator("#picker-button").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#picker-button")).to_be_focused()
    expect(page.locator("#picker-list")).to_be_hidden()


def test_tabs_and_dividers_listen_to_the_arrows(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.locator("#side-chart").press("ArrowRight")
    expect(page.locator("#side-model")).to_be_focused()
    expect(page.locator("#model-panel")).to_be_visible()
    bar = page.locator("#divider-columns")
    before = int(bar.get_attribute("aria-valuenow") or 0)
    bar.press("ArrowRight")
    assert int(bar.get_attribute("aria-valuenow") or 0) > before


def test_history_of_the_prompt(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask("first = 1")
    playground.ask("second = 2")
    playground.prompt.click()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(playground.prompt).to_have_text("first = 1")
    page.keyboard.press("ArrowDown")
    expect(playground.prompt).to_have_text("second = 2")


def test_a_block_at_the_prompt(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.prompt.click()
    page.keyboard.type("for i in range(3):")
    page.keyboard.press("Enter")
    page.keyboard.type("print(i * 11)")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    playground.wait_output("22")
