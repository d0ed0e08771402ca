"""A program travels in a link: sent, opened by somebody else, changed, opened again."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, Page, expect

HOSTILE_TITLE = "<img src=x onerror=document.title='bad'>"


def link_of(page: Page, title: str = "") -> str:
    """The link that the Share dialog shows."""
    page.click("#share-button")
    field = page.locator("#share-link")
    expect(field).to_be_focused()
    if title:
        before = field.input_value()
        page.fill("#share-name", title)
        expect(field).not_to_have_value(before)
    link = field.input_value()
    page.keyboard.press("Escape")
    return link


def test_a_link_opens_elsewhere_and_runs_only_when_asked(
    page: Page, browser: Browser, base_url: str
) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("print('sent', 40 + 2)\n")
    link = link_of(page, "From Ada")
    assert link.startswith(base_url + "/#p1=")
    other = browser.new_context().new_page()
    visitor = PlaygroundPage(other).open(link)
    expect(visitor.editor).to_contain_text("print('sent', 40 + 2)")
    note = other.locator("#link-note")
    expect(note).to_contain_text("From Ada came with a link and has not run yet.")
    expect(other.locator("#picker-current")).to_have_text("From Ada")
    assert "sent 42" not in visitor.output()
    assert "has run" not in visitor.output()
    note.get_by_role("button", name="Run", exact=True).click()
    visitor.wait_output("sent 42")
    expect(note).to_be_hidden()
    assert visitor.stored("programs") is None, "what was only looked at is not kept"
    other.context.close()


def test_the_shared_version_opens_and_the_changed_copy_is_offered(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("theirs = 1\n")
    link = link_of(page, "Lesson 1")
    page.click("#original-button")
    page.goto("about:blank")
    playground.open_without_python(link)
    playground.write_code("mine = 2\n")
    expect(page.locator("#saved-note")).to_have_text("Saved in this browser")
    assert "#p" not in page.url, "the address no longer says what is shown"
    page.reload()
    expect(playground.editor).to_contain_text("mine = 2")
    page.goto("about:blank")
    playground.open_without_python(link)
    expect(playground.editor).to_contain_text("theirs = 1")
    page.get_by_role("button", name="Open your copy").click()
    expect(playground.editor).to_contain_text("mine = 2")
    page.click("#original-button")
    expect(playground.editor).to_contain_text("theirs = 1")


def test_several_files_travel_and_import_each_other(page: Page, browser: Browser) -> None:
    playground = PlaygroundPage(page).open_without_python()
    page.click("#new-file")
    page.fill("#file-field", "tools.py")
    page.keyboard.press("Enter")
    playground.write_code("def double(x):\n    return 2 * x\n")
    page.locator(".file-tab").first.click()
    playground.write_code("from tools import double\nprint('doubled', double(21))\n")
    link = link_of(page)
    other = browser.new_context().new_page()
    visitor = PlaygroundPage(other).open(link)
    expect(other.locator(".file-tab")).to_have_text(["mnist_convnet.py", "tools.py"])
    assert "doubled 42" in visitor.run()
    other.locator(".file-tab").last.click()
    visitor.write_code("def double(x):\n    return 3 * x\n")
    assert "doubled 63" in visitor.run(), "a changed file is read again"
    other.context.close()


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#p1=AAAA", "This link is damaged"),
        ("#p1=%00<script>", "This link is damaged"),
        ("#p7=AAAA", "made by a newer version"),
    ],
)
def test_a_bad_link_says_what_is_wrong(page: Page, fragment: str, words: str) -> None:
    playground = PlaygroundPage(page).open_without_python("/" + fragment)
    expect(page.locator("#link-note")).to_contain_text(words)
    expect(playground.editor).to_contain_text("convnet")
    assert page.url.endswith("/"), "a reload does not repeat it"


def test_a_link_of_ten_million_letters_is_refused(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    page.evaluate("() => { location.hash = 'p1=' + 'A'.repeat(1_900_000); }")
    expect(page.locator("#link-note")).to_contain_text("too long to be a program")
    expect(playground.editor).to_contain_text("convnet")


def test_html_in_titles_and_files_stays_text(page: Page, browser: Browser) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("x = '<script>document.title=1</script>'\n")
    link = link_of(page, HOSTILE_TITLE)
    other = browser.new_context().new_page()
    PlaygroundPage(other).open_without_python(link)
    expect(other.locator("#link-note strong")).to_have_text(HOSTILE_TITLE)
    expect(other.locator("#link-note img")).to_have_count(0)
    other.click("#share-button")
    expect(other.locator("#share-name")).to_have_value(HOSTILE_TITLE)
    assert other.title() == "p_vision playground"
    other.context.close()


def test_files_to_take_away(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code('"""What it does."""\n\nx = 1\n')
    page.click("#share-button")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Python (.py)").click()
    assert taken.value.suggested_filename == "mnist_convnet.py"
    with page.expect_download() as taken:
        page.get_by_role("button", name="Notebook").click()
    notebook = json.loads(taken.value.path().read_text())
    assert notebook["nbformat"] == 4
    assert "What it does." in "".join(notebook["cells"][0]["source"])


def test_control_s_saves_and_copies_the_link(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("x = 1\n")
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator("#saved-note")).to_have_text("Saved. Link copied.")
    copied: str = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(base_url + "/#p1=")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(page: Page, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open_without_python()
    link = link_of(page)
    page.goto("about:blank")
    playground.open_without_python(link)
    expect(page.locator("#link-note")).to_be_visible()
    page.click("#new-file")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Enter")
    expect(page.locator(".file-tab")).to_have_count(2)
    page.click("#share-button")
    expect(page.locator("#share-link")).to_be_focused()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
