"""The first step on the graphics card waits for its shaders: the page counts them."""

from __future__ import annotations

import re

from playground_page import PlaygroundPage

PROGRAM = """\
import numpy as np
from p_vision import Conv2D, Dense, Flatten, Input, MaxPooling2D, Sequential

def train():
    layers = [Input(shape=(12, 12, 1)), Conv2D(8, 3, activation="relu"), MaxPooling2D(), Flatten()]
    model = Sequential([*layers, Dense(3, activation="softmax")], backend="Wgpu")
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    x, y = np.ones((16, 12, 12, 1), "float32"), np.eye(3, dtype="float32")[np.arange(16) % 3]
    model.fit(x, y, epochs=3, batch_size=8, verbose=0)

train()
"""
LISTEN = """() => {
  window.said = [];
  const status = document.querySelector("#status-text");
  new MutationObserver(() => window.said.push(status.textContent))
    .observe(status, { childList: true, characterData: true, subtree: true });
}"""
COUNTED = re.compile(r"Preparing the graphics card: (\d+) of (\d+)")


def test_shaders_are_counted_once(playground: PlaygroundPage) -> None:
    playground.page.evaluate(LISTEN)
    playground.run(PROGRAM)
    said = playground.page.evaluate("window.said.splice(0)")
    found = [match for text in said if (match := COUNTED.fullmatch(text))]
    counts = [(int(match[1]), int(match[2])) for match in found]
    assert counts, said
    assert counts == sorted(counts)
    assert all(ready < every for ready, every in counts)
    assert said[-1] == "Ready"
    assert not COUNTED.fullmatch(said[-2]), "it goes away when training begins"
    # A second model of the same shapes finds all of them.
    playground.ask("train()")
    again = playground.page.evaluate("window.said")
    assert not any(COUNTED.fullmatch(text) for text in again)
