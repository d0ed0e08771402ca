"""Links that hold a trained model: it answers at once, and nobody loads Python for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_records import Records
from demo_links import PYTHON, answered, demo_link, shares, visit
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, Page, expect

from p_vision import Dense, Embedding, Flatten, Input, Sequential, ui, utils
from p_vision.layers import Conv2D, GlobalAveragePooling1D, TextVectorization
from p_vision.show.png import png

pytestmark = pytest.mark.first_visit

THEMES = [("light", 1280), ("dark", 390)]


def regression(precision: str, folder: Path) -> tuple[Sequential, bytes]:
    """A model of two numbers, and its demo."""
    utils.set_random_seed(5)
    model = Sequential([Input((2,)), Dense(16, activation="tanh"), Dense(1)])
    ui.slider(model, width=(1, 5), height=(1, 3, 2))
    ui.save_demo(folder / "a.pvdemo", precision)
    return model, (folder / "a.pvdemo").read_bytes()


def pictures(folder: Path, channels: int = 1, kind: Any = ui.draw) -> tuple[Sequential, bytes]:
    """A model of small pictures with three classes, and its demo."""
    utils.set_random_seed(6)
    layers = [Conv2D(4, 3, activation="relu"), Flatten(), Dense(3, activation="softmax")]
    model = Sequential([Input((12, 12, channels)), *layers])
    kind(model, names=["circle", "line", "nothing"])
    ui.save_demo(folder / "b.pvdemo")
    return model, (folder / "b.pvdemo").read_bytes()


@pytest.fixture
def asked(page: Page) -> list[str]:
    """What the page asked the server for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def test_sliders_are_answered_without_python(
    page: Page, tmp_path: Path, asked: list[str], base_url: str
) -> None:
    records = Records(page.context, base_url)
    model, data = regression("float32", tmp_path)
    visit(page, "/" + demo_link(data, title="Area <b>of</b> a box", description="Exact weights"))
    expect(page.locator("h1:visible")).to_have_text("Area <b>of</b> a box")
    answer = page.locator(".widget-answer")
    answered(page)
    first = float(model.predict(np.array([[3.0, 2.0]], "float32"), verbose=0)[0, 0])
    expect(answer).to_have_text(f"{first:.4g}")
    page.get_by_role("slider", name="width").press("ArrowRight")
    then = float(model.predict(np.array([[3.08, 2.0]], "float32"), verbose=0)[0, 0])
    expect(answer).to_have_text(f"{then:.4g}")
    assert not [url for url in asked if any(part in url for part in PYTHON)], asked
    assert [url for url in asked if "engine_cpu_bg.wasm" in url], "the engine answers"
    assert not [url for url in asked if "engine_gpu" in url]
    expect(page.get_by_text("Exact weights")).to_be_visible()
    expect(page.locator("#editor")).to_be_hidden()
    assert records.complaints == []


@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_rounded_weights_answer_almost_the_same(page: Page, tmp_path: Path, precision: str) -> None:
    model, data = regression(precision, tmp_path)
    visit(page, "/" + demo_link(data))
    answered(page)
    shown = float(page.locator(".widget-answer").inner_text())
    assert shown == pytest.approx(model.predict(np.array([[3.0, 2.0]]), verbose=0)[0, 0], abs=0.03)
    model.load_weights(tmp_path / "a.pvdemo")
    rounded = float(model.predict(np.array([[3.0, 2.0]], "float32"), verbose=0)[0, 0])
    assert shown == pytest.approx(rounded, abs=1e-3), "Python reads the same weights"


def test_an_uploaded_picture_is_answered(page: Page, tmp_path: Path) -> None:
    model, data = pictures(tmp_path, 3, ui.upload)
    image = np.zeros((12, 12, 3), np.uint8)
    image[:6] = (200, 40, 10)
    image[6:] = (10, 90, 250)
    file = tmp_path / "flag.png"
    file.write_bytes(png(image))
    visit(page, "/" + demo_link(data))
    page.set_input_files("input[type=file]", file)
    expected = model.predict(image[None] / np.float32(255), verbose=0)[0]
    expect(page.locator(".bars li")).to_have_count(3)
    assert shares(page) == pytest.approx(expected, abs=1e-5)
    expect(page.locator(".best .bar-name")).to_have_text(
        ["circle", "line", "nothing"][int(expected.argmax())]
    )


