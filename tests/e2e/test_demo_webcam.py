"""A demo that looks through the camera: asked for on a click, and where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from demo_links import demo_link, visit
from foreign_pages import foreign_pages
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect
from wcag import findings

from p_vision import GlobalAveragePooling2D, Input, Sequential, ui

#: Chromium's made-up camera shows a green picture with a moving clock.
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
NO_CAMERA = ["--use-fake-device-for-media-stream=device-count=0"]
ASKED = """
window.asked = 0;
const media = navigator.mediaDevices;
const real = media.getUserMedia.bind(media);
media.getUserMedia = (wanted) => { window.asked += 1; return real(wanted); };
"""
USE = "Use the camera"

Opened = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def launched(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Callable[[list[str]], Browser]]:
    """`launched(flags)` is a browser with more flags; the same one for the same flags."""
    browsers: dict[str, Browser] = {}

    def launch(flags: list[str]) -> Browser:
        arguments = {**browser_type_launch_args}
        arguments["args"] = [*arguments["args"], *flags]
        key = " ".join(flags)
        if key not in browsers:
            browsers[key] = browser_type.launch(**arguments)
        return browsers[key]

    yield launch
    for browser in browsers.values():
        browser.close()


@pytest.fixture
def visitor(
    launched: Callable[[list[str]], Browser], browser_context_args: dict[str, Any], base_url: str
) -> Iterator[Opened]:
    """`visitor(flags)` is somebody whose browser has them."""
    contexts: list[BrowserContext] = []

    def open_context(flags: list[str], **more: Any) -> BrowserContext:
        arguments = {**browser_context_args, "base_url": base_url, **more}
        contexts.append(launched(flags).new_context(**arguments))
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A demo whose answers are the mean of each colour."""
    path = tmp_path_factory.mktemp("webcam") / "a.pvdemo"
    model = Sequential([Input((8, 8, 3)), GlobalAveragePooling2D()])
    model.predict(np.zeros((1, 8, 8, 3)), verbose=0)
    ui.webcam(model, names=["red", "green", "blue"])
    ui.save_demo(path)
    return demo_link(path.read_bytes(), title="Colours", code="print(1)\n")


def colours(page: Page) -> list[float]:
    """What the model answered last."""
    text = page.locator(".widget-answer").text_content() or ""
    return [float(part) for part in text.strip("[]").split(",")]


def test_it_asks_on_a_click_and_answers_what_it_sees(visitor: Opened, link: str) -> None:
    page = visitor(CAMERA).new_page()
    page.add_init_script(ASKED)
    visit(page, "/" + link)
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.asked") == 0
    expect(page.locator("video")).to_be_hidden()
    page.get_by_role("button", name=USE).click()
    expect(page.locator("video")).to_be_visible()
    expect(page.locator(".widget-answer")).to_contain_text("[")
    assert page.evaluate("() => window.asked") == 1
    red, green, blue = colours(page)
    assert green > 0.3 > max(red, blue)
    assert findings(page) == []
    page.get_by_role("button", name="Switch the camera off").click()
    expect(page.locator("video")).to_be_hidden()
    expect(page.get_by_role("button", name=USE)).to_be_visible()


def test_opening_the_code_lets_go_of_the_camera(visitor: Opened, link: str) -> None:
    page = visitor(CAMERA).new_page()
    page.add_init_script(
        """const media = navigator.mediaDevices;
        const real = media.getUserMedia.bind(media);
        media.getUserMedia = async (wanted) => window.given = await real(wanted);"""
    )
    visit(page, "/" + link)
    page.get_by_role("button", name=USE).click()
    expect(page.locator("video")).to_be_visible()
    page.get_by_role("button", name="Open the code").click()
    expect(page.locator("#editor .cm-content")).to_contain_text("print(1)")
    page.wait_for_timeout(400)
    assert page.evaluate("() => window.given.getTracks()[0].readyState") == "ended"


