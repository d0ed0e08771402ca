"""Files go both ways between p_vision and Keras, with the optimizer's memory."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from checked_values import TOLERANCES
from saved_models import compiled, numbers, train

import p_vision
from p_vision import engine, models, utils

FILES = Path(__file__).parent / "files"
EXPECTED: dict[str, Any] = json.loads((FILES / "expected.json").read_text())


@pytest.fixture(autouse=True)
def _fresh_names() -> None:
    utils.clear_session()


def _check(model: Any, name: str, backend: str) -> None:
    _, x, y = compiled(p_vision, name)
    relative = 5 * TOLERANCES[backend]
    found, wanted = numbers(model, x, y), EXPECTED[name]
    assert found["steps"] == wanted["steps"]
    assert found["logs"] == pytest.approx(wanted["logs"], rel=relative)
    for one, other in zip(found["predicted"], wanted["predicted"], strict=True):
        assert one == pytest.approx(other, rel=relative, abs=relative)


@pytest.mark.parametrize("name", ["branches", "layers", "picture"])
def test_keras_s_models_are_opened_and_trained_further(name: str, backend: str) -> None:
    _check(models.load_model(FILES / f"{name}.keras"), name, backend)


@pytest.mark.parametrize("name", ["picture", "subclassed"])
def test_keras_s_weights_are_loaded_with_the_optimizer(name: str, backend: str) -> None:
    model, _, _ = compiled(p_vision, name)
    model.optimizer.build(model.trainable_variables)
    model.load_weights(FILES / f"{name}.weights.h5")
    _check(model, name, backend)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_own_files_give_the_same_model_back(name: str, backend: str, tmp_path: Path) -> None:
    model, x, y = compiled(p_vision, name)
    train(model, x, y)
    model.save_weights(tmp_path / "a.weights.h5")
    other, _, _ = compiled(p_vision, name)
    other.optimizer.build(other.trainable_variables)
    other.load_weights(tmp_path / "a.weights.h5")
    _check(other, name, backend)
    if name != "subclassed":
        model.save(tmp_path / "a.keras")
        _check(models.load_model(tmp_path / "a.keras"), name, backend)


@pytest.mark.skipif(
    "P_VISION_KERAS_PYTHON" not in os.environ,
    reason="P_VISION_KERAS_PYTHON names no Python that has Keras",
)
def test_keras_opens_what_is_written_here(tmp_path: Path) -> None:
    expected = {}
    with engine.scope("Cpu"):
        for name in EXPECTED:
            model, x, y = compiled(p_vision, name)
            train(model, x, y)
            if name != "subclassed":
                model.save(tmp_path / f"{name}.keras")
            model.save_weights(tmp_path / f"{name}.weights.h5")
            expected[name] = numbers(model, x, y)
    (tmp_path / "expected.json").write_text(json.dumps(expected))
    script = Path(__file__).parent / "open_in_keras.py"
    done = subprocess.run(
        [os.environ["P_VISION_KERAS_PYTHON"], script, tmp_path],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
