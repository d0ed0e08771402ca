"""The gallery: found, opened, one's own programs beside it, old texts brought back."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect


def test_search_narrows_and_enter_opens(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    page.click("#picker-button")
    assert page.locator(".picker-item").count() >= 30
    page.keyboard.type("moons")
    expect(page.locator("#picker-search")).to_be_focused()
    expect(page.locator(".picker-item")).to_have_count(1)
    expect(page.locator("#picker-list [role=status]")).to_have_text("1 found")
    page.keyboard.press("Enter")
    expect(page.locator("#file-name")).to_have_text("moons.py")
    expect(playground.editor).to_be_focused()


def test_a_search_without_result_says_so(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.click("#picker-button")
    page.fill("#picker-search", "<b>zebra")
    expect(page.locator("#picker-list .nothing")).to_contain_text("Nothing is about “<b>zebra”")


def test_every_card_but_the_blank_page_shows_its_picture(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.click("#picker-button")
    expect(page.locator(".picker-item .no-picture")).to_have_count(1)
    first = page.locator(".picker-item img").first
    expect(first).to_be_visible()
    page.wait_for_timeout(300)
    assert first.evaluate("image => image.complete && image.naturalWidth > 0")


def test_a_program_of_ones_own(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    page.click("#picker-button")
    page.get_by_role("button", name="New program").click()
    playground.write_code("mine = 1\n")
    page.reload()
    expect(playground.editor).to_contain_text("mine = 1")
    playground.choose_example("xor")
    page.click("#picker-button")
    page.locator(".shelf").first.get_by_role("button", name="My program").click()
    expect(playground.editor).to_contain_text("mine = 1")


def test_it_is_renamed_deleted_and_brought_back(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    expect(page.locator("#own-button")).to_be_hidden()
    page.click("#picker-button")
    page.get_by_role("button", name="New program").click()
    playground.write_code("mine = 1\n")
    page.click("#own-button")
    page.fill("#own-name", "Homework <3>")
    page.keyboard.press("Enter")
    expect(page.locator("#picker-current")).to_have_text("Homework <3>")
    page.reload()
    expect(page.locator("#picker-current")).to_have_text("Homework <3>")
    page.click("#own-button")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#file-name")).to_have_text("mnist_convnet.py")
    page.click("#picker-button")
    listed = page.locator("#picker-list").get_by_role("button", name="Homework <3>")
    expect(listed).to_have_count(0)
    page.get_by_role("button", name="Recover").click()
    page.get_by_role("button", name="Bring back Homework <3>").click()
    expect(playground.editor).to_contain_text("mine = 1")


def test_a_replaced_text_can_be_brought_back(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("hours_of_work = 1\n")
    page.click("#original-button")
    expect(playground.editor).to_contain_text("convnet")
    page.click("#picker-button")
    page.get_by_role("button", name="Recover").click()
    page.get_by_role("button", name="Bring back Digits, convolutions").click()
    expect(playground.editor).to_contain_text("hours_of_work = 1")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("x = 1\n")
    page.click("#original-button")
    page.click("#picker-button")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.get_by_role("button", name="Recover").click()
    page.locator("details").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
