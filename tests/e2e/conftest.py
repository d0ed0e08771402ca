"""A running server over the built site, and Chromium with a software graphics adapter."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser_records import Records
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect
from running_server import serving
from served_sites import Served

#: Browsers side by side take their time over a first view.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-features=Vulkan",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


def system_browser() -> str | None:
    """The same choice as the set-up makes; without one Playwright takes its own."""
    chosen = os.environ.get("P_VISION_CHROMIUM")
    return chosen or next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    arguments = {**browser_type_launch_args, "args": flags}
    executable = system_browser()
    return {**arguments, "executable_path": executable} if executable else arguments


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # Keeping the site for a visit without network is for the tests of just that (test_offline_*):
    # the others look at requests, and would all pay for it.
    size = {"width": 1280, "height": 800}
    return {**browser_context_args, "viewport": size, "service_workers": "block"}


@pytest.fixture(scope="session")
def site() -> Path:
    folder = ROOT / "dist" / "site"
    if not (folder / "index.html").is_file():
        pytest.fail("There is no built page: run `make build` first.")
    return folder


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the server, without a slash at its end; `page.goto("/")` works."""
    with serving() as address:
        yield address


@pytest.fixture
def served(site: Path) -> Iterator[Served]:
    """The built page on a server of its own."""
    server = Served(site)
    yield server
    server.stop()


@pytest.fixture
def keeping_context(
    browser: Browser, browser_context_args: dict[str, Any], served: Served
) -> Iterator[BrowserContext]:
    """A visitor of `served` whose browser keeps files."""
    arguments = {**browser_context_args, "service_workers": "allow", "base_url": served.address}
    context = browser.new_context(**arguments)
    yield context
    context.close()


@pytest.fixture(scope="session")
def kept_profile(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserContext]:
    """A browser that has been here before: its pages start Python from memory, in half the time."""
    arguments = browser_type_launch_args | browser_context_args
    folder = tmp_path_factory.mktemp("profile")
    profile = browser_type.launch_persistent_context(folder, **arguments)
    yield profile
    profile.close()


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A visitor who has written, chosen and allowed nothing yet.

    With the mark `first_visit` it is somebody whose browser has nothing of ours.
    """
    if request.node.get_closest_marker("first_visit"):
        yield request.getfixturevalue("new_context")()
        return
    profile: BrowserContext = request.getfixturevalue("kept_profile")
    blank, base_url = profile.pages[0], request.getfixturevalue("base_url")
    yield profile
    # Tests have servers of their own too, and what is kept belongs to each of them.
    visited = {base_url} | {
        urlsplit(page.url)._replace(path="", query="", fragment="").geturl()
        for page in profile.pages[1:]
        if page.url.startswith("http")
    }
    for page in profile.pages[1:]:
        page.close()
    profile.unroute_all()
    profile.clear_permissions()
    profile.set_offline(False)
    kinds = "cookies,file_systems,indexeddb,local_storage"
    storage = profile.new_cdp_session(blank)
    for origin in visited:
        storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kinds})
    storage.detach()
    # Pages hear a moment later that their storage was emptied: the next one must not be among them.
    blank.wait_for_timeout(100)


@pytest.fixture
def requests_elsewhere(context: BrowserContext, base_url: str) -> list[str]:
    """Addresses outside the origin that the page asked for; it should stay empty."""
    return Records(context, base_url).elsewhere


@pytest.fixture(scope="module")
def shared_page(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str
) -> Iterator[PlaygroundPage]:
    """One open page for all tests of a file: Python starts once."""
    context = browser.new_context(**browser_context_args)
    records = Records(context, base_url)
    yield PlaygroundPage(context.new_page(), records).open()
    context.close()
    assert records.elsewhere == []


@pytest.fixture
def playground(shared_page: PlaygroundPage) -> Iterator[PlaygroundPage]:
    """The file's page: Python is ready, the output is empty, names of other tests are still there.

    A test fails when the browser complained since the one before; one that provokes it takes
    what it expects out of `playground.records.complaints`.
    """
    if shared_page.status.get_attribute("data-state") != "ready":
        shared_page.open()
    shared_page.clear()
    yield shared_page
    complaints = shared_page.records.complaints.copy()
    shared_page.records.complaints.clear()
    assert complaints == []


@pytest.fixture
def quiet(context: BrowserContext, base_url: str) -> Iterator[Records]:
    """The test fails when the browser complained; what it provokes is taken out of `complaints`."""
    records = Records(context, base_url)
    yield records
    assert records.complaints == []


@pytest.fixture
def wait_until(page: Page) -> Callable[..., Any]:
    """`wait_until("expression", seconds)` gives the first true value of an expression in the page.

    Playwright's own `wait_for_function` evaluates text inside the page, which its policy forbids.
    """

    def wait(expression: str, seconds: float = 30) -> Any:
        deadline = time.monotonic() + seconds
        while not (value := page.evaluate(expression)):
            assert time.monotonic() < deadline, f"not true within {seconds} s: {expression}"
            page.wait_for_timeout(25)
        return value

    return wait
