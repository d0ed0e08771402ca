"""In another language no English is left, in whatever state the page is."""

from __future__ import annotations

import pytest
from page_texts import not_from, shown_texts
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

TRAINING = """\
import time
import numpy as np
from p_vision import Dense, Input, Sequential, ui
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)])
model.summary()
model.compile(loss="mse", metrics=["mae"])
model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=2, validation_split=0.5, verbose=0)
time.sleep(1.1)
"""
WIDGETS = """\
from p_vision import ui
ui.draw(lambda picture: 1.0)
ui.upload(lambda picture: 1.0)
ui.webcam(lambda picture: 1.0)
ui.text(lambda text: text, label="Wort")
"""
#: What the program above calls its things, and what p_vision calls them.
NAMES = (
    r"sequential\w*|model",
    r"[\w.]+, \d\d:\d\d",
    r"dense\w*",
    r"(Dense|Input|InputLayer)( \w+)?",
    r"\d+ Parameter \(.*\)",
    r"loss|mae|mse",
    r"Wort",
    r"SwiftShader.*|.*[Ss]wift[Ss]hader.*",
    r"3\.\d+\.\d+|p_vision \d.*|Python \d.*",
    r"(ZeroDivisionError: )?division by zero|ZeroDivisionError",
    # What p_vision says of its own inputs, in Python's English.
    r"A drawing.*|A picture.*|A line of text.*|Pictures .*|.*camera.*",
)


def left_over(page: Page) -> list[str]:
    """What is said without a German text."""
    return [
        f"{kind} {text!r} in {place}"
        for kind, text, place in not_from("german", shown_texts(page), NAMES)
    ]


@pytest.fixture
def german(page: Page) -> PlaygroundPage:
    return PlaygroundPage(page).open("/?language=de")


def test_the_page_and_its_views(german: PlaygroundPage) -> None:
    page = german.page
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert left_over(page) == []
    german.run(TRAINING)
    expect(german.log).to_contain_text("Fertig nach")
    page.click("#chart-panel [aria-expanded=false]")
    expect(page.locator("#chart-panel .chart-table tr")).to_have_count(3)
    for view in ("chart", "model", "computer"):
        german.show(view)  # type: ignore[arg-type]
        page.wait_for_timeout(300)
        assert left_over(page) == [], view
    german.run("1 / 0")
    expect(german.errors).to_contain_text("ZeroDivisionError in Zeile 1")
    assert left_over(page) == []


def test_stop_and_restart(german: PlaygroundPage) -> None:
    page = german.page
    german.write_code("while True: pass\n")
    german.start()
    german.wait_state("running")
    assert left_over(page) == []
    german.stop()
    german.wait_ready()
    expect(german.log).to_contain_text("Angehalten.")
    page.click("#restart-button")
    assert left_over(page) == []
    page.keyboard.press("Enter")


def test_inputs_of_a_program(german: PlaygroundPage) -> None:
    german.run(WIDGETS)
    expect(german.log.locator(".widget")).to_have_count(4)
    expect(german.log).to_contain_text("Kamera benutzen")
    assert left_over(german.page) == []


@pytest.mark.parametrize(
    "opener",
    [
        "#picker-button",
        "#share-button",
        "#files-button",
        "#shortcuts-button",
        "#settings-button",
        "#new-file",
    ],
)
def test_what_opens(page: Page, opener: str) -> None:
    PlaygroundPage(page).open_without_python("/?language=de")
    page.click(opener)
    page.wait_for_timeout(600)
    assert left_over(page) == []


def test_the_list_to_recover_from(page: Page) -> None:
    playground = PlaygroundPage(page).open_without_python("/?language=de")
    playground.write_code("meins = 1\n")
    page.click("#original-button")
    page.click("#picker-button")
    page.locator(".gallery-bar").get_by_role("button", name="Zurückholen").click()
    expect(page.get_by_role("dialog")).to_contain_text("Zeile")
    assert left_over(page) == []


def test_a_damaged_link_and_the_embedded_page(page: Page) -> None:
    PlaygroundPage(page).open_without_python("/?language=de#p1=AAAA")
    expect(page.locator("#link-note")).to_contain_text("beschädigt")
    assert left_over(page) == []
    page.goto("/embed.html?language=de")
    expect(page.locator("#open-link")).to_have_text("In p_vision öffnen")
    page.wait_for_timeout(500)
    assert left_over(page) == []
