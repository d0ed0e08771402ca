"""The Model view: the graph, a layer's weights and answers, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

PROGRAM = """\
import numpy as np
from p_vision import Conv2D, Dense, Flatten, Input, Sequential
x_test = np.random.rand(20, 8, 8, 1).astype("float32")
y_test = np.arange(20) % 2
model = Sequential([Input((8, 8, 1)), Conv2D(4, 3), Flatten(), Dense(2, activation="softmax")])
"""
BRANCHES = """\
from p_vision import Dense, Input, Model, layers
x = start = Input((8,))
for number in range(12):
    y = Dense(8, name=f"part{number}_one")(x)
    x = layers.Add(name=f"part{number}_sum")([x, Dense(8, name=f"part{number}_two")(y)])
model = Model(start, Dense(2, name="end")(x), name="deep")
"""


def axe_is_content(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_layer_opens_to_its_weights_and_its_answer(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    model = playground.show("model")
    expect(model.locator(".graph-node .title")).to_have_text(
        ["InputLayer", "Conv2D", "Flatten", "Dense"]
    )
    expect(model.locator(".flow-shape")).to_have_text(["8 × 8 × 1", "6 × 6 × 4", "144"])
    expect(model.locator(".model-title")).to_contain_text("330 parameters")
    model.get_by_role("button", name="Conv2D conv2d").click()
    layer = model.locator(".layer-view")
    answer = layer.locator(".sample-answer img")
    expect(answer).to_have_count(2)
    expect(answer.last).to_have_attribute("alt", "4 images, 6 by 6: 0, 1, 2, 3")
    expect(layer.get_by_text("true answer 0")).to_be_visible()
    layer.get_by_role("button", name="Next row").click()
    expect(layer.get_by_text("true answer 1")).to_be_visible()
    kernel = layer.locator(".drawing img[alt^='4 images, 3 by 3']")
    expect(kernel).to_be_visible()
    with page.expect_download() as kept:
        layer.get_by_role("button", name="Save as PNG").last.click()
    assert kept.value.path().read_bytes()[1:4] == b"PNG"
    axe_is_content(page)


def test_the_graph_without_a_mouse(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    model = playground.show("model")
    first = model.locator(".graph [tabindex='0']")
    expect(first).to_have_count(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(model.locator(".graph :focus")).to_have_attribute(
        "aria-label", "Dense dense, gives 2, 290 parameters, after flatten"
    )
    page.keyboard.press("Enter")
    layer = model.locator(".layer-view")
    expect(layer.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Escape")
    expect(layer).to_be_hidden()
    expect(model.locator(".graph :focus")).to_have_count(1)


def test_a_long_model_is_folded_and_its_blocks_open(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(BRANCHES)
    model = playground.show("model")
    expect(model.locator(".graph-node.block")).to_have_count(12)
    block = model.get_by_role("button", name="part3, 3 layers")
    block.click()
    expect(model.locator(".graph-frame")).to_have_count(1)
    expect(model.get_by_role("button", name="Dense part3_two")).to_be_visible()
    expect(model.locator(".graph :focus")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(model.locator(".graph-frame")).to_have_count(0)
    model.get_by_role("radio", name="Table").check()
    expect(model.locator("tbody tr")).to_have_count(38)
    expect(model.locator("tbody tr", has_text="part3_sum").first).to_contain_text("part2_sum")
    axe_is_content(page)


def test_the_graph_is_kept_as_a_file(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    model = playground.show("model")
    with page.expect_download() as kept:
        model.get_by_role("button", name="Save as SVG").click()
    text = kept.value.path().read_text()
    assert "Conv2D" in text
    assert "var(--" not in text
    assert "class=" not in text


def test_training_goes_on_while_a_layer_is_looked_at(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    program = PROGRAM + "model.compile('sgd', 'sparse_categorical_crossentropy')\n"
    playground.write_code(program + "model.fit(x_test, y_test, epochs=100_000, verbose=0)\n")
    playground.start()
    model = playground.show("model")
    # The graph is there before the first step has ended.
    expect(model.locator(".graph-node")).to_have_count(4, timeout=60_000)
    playground.wait_state("running")
    model.get_by_role("button", name="Conv2D conv2d").click()
    expect(model.locator(".layer-view .lead")).to_contain_text("when the program has ended")
    playground.stop()
    playground.wait_ready()
    expect(model.locator(".sample-answer img")).to_have_count(2)


def test_a_view_can_take_the_whole_page(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    page.click(".enlarge")
    expect(page.locator("#editor")).to_be_hidden()
    box = page.locator("#chart-panel").bounding_box()
    assert box is not None
    assert box["width"] > 1_200
    playground.show("model")
    page.keyboard.press("Escape")
    expect(page.locator("#editor")).to_be_visible()
