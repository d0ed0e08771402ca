"""A panic inside the engine: one clear sentence, the page lives on, and weights come back."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import expect

PROGRAM = """\
import numpy as np
from p_vision import Dense, Input, Sequential, callbacks, engine

x = np.linspace(-1, 1, 32, dtype="float32").reshape(16, 2)
y = x.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(3), Dense(1)], backend={backend!r})
model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, epochs=2, verbose=0)
learnt = model.get_weights()

def fail(epoch, logs):
    engine.get(model.backend).op("panic_probe", "")
"""
FAIL = "model.fit(x, y, verbose=0, callbacks=[callbacks.LambdaCallback(on_epoch_begin=fail)])"
SAME = "all(np.array_equal(a, b) for a, b in zip(learnt, model.get_weights(), strict=True))"


@pytest.mark.parametrize("backend", ["Cpu", "Wgpu"])
def test_training_goes_on_after_a_panic(playground: PlaygroundPage, backend: str) -> None:
    playground.run(PROGRAM.format(backend=backend))
    assert playground.errors.count() == 0
    playground.ask(FAIL)
    expect(playground.errors).to_have_count(1)
    shown = playground.errors.inner_text()
    assert "EngineRestartedError" in shown
    assert f"The {backend} engine failed" in shown
    assert "was started again" in shown
    assert "wasm" not in shown
    assert "unreachable" not in shown
    assert playground.answer(SAME) == "True"
    playground.clear()
    assert playground.answer("len(model.fit(x, y, epochs=2, verbose=0).history['loss'])") == "2"


def test_the_other_backend_does_not_notice(playground: PlaygroundPage) -> None:
    playground.run(
        PROGRAM.format(backend="Cpu")
        + "other = Sequential([Input(shape=(2,)), Dense(3)], backend='Wgpu')\n"
        + "before = other.get_weights()\n"
    )
    playground.ask(FAIL)
    expect(playground.errors).to_have_count(1)
    playground.clear()
    assert playground.answer("np.array_equal(before[0], other.get_weights()[0])") == "True"
    assert playground.errors.count() == 0
