"""matplotlib is loaded when a program imports it, and shows its figures in the output."""

from __future__ import annotations

from pathlib import Path

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

PROGRAM = """\
import matplotlib.pyplot as plt
plt.plot([1, 4, 9])
plt.title("Squares")
plt.show()
"""


def test_a_figure_appears(page: Page, site: Path) -> None:
    if not list((site / "wheels" / "plotting").glob("matplotlib-*")):
        pytest.skip("this build could not get matplotlib")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    playground = PlaygroundPage(page).open()
    assert [url for url in asked if "plotting" in url] == [], "only who imports it pays for it"
    playground.run(PROGRAM)
    expect(page.locator(".log .rich img")).to_have_attribute("alt", "Figure 1: Squares")


def test_a_site_without_it_says_so(page: Page) -> None:
    def empty(route: Route) -> None:
        route.fulfill(body="[]", content_type="application/json")

    page.context.route("**/wheels/plotting/list.json", empty)
    playground = PlaygroundPage(page).open()
    output = playground.run(PROGRAM)
    assert "matplotlib could not be loaded. p_vision.show draws without it." in output
    assert "ModuleNotFoundError" in output or "ImportError" in output
