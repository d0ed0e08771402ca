"""Train on digits, draw one, share it with the model: others draw theirs, without Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from demo_links import PYTHON, answered, shares, visit
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from running_server import serving

PROGRAM = """\
from p_vision import *
from p_vision import datasets, ui, utils

utils.set_random_seed(2)
(x, y), _ = datasets.mnist.load_data()
model = Sequential([
    Input((28, 28, 1)), Rescaling(1 / 255),
    Conv2D(8, 3, activation="relu"), MaxPooling2D(2),
    Conv2D(16, 3, activation="relu"), MaxPooling2D(2),
    Flatten(), Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x[:8000].reshape(-1, 28, 28, 1), y[:8000], batch_size=64, epochs=2, verbose=2)
names = "zero one two three four five six seven eight nine".split()
ui.draw(model, names=names, samples=x[-200:].reshape(-1, 28, 28, 1))
"""
STORED = re.compile(r"#s1=[0-9a-z]+$")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("store") / "shared.sqlite3"
    with serving("--share-store", str(store)) as address:
        yield address


@pytest.fixture(scope="module")
def trained(browser: Browser, address: str) -> Iterator[PlaygroundPage]:
    """A page in which a model has been trained on digits."""
    context = browser.new_context(
        base_url=address, permissions=["clipboard-read", "clipboard-write"]
    )
    playground = PlaygroundPage(context.new_page()).open(address + "/")
    playground.run(PROGRAM, 400_000)
    yield playground
    context.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def draw(pad: Locator, *points: tuple[float, float]) -> None:
    """Moves the mouse from point to point; 0 to 1 from the left and from the top."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = pad.page.mouse
    for number, (x, y) in enumerate(points):
        mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=8)
        if number == 0:
            mouse.down()
    mouse.up()


def draw_by_keys(pad: Locator) -> None:
    """An angle, on the same pixels wherever the pad stands and however large it is."""
    pad.page.get_by_role("button", name="Clear", exact=True).last.click()
    pad.focus()
    moves = ["ArrowUp"] * 9 + ["ArrowLeft"] * 6 + [" "]
    for key in [*moves, *["ArrowRight"] * 10, *["ArrowDown"] * 18, " "]:
        pad.page.keyboard.press(key)
    pad.page.wait_for_timeout(600)


def open_share(playground: PlaygroundPage, precision: str) -> None:
    playground.page.click("#share-button")
    playground.page.get_by_role("radio", name=re.compile(precision)).check()


def opened(context: BrowserContext, link: str) -> tuple[Page, list[str]]:
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visit(page, link)
    return page, asked


def recognises(page: Page) -> None:
    pad = page.locator("canvas.pad")
    best = page.locator(".bars .best .bar-name")
    draw(pad, (0.3, 0.2), (0.7, 0.2), (0.42, 0.85))
    answered(page)
    expect(best).to_have_text("seven")
    page.get_by_role("button", name="Clear", exact=True).last.click()
    draw(pad, (0.5, 0.15), (0.5, 0.85))
    expect(best).to_have_text("one")


def test_a_small_model_travels_in_the_link_itself(
    trained: PlaygroundPage, visitor: BrowserContext
) -> None:
    pad = trained.log.locator("canvas.pad")
    recognises(trained.page)
    draw_by_keys(pad)
    by_python = shares(trained.page)
    open_share(trained, "Exact weights")
    trained.page.get_by_role("button", name="Copy the long link").click()
    link: str = trained.page.evaluate("() => navigator.clipboard.readText()")
    trained.page.keyboard.press("Escape")
    assert "#p2=" in link
    assert len(link) < 44_000
    page, asked = opened(visitor, link)
    recognises(page)
    draw_by_keys(page.locator("canvas.pad"))
    assert shares(page) == pytest.approx(by_python, abs=1e-5)
    assert not [url for url in asked if any(part in url for part in PYTHON)], asked


def test_the_server_keeps_it_where_a_link_is_too_long(
    trained: PlaygroundPage, visitor: BrowserContext
) -> None:
    draw_by_keys(trained.log.locator("canvas.pad"))
    by_python = shares(trained.page)
    open_share(trained, "8-bit")
    row = trained.page.locator(".model-choice label", has_text="8-bit")
    expect(row).to_contain_text(re.compile(r"answers differ by at most [\d.e-]+\s% on 64 samples"))
    trained.page.get_by_role("button", name="Keep it on this server").click()
    field = trained.page.locator("#share-link")
    expect(field).to_have_value(STORED)
    link = field.input_value()
    trained.page.keyboard.press("Escape")
    page, asked = opened(visitor, link)
    recognises(page)
    draw_by_keys(page.locator("canvas.pad"))
    assert shares(page) == pytest.approx(by_python, abs=0.1)
    assert shares(page) != pytest.approx(by_python, abs=1e-7)
    expect(page.locator(".demo-foot")).to_contain_text("8-bit")
    assert not [url for url in asked if any(part in url for part in PYTHON)], asked


def test_without_a_model_nothing_is_offered(page: Page, address: str) -> None:
    playground = PlaygroundPage(page).open(address + "/")
    playground.run("from p_vision import ui\nui.draw(lambda image: 'ink')\n")
    page.click("#share-button")
    expect(page.locator(".share-way")).to_be_visible()
    expect(page.locator(".model-choice")).to_be_hidden()
