"""Nobody loses what they wrote."""

from __future__ import annotations

import json

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("quiet")


def test_text_survives_a_reload(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("mine = 1\n")
    expect(page.locator("#saved-note")).to_have_text("Saved in this browser")
    page.reload()
    expect(playground.editor).to_contain_text("mine = 1")


def test_text_typed_a_moment_ago_survives_too(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("just_now = 1\n")
    page.reload()
    expect(playground.editor).to_contain_text("just_now = 1")


def test_another_example_does_not_lose_edits(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("my_convnet = 1\n")
    playground.choose_example("xor")
    expect(playground.editor).to_contain_text("XOR")
    playground.write_code("my_xor = 1\n")
    playground.choose_example("mnist_convnet")
    expect(playground.editor).to_contain_text("my_convnet")
    playground.choose_example("xor")
    expect(playground.editor).to_contain_text("my_xor")


def test_the_original_comes_back_and_undo_brings_the_edits(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("mine = 1\n")
    page.click("#original-button")
    expect(playground.editor).to_contain_text("convnet")
    page.keyboard.press("ControlOrMeta+z")
    expect(playground.editor).to_contain_text("mine = 1")


def test_text_of_an_older_version_is_read(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    page.evaluate(
        "record => localStorage.setItem('p_vision.document.mnist_convnet', record)",
        json.dumps({"version": 1, "code": "from_version_one = 1"}),
    )
    page.reload()
    expect(playground.editor).to_contain_text("from_version_one")


def test_a_file_is_one_click_away(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("print('to keep')\n")
    with page.expect_download() as download:
        page.click("#download-button")
    assert download.value.suggested_filename == "mnist_convnet.py"
    assert download.value.path().read_text() == "print('to keep')\n"


def test_a_browser_without_storage_says_so(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    playground = PlaygroundPage(page).open_without_python()
    playground.write_code("mine = 1\n")
    expect(page.locator("#saved-note")).to_contain_text("Not saved")


def test_the_first_visit_is_explained_once(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    expect(page.locator("#welcome")).to_contain_text("on your own computer")
    page.click("#welcome-close")
    page.reload()
    expect(page.locator("#editor")).to_be_visible()
    expect(page.locator("#welcome")).to_be_hidden()
