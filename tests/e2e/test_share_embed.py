"""A program in a frame of somebody else's page, of another origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from foreign_pages import foreign_pages
from playground_page import PlaygroundPage
from playwright.sync_api import FrameLocator, Page, expect

AROUND = """<!doctype html><title>around</title><script>
window.heard = [];
addEventListener("message", (event) => window.heard.push(event.data));
</script>%s"""


Elsewhere = Callable[[str], str]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """`elsewhere(html)` is the address of a page of another origin that holds it."""
    with foreign_pages() as show:
        yield show


def embed(page: Page, elsewhere: Elsewhere, code: str) -> FrameLocator:
    """Pastes the Share dialog's snippet into a page elsewhere and shows that."""
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(code)
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_focused()
    page.goto(elsewhere(AROUND % page.input_value("#share-snippet")))
    return page.frame_locator("iframe")


def test_it_shows_the_code_and_runs_when_the_reader_presses_run(
    page: Page, elsewhere: Elsewhere
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = embed(page, elsewhere, "print('inside', 6 * 7)\n")
    asked.clear()
    page.reload()
    expect(frame.locator("#editor .cm-content")).to_contain_text("inside")
    assert [url for url in asked if "pyodide" in url] == [], "Python waits for the reader"
    frame.locator("#run-button").click()
    expect(frame.locator("#log")).to_contain_text("inside 42", timeout=120_000)
    heard = page.evaluate("() => window.heard.map(({ type }) => type)")
    assert heard == ["p_vision.ready", "p_vision.ended"]


def test_the_page_around_can_show_and_read_a_program_but_not_run_it(
    page: Page, elsewhere: Elsewhere
) -> None:
    frame = embed(page, elsewhere, "x = 1\n")
    expect(frame.locator("#editor .cm-content")).to_contain_text("x = 1")
    page.evaluate(
        """() => {
          const { contentWindow } = document.querySelector("iframe");
          const files = [{ name: "a.py", text: "shown = 2" }];
          contentWindow.postMessage({ type: "p_vision.show", title: "New", files }, "*");
          contentWindow.postMessage({ type: "p_vision.run" }, "*");
          contentWindow.postMessage({ type: "p_vision.read" }, "*");
        }"""
    )
    expect(frame.locator("#editor .cm-content")).to_contain_text("shown = 2")
    expect(frame.locator("#embed-title")).to_have_text("New")
    heard = page.evaluate("() => window.heard")
    assert heard[-1] == {
        "type": "p_vision.program",
        "title": "New",
        "files": [{"name": "a.py", "text": "shown = 2"}],
    }
    expect(frame.locator("#log")).to_be_empty()


def test_open_in_the_playground_carries_the_changed_text(page: Page, elsewhere: Elsewhere) -> None:
    frame = embed(page, elsewhere, "x = 1\n")
    frame.locator("#editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("y = 2")
    with page.context.expect_page() as opened:
        frame.locator("#open-link").click()
    expect(PlaygroundPage(opened.value).editor).to_have_text("y = 2")


def test_axe_finds_nothing_in_it(page: Page, elsewhere: Elsewhere, base_url: str) -> None:
    embed(page, elsewhere, "x = 1\n")
    source = page.get_attribute("iframe", "src")
    page.goto(source or "")
    expect(page.locator("#editor .cm-content")).to_contain_text("x = 1")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.goto("about:blank")
    page.goto(base_url + "/embed.html")
    expect(page.locator("#log")).to_contain_text("holds no program")
