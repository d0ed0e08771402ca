"""The folder that `make site` makes, below a path of Python's own file server."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from served_sites import Served, static_site
from test_offline_visit import KEPT

BELOW = "/some/path/"
LOOP = "kept = 7\nprint('begun', flush=True)\nwhile True:\n    pass\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A plain file server with the playground below a path."""
    folder = tmp_path_factory.mktemp("plain")
    static_site(folder / BELOW.strip("/"))
    server = Served(folder, plain=True)
    yield server
    server.stop()


@pytest.fixture
def context(keeping_context: BrowserContext) -> BrowserContext:
    """A visitor whose browser keeps files."""
    return keeping_context


#: The service worker comes when somebody has begun to write, not before.
REGISTER_LATE = """
const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = async function (...given) {
  window.registering = true;
  await new Promise((begun) => addEventListener("paste", begun, { once: true }));
  return register.apply(this, given);
};
"""


def wait_until(page: Page, expression: str) -> None:
    """Waits until an expression is true in the page."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not true: {expression}")


def visit(page: Page, address: str = BELOW) -> PlaygroundPage:
    """A first visit, to its end: the page loads once more and is isolated then."""
    page.goto(address)
    for _ in range(300):
        page.wait_for_timeout(100)
        # The page may be on its way to being loaded again.
        with contextlib.suppress(Error):
            if page.evaluate("crossOriginIsolated"):
                break
    playground = PlaygroundPage(page)
    playground.wait_ready()
    return playground


def test_the_first_visit_loads_once_more_and_has_everything(
    context: BrowserContext, served: Served
) -> None:
    page = context.new_page()
    loads: list[str] = []
    elsewhere: list[str] = []
    page.on("load", lambda: loads.append(page.url))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((served.address + BELOW, "blob:", "data:"))
            or elsewhere.append(request.url)
        ),
    )
    playground = visit(page)
    assert loads == [served.address + BELOW] * 2
    assert "1 xor 1" in playground.run(
        "from p_vision import datasets\n(x, y), _ = datasets.iris.load_data()\n"
        "print(x.shape, '1 xor 1')\n"
    )
    playground.write_code(LOOP)
    playground.start()
    playground.wait_output("begun")
    playground.stop()
    playground.wait_output("Stopped.")
    playground.wait_ready()
    assert playground.answer("kept") == "7", "Stop reaches a loop that never waits"
    page.reload()
    playground.wait_ready()
    assert len(loads) == 3, "never again"
    assert page.evaluate("crossOriginIsolated")
    assert elsewhere == []


def test_it_works_without_a_network_too(
    browser: Browser, browser_context_args: dict[str, Any], tmp_path: Path
) -> None:
    static_site(tmp_path / BELOW.strip("/"))
    served = Served(tmp_path, plain=True)
    arguments = {**browser_context_args, "service_workers": "allow", "base_url": served.address}
    context = browser.new_context(**arguments)
    page = context.new_page()
    playground = visit(page)
    for _ in range(600):
        if f"{BELOW[1:]}wheels/page/numpy.zip" in page.evaluate(KEPT):
            break
        page.wait_for_timeout(100)
    served.stop()
    context.set_offline(True)
    page.goto(BELOW)
    playground.wait_ready()
    playground.choose_example("xor")
    assert "1 xor 1" in playground.run()
    context.close()


def test_who_has_begun_is_not_interrupted(context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(REGISTER_LATE)
    page.goto(BELOW)
    wait_until(page, "window.registering")
    playground = PlaygroundPage(page)
    playground.write_code("mine = 1\n")
    playground.wait_ready()
    wait_until(page, "navigator.serviceWorker.controller !== null")
    page.wait_for_timeout(500)
    assert not page.evaluate("crossOriginIsolated")
    assert "mine" in playground.code
    page.reload()
    assert page.evaluate("crossOriginIsolated"), "the next visit is"


def test_a_link_opens_there_and_shows_its_code(
    context: BrowserContext, browser: Browser, browser_context_args: dict[str, Any], served: Served
) -> None:
    playground = visit(context.new_page())
    playground.write_code("print('from a link', 6 * 7)\n")
    playground.page.click("#share-button")
    link = playground.page.locator("#share-link").input_value()
    assert link.startswith(f"{served.address}{BELOW}#")
    snippet = playground.page.locator("#share-snippet").input_value()
    assert f"{served.address}{BELOW}embed.html#" in snippet

    arguments = {**browser_context_args, "service_workers": "allow"}
    fresh = browser.new_context(**arguments)
    opened = visit(fresh.new_page(), link)
    expect(opened.editor).to_contain_text("from a link")
    assert "from a link 42" not in opened.output(), "nothing runs by itself"
    assert "from a link 42" in opened.run()
    opened.page.goto(link.replace("#", "embed.html#"))
    expect(opened.editor).to_contain_text("from a link")
    opened.page.click("#run-button")
    expect(opened.log).to_contain_text("from a link 42", timeout=120_000)
    fresh.close()


def test_the_page_says_its_policy_itself(context: BrowserContext) -> None:
    page = visit(context.new_page()).page
    page.evaluate("window.evaluated = false; setTimeout('window.evaluated = true', 0)")
    page.wait_for_timeout(100)
    assert page.evaluate("window.evaluated") is False
    refused = page.evaluate(
        "() => fetch('http://localhost:9/').then(() => 'fetched', () => 'refused')"
    )
    assert refused == "refused"