def test_a_program_with_a_camera(visitor: Opened) -> None:
    playground = PlaygroundPage(visitor(CAMERA).new_page()).open()
    playground.run(
        "from p_vision import ui\n"
        "ui.webcam(lambda image: f'{image.shape} {image[..., 1].mean():.1f}')\n"
    )
    playground.page.get_by_role("button", name=USE).click()
    expect(playground.page.locator(".widget-answer")).to_contain_text("(28, 28, 3) 0.")


TROUBLES = [
    ("NotAllowedError", "was not allowed"),
    ("NotFoundError", "no camera on this device"),
    ("NotReadableError", "another program may have it"),
]


@pytest.mark.parametrize(("error", "sentence"), TROUBLES)
def test_each_trouble_has_its_sentence(page: Page, link: str, error: str, sentence: str) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = "
        f"async () => {{ throw new DOMException('', '{error}'); }}"
    )
    visit(page, "/" + link)
    page.get_by_role("button", name=USE).click()
    expect(page.locator(".widget .hint.warn")).to_contain_text(sentence)
    expect(page.locator("#announcer")).to_contain_text(sentence)
    expect(page.get_by_role("button", name=USE)).to_be_visible()
    assert findings(page) == []


def test_a_real_refusal_and_a_later_yes(visitor: Opened, link: str, base_url: str) -> None:
    context = visitor(CAMERA[:1])
    page = context.new_page()
    visit(page, "/" + link)
    # A browser without a window refuses what nobody has allowed.
    page.get_by_role("button", name=USE).click()
    expect(page.locator(".widget .hint.warn")).to_contain_text("was not allowed")
    context.grant_permissions(["camera"], origin=base_url)
    page.get_by_role("button", name=USE).click()
    expect(page.locator("video")).to_be_visible()
    expect(page.locator(".widget .hint.warn")).to_have_count(0)


def test_a_device_without_a_camera(visitor: Opened, link: str, base_url: str) -> None:
    context = visitor(NO_CAMERA)
    context.grant_permissions(["camera"], origin=base_url)
    page = context.new_page()
    visit(page, "/" + link)
    page.get_by_role("button", name=USE).click()
    expect(page.locator(".widget .hint.warn")).to_contain_text("no camera on this device")


def test_a_page_that_is_not_served_securely(page: Page, link: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });")
    visit(page, "/" + link)
    page.get_by_role("button", name=USE).click()
    expect(page.locator(".widget .hint.warn")).to_contain_text("https")


def test_a_frame_needs_the_words_of_the_share_dialog(
    visitor: Opened, link: str, base_url: str
) -> None:
    page = visitor(CAMERA).new_page()
    with foreign_pages() as show:
        page.goto(show(f'<iframe src="{base_url}/embed.html{link}" height="600"></iframe>'))
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name=USE).click()
        expect(frame.locator(".hint.warn")).to_contain_text("does not pass the camera on")

        # What the Share dialog writes for this program.
        visit(page, "/" + link)
        page.get_by_role("button", name="Open the code").click()
        page.click("#share-button")
        model = page.locator(".model-choice").get_by_role("radio").last
        expect(page.locator("#share-snippet")).not_to_have_value("")
        assert "camera" not in page.input_value("#share-snippet"), "the code alone needs none"
        model.check()
        expect(page.locator("#share-snippet")).to_have_value(re.compile('allow="camera; '))
        page.goto(show(page.input_value("#share-snippet")))
        frame.get_by_role("button", name=USE).click()
        expect(frame.locator("video")).to_be_visible()
        expect(frame.locator(".widget-answer")).to_contain_text("[")


@pytest.mark.parametrize("path", ["/", "/embed.html"])
def test_the_server_forbids_no_camera(page: Page, path: str) -> None:
    response = page.goto(path)
    assert response is not None
    assert "camera=()" not in response.headers.get("permissions-policy", "")
    assert page.evaluate("() => document.featurePolicy.allowsFeature('camera')")


def test_nor_does_a_folder_for_any_server(tmp_path: Path) -> None:
    from served_sites import static_site

    static_site(tmp_path / "static")
    assert "permissions-policy" not in (tmp_path / "static" / "_headers").read_text().lower()