def test_a_text_is_answered(page: Page, tmp_path: Path) -> None:
    words = TextVectorization(output_sequence_length=5)
    words.adapt(["a lovely film", "an awful film", "great jokes", "boring jokes"])
    model = Sequential(
        [
            Input((5,), dtype="int32"),
            Embedding(words.vocabulary_size(), 8),
            GlobalAveragePooling1D(),
            Dense(1, activation="sigmoid"),
        ]
    )
    ui.text(model, vectorize=words, names=["bad", "good"], label="Your opinion")
    ui.save_demo(tmp_path / "c.pvdemo")
    visit(page, "/" + demo_link((tmp_path / "c.pvdemo").read_bytes()))
    for said in ("An AWFUL film!", "lovely, unknown jokes", "ÄÖ ß 😀"):
        page.get_by_role("textbox", name="Your opinion").fill(said)
        good = float(model.predict(np.asarray(words([said])), verbose=0)[0, 0])
        percent = f"{100 * good:.0f} %"
        expect(page.locator(".bars li").last.locator(".bar-value")).to_have_text(percent)
        assert shares(page) == pytest.approx([1 - good, good], abs=1e-5)


def test_the_pad_works_by_keyboard_and_clears(page: Page, tmp_path: Path) -> None:
    _, data = pictures(tmp_path)
    visit(page, "/" + demo_link(data))
    page.locator("canvas.pad").focus()
    for key in [" "] + ["ArrowDown"] * 8 + [" "]:
        page.keyboard.press(key)
    expect(page.locator(".bars li")).to_have_count(3)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".widget-answer")).to_be_empty()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open the code")).to_be_focused()


def test_open_the_code_brings_the_program_and_the_model(
    page: Page, tmp_path: Path, asked: list[str]
) -> None:
    model, data = regression("float32", tmp_path)
    code = (
        "from p_vision import Dense, Input, Sequential\n"
        "model = Sequential([Input((2,)), Dense(16, activation='tanh'), Dense(1)])\n"
        "model.load_weights('model.pvdemo')\n"
        "import numpy\n"
        "print('says', f'{float(model.predict(numpy.array([[3.0, 2.0]]), verbose=0)[0, 0]):.5f}')\n"
    )
    visit(page, "/" + demo_link(data, title="From Ada", code=code))
    answered(page)
    page.get_by_role("button", name="Open the code").click()
    playground = PlaygroundPage(page)
    expect(playground.editor).to_contain_text("model.pvdemo")
    expect(page.locator("#link-note")).to_contain_text("has not run yet")
    expect(page.locator(".demo-page")).to_have_count(0)
    playground.wait_ready()
    assert "says" not in playground.output(), "nothing runs by itself"
    expect(playground.log).to_contain_text('model.load_weights("model.pvdemo")')
    page.locator("#link-note").get_by_role("button", name="Run", exact=True).click()
    expected = float(model.predict(np.array([[3.0, 2.0]]), verbose=0)[0, 0])
    playground.wait_output(f"says {expected:.5f}")
    assert [url for url in asked if "pyodide" in url]


def test_whoever_opened_the_code_stays_there(page: Page, tmp_path: Path) -> None:
    _, data = regression("float32", tmp_path)
    visit(page, "/" + demo_link(data, code="mine = 1\n"))
    page.get_by_role("button", name="Open the code").click()
    editor = PlaygroundPage(page).editor
    expect(editor).to_contain_text("mine = 1")
    page.reload()
    expect(editor).to_contain_text("mine = 1")
    expect(page.locator(".demo-page")).to_have_count(0)


def test_without_the_demos_part_of_the_page_the_code_is_there(page: Page, tmp_path: Path) -> None:
    page.route("**/assets/page-*.js", lambda route: route.abort())
    _, data = regression("float32", tmp_path)
    page.goto("/" + demo_link(data, code="still = 1\n"))
    expect(PlaygroundPage(page).editor).to_contain_text("still = 1")


def test_a_model_of_another_kind_is_left_alone(page: Page) -> None:
    link = demo_link(b"anything", code="print('here')\n", media_type="application/x-other")
    playground = PlaygroundPage(page).open("/" + link, ready=False)
    expect(playground.editor).to_contain_text("print('here')")


@pytest.mark.parametrize(("theme", "width"), THEMES)
def test_axe_finds_nothing(page: Page, tmp_path: Path, theme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    _, data = pictures(tmp_path)
    visit(page, "/" + demo_link(data, title="A long title " * 6))
    page.locator("canvas.pad").click()
    expect(page.locator(".bars li")).to_have_count(3)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_a_first_visit_is_light(browser: Browser, base_url: str, tmp_path: Path) -> None:
    _, data = regression("float32", tmp_path)
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit(page, base_url + "/" + demo_link(data))
    answered(page)
    moment = page.evaluate("() => performance.now()")
    print(f"{sum(sizes):,} bytes, answered after {moment:.0f} ms")
    assert sum(sizes) < 800_000, "half a megabyte of it is the engine"
    context.close()
