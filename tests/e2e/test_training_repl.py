"""A program trains, and the prompt goes on with its names."""

from __future__ import annotations

import json

from playground_page import PlaygroundPage

PROGRAM = """\
import numpy as np
from p_vision import Dense, Input, Sequential, utils

utils.set_random_seed(3)
x_test = np.linspace(-1, 1, 12, dtype="float32").reshape(6, 2)
y_test = x_test.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)])
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
history = model.fit(x_test, y_test, epochs=3, verbose=0)
print("trained", len(history.history["loss"]), "epochs")
"""


def test_the_prompt_knows_what_the_program_made(playground: PlaygroundPage) -> None:
    assert "trained 3 epochs" in playground.run(PROGRAM)
    assert playground.answer("list(history.history)") == "['loss', 'mae']"
    assert "float32" in playground.answer("model.predict(x_test[:3], verbose=0)")
    loss, mae = json.loads(playground.answer("model.evaluate(x_test, y_test, verbose=0)"))
    assert 0 < loss < 10
    assert 0 < mae < 10


def test_predict_answers_with_one_row_for_each_input(playground: PlaygroundPage) -> None:
    playground.run(PROGRAM)
    assert playground.answer("model.predict(x_test[:3], verbose=0).shape") == "(3, 1)"


def test_fit_goes_on_from_the_prompt(playground: PlaygroundPage) -> None:
    playground.run(PROGRAM)
    playground.ask("before = model.evaluate(x_test, y_test, verbose=0)[0]")
    playground.ask("model.fit(x_test, y_test, epochs=20, verbose=0)")
    assert playground.answer("model.evaluate(x_test, y_test, verbose=0)[0] < before") == "True"


def test_the_progress_bar_is_keras_own(playground: PlaygroundPage) -> None:
    playground.run(PROGRAM)
    shown = playground.answer("model.fit(x_test, y_test, epochs=2, batch_size=2)")
    assert "Epoch 1/2" in shown
    assert "Epoch 2/2" in shown
    assert "3/3 ━━━━━━━━━━━━━━━━━━━━" in shown
