"""The Model view: press a layer and see what it has learned."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

PROGRAM = """\
from p_vision import Conv2D, Dense, Flatten, Input, Sequential
model = Sequential([Input((8, 8, 1)), Conv2D(4, 3), Flatten(), Dense(2)])
model.summary()
"""


def test_a_layer_shows_its_weights(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    model = playground.show("model")
    expect(model.get_by_role("button")).to_have_text(["conv2d", "dense"])
    model.get_by_role("button", name="conv2d").click()
    pictures = page.locator(".log .rich img")
    expect(pictures).to_have_count(2)
    expect(pictures.first).to_have_attribute("alt", "4 images, 3 by 3: 0, 1, 2, 3")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
