"""Everybody can use the page: axe finds nothing in any theme, size and state."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

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
#: Waits for colours that are just fading: they would be judged half-way. What an animation was
#: for may go meanwhile, and then its promise is rejected.
SETTLE = """async () => {
  const fading = () => document.getAnimations().filter((animation) =>
    animation.playState === "running" && animation.effect.getTiming().iterations !== Infinity);
  for (let found = fading(); found.length > 0; found = fading()) {
    await Promise.allSettled(found.map((animation) => animation.finished));
  }
}"""


def findings(page: Page) -> list[str]:
    """What axe has to say, one line for each element."""
    page.evaluate(SETTLE)
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_first_visit(page: Page, size: str, theme: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open(ready=False)
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


def test_open_menus(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    page.click("#picker-button")
    assert findings(page) == []
    page.keyboard.press("Escape")
    playground.ask("1 + 1")
    page.click("#restart-button")
    assert findings(page) == []


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
    assert "Epoch 2 of 2: loss" in said or "Epoch 1 of 2: loss" in said
