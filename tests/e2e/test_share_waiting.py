"""While the server is asked whether it keeps programs, the dialog says so and offers a file."""

from __future__ import annotations

import re

from long_programs import long_program
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect
from wcag import findings

ASKING = "Asking this server"
CHANGES = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const way = document.querySelector("#share-dialog .share-way");
    const kind = way?.dataset.way;
    if (kind && way.textContent && window.seen.at(-1) !== kind) window.seen.push(kind);
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
}"""


#: The server keeps programs, and says so when the test lets it.
SERVER = """
const real = window.fetch.bind(window);
const wait = new Promise((done) => { window.letAnswer = done; });
window.fetch = async (address, about) => {
  if (!String(address).includes("/api/shared")) return real(address, about);
  await wait;
  return new Response(JSON.stringify({ days: 30, largest: 1_000_000 }));
};
"""


def opened(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(long_program())
    page.evaluate(CHANGES)
    page.click("#share-button")


def test_a_slow_server_is_waited_for_in_words(page: Page) -> None:
    page.add_init_script(SERVER)
    opened(page)
    way = page.locator(".share-way")
    expect(way).to_contain_text(ASKING)
    expect(page.locator("#share-dialog [role=status]").last).to_contain_text(ASKING)
    expect(page.locator("#share-name")).to_be_focused()
    assert findings(page) == []
    with page.expect_download() as saved:
        way.get_by_role("button", name="Save as a web page").click()
    assert saved.value.suggested_filename.endswith(".html")
    page.evaluate("() => window.letAnswer()")
    expect(way.get_by_role("button", name="Keep it on this server")).to_be_visible()
    expect(way).not_to_contain_text(ASKING)
    assert page.evaluate("() => window.seen") == ["waiting", "offer"]
    kept = way.get_by_role("button", name="Keep it on this server")
    expect(kept).to_be_focused()


def test_a_quick_answer_flickers_not(page: Page) -> None:
    page.add_init_script(SERVER + "window.letAnswer();")
    opened(page)
    button = page.get_by_role("button", name="Keep it on this server")
    expect(button).to_be_focused()
    assert page.evaluate("() => window.seen") == ["offer"]


def test_without_a_network_the_file_is_offered_at_once(page: Page) -> None:
    opened(page)
    expect(page.locator(".share-way h3")).to_be_visible()
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    page.click("#share-button")
    way = page.locator(".share-way")
    expect(way).to_contain_text(re.compile("cannot be reached"), timeout=1_500)
    expect(way.get_by_role("button", name="Save as a web page")).to_be_visible()
    page.context.set_offline(False)
