"""Both backends in the page: the same numbers, and a model that moves between them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playground_page import PlaygroundPage

ROOT = Path(__file__).resolve().parents[2]
MODEL = """\
import json
import numpy as np
from p_vision import Dense, Dropout, Input, Sequential, utils

def trained(backend):
    utils.set_random_seed(11)
    x = np.random.default_rng(0).normal(size=(24, 3)).astype("float32")
    y = x[:, :1] * x[:, 1:2]
    model = Sequential(
        [Input(shape=(3,)), Dense(4, activation="tanh"), Dropout(0.2), Dense(1)], backend=backend
    )
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(x, y, epochs=3, batch_size=8, verbose=0)
    return model, x, y, history.history["loss"]
"""
SHOW = "print(json.dumps(trained({!r})[3]))"


def close(first: list[float], second: list[float]) -> bool:
    return first == pytest.approx(second, rel=1e-5)


@pytest.fixture(scope="module")
def losses_in_the_page(shared_page: PlaygroundPage) -> dict[str, list[float]]:
    shared_page.run(MODEL)
    answers = {name: shared_page.answer(SHOW.format(name)) for name in ("Cpu", "Wgpu")}
    # A warning about the software adapter comes before the numbers.
    return {name: json.loads(answer.splitlines()[-1]) for name, answer in answers.items()}


def test_both_backends_give_the_same_losses(
    losses_in_the_page: dict[str, list[float]], playground: PlaygroundPage
) -> None:
    assert len(losses_in_the_page["Cpu"]) == 3
    assert close(losses_in_the_page["Cpu"], losses_in_the_page["Wgpu"])


def test_the_page_gives_the_same_losses_as_native_python(
    losses_in_the_page: dict[str, list[float]], playground: PlaygroundPage
) -> None:
    native = subprocess.run(
        [sys.executable, "-c", f"{MODEL}\n{SHOW.format('Cpu')}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        capture_output=True,
        check=True,
        text=True,
    )
    assert close(losses_in_the_page["Cpu"], json.loads(native.stdout))


def test_a_trained_model_moves_to_the_other_backend_and_back(playground: PlaygroundPage) -> None:
    """Weights and the optimizer's state move: training goes on as if nothing had happened."""
    playground.run(
        MODEL
        + """
def goes_on(moves):
    model, x, y, _ = trained("Cpu")
    losses = []
    for backend in moves:
        model.backend = backend
        history = model.fit(x, y, epochs=2, batch_size=8, shuffle=False, verbose=0)
        losses += history.history["loss"]
    return [float(value) for value in losses]
"""
    )
    stayed = json.loads(playground.answer("goes_on(['Cpu', 'Cpu', 'Cpu'])"))
    moved = json.loads(playground.answer("goes_on(['Cpu', 'Wgpu', 'Cpu'])"))
    assert len(moved) == 6
    assert close(stayed, moved)


def test_a_software_adapter_is_warned_of_once(playground: PlaygroundPage) -> None:
    playground.run("import p_vision\np_vision.set_backend('Wgpu')\np_vision.set_backend('auto')\n")
    playground.run("import p_vision\np_vision.set_backend('Wgpu')\np_vision.set_backend('auto')\n")
    shown = playground.output()
    assert shown.count("software adapter") <= 1
    assert ".py:" not in shown, "no line of the library"


def test_the_backend_says_what_it_is(playground: PlaygroundPage) -> None:
    playground.ask("import p_vision")
    info = playground.answer("p_vision.backend_info()")
    assert "'backend': 'Cpu'" in info
    assert "software" in info, "on a software adapter the processor is chosen"
    assert playground.answer("p_vision.set_backend('gpu')").endswith("'Wgpu'")
    assert "'software': True" in playground.answer("p_vision.backend_info()")
    assert playground.answer("p_vision.set_backend('auto')") == "'Cpu'"


@pytest.mark.parametrize("backend", ["Cpu", "Wgpu"])
def test_the_self_test_of_the_engine_is_right(playground: PlaygroundPage, backend: str) -> None:
    playground.ask("import p_vision.backend")
    wrong = "[check for check in p_vision.backend.self_test({!r})['checks'] if not check['ok']]"
    assert playground.answer(wrong.format(backend)) == "[]"
