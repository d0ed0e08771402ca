"""Training takes no more memory the longer it goes on."""

from __future__ import annotations

import json

import pytest
from playground_page import PlaygroundPage

PROGRAM = """\
import json
import pyodide_js
import numpy as np
import p_vision
from p_vision import Dense, Input, Sequential

x = np.ones((40, 3), "float32")
y = np.ones((40, 1), "float32")
model = Sequential([Input(shape=(3,)), Dense(4, activation="relu"), Dense(1)], backend={backend!r})
model.compile(optimizer="adam", loss="mse", metrics=["mae"])

def train(epochs):
    model.fit(x, y, epochs=epochs, batch_size=4, verbose=0)
    return json.dumps(p_vision.memory()[{backend!r}])

train(3)
"""
PYTHON_BYTES = "pyodide_js._module.HEAPU8.length"


@pytest.mark.parametrize(("backend", "epochs"), [("Cpu", 100), ("Wgpu", 40)])
def test_hundreds_of_steps(playground: PlaygroundPage, backend: str, epochs: int) -> None:
    playground.run(PROGRAM.format(backend=backend))
    before = json.loads(playground.answer("print(train(1))"))
    python = playground.answer(PYTHON_BYTES)
    after = json.loads(playground.answer(f"print(train({epochs}))"))
    # On Wgpu also what the graphics card itself holds.
    assert {"tensors", "bytes"} < before.keys()
    assert ("card_buffers" in before) == (backend == "Wgpu")
    for count in before.keys() - {"peak_bytes"}:
        # When values are read depends on the clock, and each size read has a buffer of its own.
        few = {"card_buffers": 4, "card_bytes": 16_384}.get(count, 0)
        assert before[count] <= after[count] + few, count
        assert after[count] <= before[count] + few, count
    assert after["peak_bytes"] <= before["peak_bytes"] * 1.1
    assert playground.answer(PYTHON_BYTES) == python, "Python's own memory has not grown"


def test_a_model_that_is_gone_leaves_the_graphics_card(playground: PlaygroundPage) -> None:
    playground.run(
        PROGRAM.format(backend="Wgpu").replace("Dense(4,", "Dense(2048), Dense(2048,")
        + """
def card():
    return p_vision.memory()["Wgpu"]["card_bytes"]

held = card()
del model
import gc
gc.collect()
"""
    )
    held, left = json.loads(playground.answer("print(json.dumps([held, card()]))"))
    assert held > 48 * 2**20, "weights, their gradients and Adam's memory"
    # What values are read through stays: as much as the copy of them for a restart.
    assert left < held / 3
