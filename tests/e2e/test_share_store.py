"""A program too long for a link goes to the server, when its author says so, and comes back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from long_programs import long_program
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, Locator, Page, Route, expect
from running_server import serving

STORED = re.compile(r"#s1=[0-9a-z]{16}$")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "shared.sqlite3"


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    options = ["--share-store", str(store), "--share-largest-mb", "0.02", "--share-days", "30"]
    with serving(*options) as address:
        yield address


@pytest.fixture
def sent(page: Page) -> list[str]:
    """What the page asked the store for."""
    asked: list[str] = []

    def note(request: object) -> None:
        method, url = getattr(request, "method"), getattr(request, "url")  # noqa: B009
        if "/api/shared" in url:
            asked.append(f"{method} {url.partition('/api/shared')[2]}")

    page.on("request", note)
    return asked


def share(page: Page, address: str, code: str, title: str = "") -> Locator:
    """Writes a program and opens the Share dialog."""
    playground = PlaygroundPage(page).open_without_python(address + "/")
    playground.write_code(code)
    page.click("#share-button")
    way = page.locator(".share-way")
    # The server is asked for its terms before anything is said.
    expect(way.get_by_role("heading")).to_be_visible()
    if title:
        page.fill("#share-name", title)
        page.wait_for_timeout(400)
    return way


def keep(way: Locator) -> str:
    """Presses the button that sends the program and gives back the link."""
    way.get_by_role("button", name="Keep it on this server").click()
    link = way.page.locator("#share-link")
    expect(link).to_have_value(STORED)
    expect(link).to_be_focused()
    return link.input_value()


def answer(page: Page, status: int, wait: str = "") -> None:
    """Makes the server refuse what is sent to it."""

    def refuse(route: Route) -> None:
        if route.request.method == "POST":
            headers = {"Retry-After": wait} if wait else {}
            route.fulfill(status=status, json={"error": "x", "detail": "y"}, headers=headers)
        else:
            route.continue_()

    page.route("**/api/shared", refuse)


def test_a_short_program_leaves_the_computer_only_in_its_link(
    page: Page, address: str, sent: list[str]
) -> None:
    way = share(page, address, "print('short')\n")
    expect(way).to_contain_text("Nothing leaves this computer")
    expect(page.locator("#share-link")).to_have_value(re.compile("#p1="))
    expect(page.locator(".qr svg[role=img]")).to_be_visible()
    assert sent == []


def test_a_long_one_is_kept_opened_elsewhere_and_deleted(
    page: Page, browser: Browser, address: str, sent: list[str], store: Path
) -> None:
    code = long_program("print('kept', 40 + 2)")
    way = share(page, address, code, "A long one")
    expect(way).to_contain_text("Too long for a link by itself")
    expect(way).to_contain_text(re.compile(r"Until \w+ \d+, \d{4}, whoever has the link"))
    assert sent == ["GET "], "the server is asked for its terms and gets nothing"
    link = keep(way)
    assert sent == ["GET ", "POST "]
    expect(way).to_contain_text("keeps the program until")
    expect(page.locator(".qr svg[role=img]")).to_be_visible()

    context = browser.new_context()
    other = context.new_page()
    visitor = PlaygroundPage(other).open(link)
    expect(other.locator("#link-note")).to_contain_text("A long one came with a link")
    assert visitor.code == code
    assert "kept 42" not in visitor.output(), "nothing runs by itself"
    other.locator("#link-note").get_by_role("button", name="Run", exact=True).click()
    visitor.wait_output("kept 42")
    other.click("#share-button")
    expect(other.locator(".kept-here")).to_be_hidden()

    way.get_by_role("button", name="Delete from the server").click()
    expect(way).to_contain_text("The link then works for nobody.")
    way.get_by_role("button", name="Delete it").click()
    expect(way.get_by_role("button", name="Keep it on this server")).to_be_focused()
    expect(page.locator("#share-dialog [role=status]")).to_have_text(re.compile("^Deleted"))
    other.goto("about:blank")
    visitor.open_without_python(link)
    expect(other.locator("#link-note")).to_contain_text("it was deleted")
    assert "#s1" not in other.url
    context.close()
    with sqlite3.connect(store) as file:
        assert file.execute("SELECT count(*) FROM shared").fetchone() == (0,)


def test_the_browser_remembers_what_it_may_delete(page: Page, address: str) -> None:
    code = long_program("remembered = 1")
    link = keep(share(page, address, code, "Remember me"))
    page.reload()
    page.click("#share-button")
    way = page.locator(".share-way")
    page.fill("#share-name", "Another title")
    expect(way).to_contain_text("Too long for a link by itself")
    page.fill("#share-name", "Remember me")
    expect(page.locator("#share-link")).to_have_value(link)
    kept = page.locator(".kept-here")
    expect(kept.locator("summary")).to_have_text("This server keeps 1 program of yours")
    kept.locator("summary").click()
    kept.get_by_role("button", name="Delete from the server").click()
    kept.get_by_role("button", name="Keep it", exact=True).click()
    expect(kept.get_by_role("link", name="Remember me")).to_have_attribute("href", link)
    kept.get_by_role("button", name="Delete from the server").click()
    kept.get_by_role("button", name="Delete it").click()
    expect(kept).to_be_hidden()
    expect(way.get_by_role("button", name="Keep it on this server")).to_be_visible()


def test_a_program_whose_time_is_over_is_gone(page: Page, address: str, store: Path) -> None:
    link = keep(share(page, address, long_program("over = 1")))
    with sqlite3.connect(store) as file:
        file.execute("DROP TRIGGER written_once")
        file.execute("UPDATE shared SET expires = 1 WHERE id = ?", (link[-16:],))
    file.close()
    page.goto("about:blank")
    PlaygroundPage(page).open_without_python(link)
    expect(page.locator("#link-note")).to_contain_text("its time is over")


def test_the_embedded_page_opens_it_too(page: Page, address: str) -> None:
    link = keep(share(page, address, long_program("framed = 1")))
    snippet = page.input_value("#share-snippet")
    assert f"embed.html{link[link.index('#') :]}" in snippet
    page.goto(link.replace("/#", "/embed.html#"))
    expect(page.locator("#editor .cm-content")).to_contain_text("framed = 1")


def test_what_the_server_does_not_take_becomes_a_file(page: Page, address: str) -> None:
    way = share(page, address, long_program(letters=40_000))
    expect(way).to_contain_text("larger than what this server keeps")
    expect(way.get_by_role("button", name="Save as a web page")).to_be_focused()
    expect(way.get_by_role("button", name="Try again")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (413, "larger than what this server keeps"),
        (429, "In 10 minutes it takes more"),
        (507, "no room left"),
        (503, "could not keep the program just now"),
    ],
)
def test_a_refusal_says_why_and_offers_a_way_on(
    page: Page, address: str, status: int, words: str
) -> None:
    way = share(page, address, long_program(seed=status))
    answer(page, status, "600" if status == 429 else "")
    way.get_by_role("button", name="Keep it on this server").click()
    expect(way.get_by_role("alert")).to_contain_text(words)
    expect(way.get_by_role("button", name="Save as a web page")).to_be_focused()
    page.unroute("**/api/shared")
    if status != 413:
        way.get_by_role("button", name="Try again").click()
        keep(way)


def test_offline_is_said_and_tried_again(page: Page, address: str) -> None:
    way = share(page, address, long_program("offline = 1"))
    page.context.set_offline(True)
    way.get_by_role("button", name="Keep it on this server").click()
    expect(way.get_by_role("alert")).to_contain_text("cannot be reached")
    page.context.set_offline(False)
    way.get_by_role("button", name="Try again").click()
    link = keep(way)
    page.context.set_offline(True)
    way.get_by_role("button", name="Delete from the server").click()
    way.get_by_role("button", name="Delete it").click()
    expect(way.get_by_role("alert")).to_contain_text("It was not deleted.")
    page.context.set_offline(False)
    page.keyboard.press("Escape")
    page.route("**/api/shared/*", lambda route: route.abort())
    page.goto("about:blank")
    PlaygroundPage(page).open_without_python(link)
    note = page.locator("#link-note")
    expect(note).to_contain_text("cannot be reached")
    page.unroute("**/api/shared/*")
    note.get_by_role("button", name="Try again").click()
    expect(note).to_contain_text("came with a link and has not run yet")


def test_a_server_without_store_leads_to_a_file(page: Page) -> None:
    with serving("--no-share-store") as address:
        way = share(page, address, long_program())
        expect(way).to_contain_text("this page has no server that keeps programs")
        expect(way.get_by_role("button", name="Save as a web page")).to_be_focused()
        page.keyboard.press("Escape")
        short = share(page, address, "x = 1\n")
        expect(short).to_contain_text("Nothing leaves this computer")


def test_too_many_from_one_address_are_refused(page: Page, tmp_path: Path) -> None:
    with serving("--share-store", str(tmp_path / "s.sqlite3"), "--share-per-hour", "1") as address:
        keep(share(page, address, long_program(seed=5)))
        page.keyboard.press("Escape")
        way = share(page, address, long_program(seed=6))
        way.get_by_role("button", name="Keep it on this server").click()
        expect(way.get_by_role("alert")).to_contain_text("In 60 minutes it takes more")


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    playground = PlaygroundPage(page).open_without_python(address + "/")
    playground.write_code(long_program("keys = 1"))
    page.keyboard.press("ControlOrMeta+Shift+s")
    expect(page.get_by_role("button", name="Keep it on this server")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#share-link")).to_be_focused()
    expect(page.locator("#share-link")).to_have_value(STORED)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied: str = page.evaluate("() => navigator.clipboard.readText()")
    assert STORED.search(copied)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it", exact=True)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep it on this server")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#share-dialog")).to_be_hidden()


States = dict[str, Callable[[Page], None]]
STATES: States = {
    "offered": lambda page: None,
    "kept": lambda page: void(keep(page.locator(".share-way"))),
    "asked": lambda page: press_delete(page),
    "refused": lambda page: press_refused(page),
}


def void(_: object) -> None:
    return None


def press_delete(page: Page) -> None:
    keep(page.locator(".share-way"))
    page.locator(".share-way").get_by_role("button", name="Delete from the server").click()
    page.locator(".kept-here summary").click()


def press_refused(page: Page) -> None:
    answer(page, 507)
    page.get_by_role("button", name="Keep it on this server").click()
    expect(page.locator(".share-way").get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page: Page, address: str, theme: str, width: int, state: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    title = "A very long title of somebody who has much to say about all of it, and more, and so on"
    share(page, address, long_program(seed=width), title[:80])
    STATES[state](page)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    dialog = page.locator("#share-dialog")
    assert dialog.evaluate("element => element.scrollWidth <= element.clientWidth")
