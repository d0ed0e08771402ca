"""Everybody can use the page: axe finds nothing in any theme, size, language and state."""

from __future__ import annotations

import pytest
from browser_records import Records
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect
from wcag import findings

pytestmark = pytest.mark.usefixtures("quiet")

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
PROGRAM = """\
print("hello")
1 / 0
"""
TRAINING = """\
import numpy as np
from p_vision import Dense, Input, Sequential
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)])
model.summary()
model.compile(loss="mse", metrics=["mae"])
model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=2, validation_split=0.5)
"""
INPUTS = """\
from p_vision import ui
ui.draw(lambda picture: {"a": 0.25, "b": 0.75})
ui.upload(lambda picture: 1.0)
ui.webcam(lambda picture: 1.0)
ui.slider(lambda a: a * a, a=(0.0, 2.0))
ui.text(lambda text: text.upper(), label="Word")
name = input("Your name? ")
"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_first_visit(page: Page, size: str, theme: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open_without_python()
    assert findings(page) == []
    for view in ("chart", "model", "computer"):
        playground.show(view)
        assert findings(page) == [], view


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_after_a_run_with_an_error(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    expect(playground.errors).to_contain_text("ZeroDivisionError")
    assert findings(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_after_training(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(TRAINING)
    assert len(playground.epochs()) == 2
    assert findings(page) == []
    for view in ("model", "computer"):
        playground.show(view)
        assert findings(page) == [], view


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_inputs_of_a_program(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.write_code(INPUTS)
    playground.start()
    expect(playground.log.locator(".ask")).to_be_visible()
    expect(playground.log.locator(".widget")).to_have_count(5)
    assert findings(page) == []
    playground.stop()
    expect(playground.log).to_contain_text("Stopped.")
    assert findings(page) == []


OPENERS = {
    "gallery": "#picker-button",
    "share": "#share-button",
    "files": "#files-button",
    "new file": "#new-file",
    "shortcuts": "#shortcuts-button",
    "settings": "#settings-button",
}


@pytest.mark.parametrize("opener", OPENERS)
def test_what_opens(page: Page, opener: str) -> None:
    PlaygroundPage(page).open_without_python()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.click(OPENERS[opener])
        page.wait_for_timeout(400)
        assert findings(page) == [], theme
        page.keyboard.press("Escape")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_start_that_failed(page: Page, quiet: Records, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.context.route("**/pyodide/**", lambda route: route.abort())
    playground = PlaygroundPage(page).open(ready=False)
    playground.wait_state("failed")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    assert findings(page) == []
    quiet.complaints.clear()


def test_recover_and_restart(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask("1 + 1")
    page.click("#restart-button")
    assert findings(page) == []
    page.keyboard.press("Escape")
    playground.write_code("mine = 1\n")
    page.click("#original-button")
    page.click("#picker-button")
    page.get_by_role("button", name="Recover").click()
    expect(page.get_by_role("dialog")).to_contain_text("lines")
    assert findings(page) == []


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_other_languages(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    playground = PlaygroundPage(page).open_without_python(f"/?language={language}")
    assert findings(page) == []
    for view in ("output", "chart", "model", "computer"):
        playground.show(view)  # type: ignore[arg-type]
        assert findings(page) == [], view


@pytest.mark.parametrize("view", ["both", "code", "output"])
def test_the_embedded_page(page: Page, view: str) -> None:
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.goto(f"/embed.html?view={view}")
        expect(page.locator("#log")).to_be_attached()
        page.wait_for_timeout(600)
        assert findings(page) == [], theme


def test_training_is_read_aloud(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    page.evaluate(
        """() => {
          window.said = [];
          const place = document.getElementById("announcer");
          new MutationObserver(() => window.said.push(place.textContent))
            .observe(place, { childList: true });
        }"""
    )
    playground.run(TRAINING)
    said = "\n".join(page.evaluate("() => window.said"))
    assert "Epoch 1 of 2: loss" in said
    assert "Training has ended. Epoch 2 of 2: loss" in said


def test_a_fast_training_does_not_speak_without_a_pause(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    page.evaluate(
        """() => {
          window.said = 0;
          new MutationObserver((changes) => {
            for (const { addedNodes } of changes) window.said += addedNodes.length;
          }).observe(document.getElementById("announcer"), { childList: true });
        }"""
    )
    playground.run(TRAINING.replace("epochs=2", "epochs=300, verbose=0"))
    assert page.evaluate("() => window.said") < 12
