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


@pytest.mark.parametrize(("backend", "epochs"), [("Cpu", 100), ("Wgpu", 10)])
def test_a_thousand_steps(playground: PlaygroundPage, backend: str, epochs: int) -> None:
    playground.run(PROGRAM.format(backend=backend))
    before = json.loads(playground.answer("print(train(1))"))
    python = playground.answer(PYTHON_BYTES)
    after = json.loads(playground.answer(f"print(train({epochs}))"))
    for count in ("tensors", "variables", "programs", "bytes"):
        assert after[count] == before[count], count
    assert after["peak_bytes"] <= before["peak_bytes"] * 1.1
    assert playground.answer(PYTHON_BYTES) == python, "Python's own memory has not grown"
