"""After one visit everything works without a network; without storage the page is as before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import BrowserContext, Page, expect
from served_sites import Served

Visit = Callable[[], PlaygroundPage]

KEPT = """async () => {
  const cache = await caches.open("p_vision-files");
  return (await cache.keys()).map(({ url }) => new URL(url).pathname.slice(1));
}"""
LAST_OF_PYTHON = "wheels/page/numpy.zip"


@pytest.fixture
def context(keeping_context: BrowserContext) -> BrowserContext:
    """A visitor whose browser keeps files."""
    return keeping_context


@pytest.fixture
def playground(context: BrowserContext) -> PlaygroundPage:
    """The first visit, with Python ready."""
    playground = PlaygroundPage(context.new_page()).open()
    # No note about the first visit: it would hide the output on small windows.
    playground.page.click("#welcome-close")
    return playground


def wait_kept(page: Page, *names: str, seconds: int = 60) -> list[str]:
    """Waits until all these files are kept, and returns the names of all that are."""
    kept: list[str] = []
    for _ in range(seconds * 10):
        kept = page.evaluate(KEPT)
        if set(names) <= set(kept):
            return kept
        page.wait_for_timeout(100)
    raise AssertionError(f"not kept: {set(names) - set(kept)}")


def train_digits(playground: PlaygroundPage) -> None:
    """Runs the example with the digits until it learns, and stops it."""
    playground.clear()
    playground.choose_example("mnist_convnet")
    playground.start()
    playground.wait_output("ms/step")
    playground.stop()
    playground.wait_ready()


def test_everything_that_was_used_works_without_a_network(
    playground: PlaygroundPage, context: BrowserContext, served: Served
) -> None:
    page = playground.page
    train_digits(playground)
    digits = [f"data/mnist/train-{part}-idx{n}-ubyte" for part, n in (("images", 3), ("labels", 1))]
    kept = wait_kept(page, LAST_OF_PYTHON, "pyodide/314.0.7/python_stdlib.zip", *digits)
    assert [name for name in kept if name.startswith("engine/engine_gpu")] == [], "was not used"
    assert [name for name in kept if "matplotlib" in name] == [], "was not used"

    served.stop()
    context.set_offline(True)
    playground.open()
    assert page.evaluate("crossOriginIsolated")
    page.click("#picker-button")
    picture = page.locator(".picker-item img").last
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert page.evaluate("image => image.naturalWidth", picture.element_handle()) > 0
    page.keyboard.press("Escape")
    playground.choose_example("xor")
    assert "1 xor 1" in playground.run()
    train_digits(playground)
    playground.write_code("while True:\n    pass")
    playground.start()
    playground.wait_state("running")
    playground.stop()
    playground.wait_output("Stopped.")
    playground.restart()
    assert playground.answer("6 * 7") == "42"
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_focused()


def test_a_file_that_the_browser_dropped_is_fetched_and_kept_again(
    playground: PlaygroundPage,
) -> None:
    page = playground.page
    wait_kept(page, LAST_OF_PYTHON)
    page.evaluate(
        """async (name) => {
          const cache = await caches.open("p_vision-files");
          for (const request of await cache.keys()) {
            if (request.url.includes(name)) await cache.delete(request);
          }
        }""",
        LAST_OF_PYTHON,
    )
    assert LAST_OF_PYTHON not in page.evaluate(KEPT)
    playground.open()
    wait_kept(page, LAST_OF_PYTHON)


def test_with_too_little_room_the_page_works_as_before(
    context: BrowserContext, served: Served
) -> None:
    page = context.new_page()
    network = context.new_cdp_session(page)
    room = {"origin": served.address, "quotaSize": 1_000_000}
    network.send("Storage.overrideQuotaForOrigin", room)
    playground = PlaygroundPage(page).open()
    page.wait_for_timeout(4_000)
    assert LAST_OF_PYTHON not in page.evaluate(KEPT)
    assert playground.answer("6 * 7") == "42"
    playground.open()
    assert playground.answer("6 * 8") == "48"


def test_where_the_browser_refuses_the_page_works_as_before(context: BrowserContext) -> None:
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.add_init_script(
        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('refused'))"
    )
    playground = PlaygroundPage(page).open()
    page.wait_for_timeout(2_000)
    assert playground.answer("6 * 7") == "42"
    assert problems == []


def test_it_can_be_installed(playground: PlaygroundPage, served: Served) -> None:
    page = playground.page
    network = page.context.new_cdp_session(page)
    wait_kept(page, LAST_OF_PYTHON)
    found = network.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{served.address}/manifest.webmanifest"
    errors = network.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # Tests have a profile that does not stay.
    assert [error["errorId"] for error in errors] == ["in-incognito"]
