"""A newer version is offered when it is here, and never exchanged under a running program."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import BrowserContext, Locator, expect
from served_sites import Served, next_version
from test_offline_visit import KEPT, LAST_OF_PYTHON, wait_kept
from wcag import cut_off, findings, sticks_out

#: The file that the newer version has no more.
GONE = re.compile("shortcuts-.*js$")
NEWER = "html[data-version=two]"
SIZES = {"wide": (1280, 800), "phone": (360, 740)}
OUTLINE = "(element) => parseFloat(getComputedStyle(element).outlineWidth)"
LOOK = "async () => { await (await navigator.serviceWorker.ready).update(); }"


@pytest.fixture(scope="module")
def newer(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version of the site."""
    folder = tmp_path_factory.mktemp("sites") / "two"
    next_version(site, folder)
    return folder


@pytest.fixture
def context(keeping_context: BrowserContext) -> BrowserContext:
    """A visitor whose browser keeps files."""
    return keeping_context


@pytest.fixture
def playground(context: BrowserContext) -> PlaygroundPage:
    """A visit of the first version, which is kept."""
    playground = PlaygroundPage(context.new_page()).open()
    wait_kept(playground.page, LAST_OF_PYTHON)
    return playground


def notice(playground: PlaygroundPage) -> Locator:
    return playground.page.locator(".update-note")


def test_it_waits_for_the_program_and_for_the_person(
    playground: PlaygroundPage, served: Served, newer: Path
) -> None:
    page = playground.page
    expect(page.locator(NEWER)).to_have_count(0)
    playground.write_code("import time\nmade = 7\nprint('begun')\ntime.sleep(1000)\n")
    playground.start()
    playground.wait_output("begun")
    served.show(newer)
    page.evaluate(LOOK)
    expect(notice(playground)).to_contain_text("when your program has ended", timeout=30_000)
    reload_button = notice(playground).get_by_role("button", name="Reload")
    expect(reload_button).to_have_attribute("aria-disabled", "true")
    reload_button.click(force=True)
    playground.wait_state("running")

    playground.stop()
    playground.wait_ready()
    expect(notice(playground)).to_contain_text("Reload when you like")
    assert playground.answer("made") == "7", "nothing was exchanged"
    page.reload()
    expect(page.locator(NEWER)).to_have_count(0)
    expect(notice(playground)).to_contain_text("Reload when you like", timeout=30_000)

    notice(playground).get_by_role("button", name="Reload").click()
    expect(page.locator(NEWER)).to_have_count(1)
    playground.wait_ready()
    assert "time.sleep(1000)" in playground.code, "the text stays"
    expect(notice(playground)).to_be_hidden()
    served.stop()
    playground.open()
    expect(page.locator(NEWER)).to_have_count(1)
    for _ in range(100):
        names = page.evaluate(KEPT)
        if names.count("index.html") == 1 and not any(GONE.search(name) for name in names):
            break
        page.wait_for_timeout(100)
    assert len(names) == len(set(names)), "the version before was removed"
    assert not any(GONE.search(name) for name in names)


def test_everybody_can_use_the_strip(
    playground: PlaygroundPage, served: Served, newer: Path
) -> None:
    page = playground.page
    served.show(newer)
    page.evaluate(LOOK)
    strip = notice(playground)
    expect(strip).to_be_visible(timeout=30_000)
    expect(page.get_by_role("region", name="New version")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("A new version is here")
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            assert findings(page) == [], (size, theme)
            assert cut_off(page) == [], (size, theme)
            assert sticks_out(page) <= 0, (size, theme)
    page.set_viewport_size({"width": 1280, "height": 800})

    reload_button = strip.get_by_role("button", name="Reload")
    close = strip.get_by_role("button", name="Close this note")
    page.locator("#settings-button").focus()
    page.keyboard.press("Tab")
    expect(reload_button).to_be_focused()
    assert reload_button.evaluate(OUTLINE) >= 2
    page.keyboard.press("Tab")
    expect(close).to_be_focused()
    assert close.evaluate(OUTLINE) >= 2
    page.keyboard.press("Enter")
    expect(strip).to_be_hidden()
    expect(page.locator("#run-button")).to_be_focused()
    assert findings(page) == []
    page.reload()
    expect(strip).to_be_visible(timeout=30_000)
    reload_button.press("Enter")
    expect(page.locator(NEWER)).to_have_count(1)


def test_another_window_goes_on_with_the_version_it_has(
    playground: PlaygroundPage, context: BrowserContext, served: Served, newer: Path
) -> None:
    other = PlaygroundPage(context.new_page()).open()
    other.write_code("import time\nmade = 7\nprint('begun')\ntime.sleep(1000)\n")
    other.start()
    other.wait_output("begun")
    served.show(newer)
    playground.page.bring_to_front()
    playground.page.evaluate(LOOK)
    notice(playground).get_by_role("button", name="Reload").click(timeout=30_000)
    expect(playground.page.locator(NEWER)).to_have_count(1)
    playground.wait_ready()

    other.page.bring_to_front()
    expect(notice(other)).to_contain_text("when your program has ended")
    other.wait_state("running")
    other.page.keyboard.press("F1")
    expect(other.page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    other.page.keyboard.press("Escape")
    other.stop()
    other.wait_ready()
    assert other.answer("made") == "7"
    notice(other).get_by_role("button", name="Reload").click()
    expect(other.page.locator(NEWER)).to_have_count(1)


def test_a_site_without_it_forgets_what_was_kept(
    playground: PlaygroundPage, served: Served, newer: Path, tmp_path: Path
) -> None:
    page = playground.page
    folder = tmp_path / "development"
    shutil.copytree(newer, folder, copy_function=os.link)
    (folder / "service_worker.js").unlink()
    served.show(folder)
    playground.open()
    for _ in range(300):
        if not page.evaluate("() => caches.has('p_vision-files')"):
            break
        page.wait_for_timeout(100)
    assert not page.evaluate("() => caches.has('p_vision-files')")
    playground.open()
    expect(page.locator(NEWER)).to_have_count(1)
    assert page.evaluate("() => navigator.serviceWorker.controller") is None
