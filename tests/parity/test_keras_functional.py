"""Functional and subclassed models give Keras's numbers, names and order of layers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from checked_values import TOLERANCES, case_id, golden
from graph_data import data_for, first_weights
from graph_models import CASES

import p_vision
from p_vision import engine, models, optimizers, utils


def _model(name: str) -> Any:
    utils.clear_session()
    model = CASES[name].build(p_vision)
    model.set_weights(first_weights(name, [tuple(w.shape) for w in model.weights]))
    return model


@pytest.mark.parametrize("eagerly", [False, True], ids=["recorded", "eager"])
@pytest.mark.parametrize("case", golden("functional"), ids=case_id)
def test_training_is_keras_s(case: dict[str, Any], eagerly: bool, backend: str, close: Any) -> None:
    name = case["name"]
    model = _model(name)
    x, y, fit = data_for(name, CASES[name])
    arguments = CASES[name].compile
    model.compile(optimizers.SGD(0.1), run_eagerly=eagerly, **arguments)
    relative = max(5e-5, 3 * TOLERANCES[backend])
    history = model.fit(x, y, batch_size=4, shuffle=False, verbose=0, **fit).history
    assert set(history) == set(case["history"])
    for key, row in case["history"].items():
        # On jax Keras's own metrics lose the mask while training; evaluate() has it.
        if name.startswith("masked") and key != "loss":
            continue
        assert history[key] == pytest.approx(row, rel=relative, abs=1e-6), key
    predicted = model.predict(x, batch_size=5, verbose=0)
    _same(predicted, case["predicted"], close)
    evaluated = np.atleast_1d(model.evaluate(x, y, verbose=0))
    assert evaluated == pytest.approx(case["evaluated"], rel=relative, abs=1e-6)
    on_batch = model.test_on_batch(x, y, return_dict=True)
    assert on_batch == pytest.approx(case["on_batch"], rel=relative, abs=1e-6)
    for weight, entry in zip(model.weights, case["weights"], strict=True):
        close(weight, entry, weight.path, 1e-4)


def _same(found: Any, wanted: Any, close: Any) -> None:
    if isinstance(wanted, dict) and "values" in wanted:
        close(found, wanted, "prediction", 1e-4)
    elif isinstance(wanted, dict):
        assert set(found) == set(wanted)
        for key, part in wanted.items():
            _same(found[key], part, close)
    else:
        for one, part in zip(found, wanted, strict=True):
            _same(one, part, close)


@pytest.mark.parametrize("case", golden("functional"), ids=case_id)
def test_layers_come_in_keras_s_order(case: dict[str, Any]) -> None:
    model = _model(case["name"])
    assert [layer.name for layer in model.layers] == case["layers"]
    counts = [len(model.trainable_weights), len(model.non_trainable_weights)]
    assert counts == case["trainable"]


CONFIGURED = [case for case in golden("functional") if "config" in case]


@pytest.mark.parametrize("case", CONFIGURED, ids=case_id)
def test_keras_s_configuration_makes_the_same_model(case: dict[str, Any]) -> None:
    with engine.scope("Cpu"):
        own = _model(case["name"])
        read = models.model_from_json(json.dumps(case["config"]))
        again = models.model_from_json(read.to_json())
        x, _, _ = data_for(case["name"], CASES[case["name"]])
        wanted = own.predict(x, verbose=0)
        for model in (read, again):
            model.set_weights(own.get_weights())
            found = model.predict(x, verbose=0)
            for one, other in zip(_leaves(found), _leaves(wanted), strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-6)


@pytest.mark.parametrize("case", CONFIGURED, ids=case_id)
def test_the_configuration_is_keras_s(case: dict[str, Any]) -> None:
    """Each layer, its class, its calls and the ends are written as Keras writes them."""
    found = json.loads(_model(case["name"]).to_json())
    wanted = case["config"]
    for key in ("module", "class_name", "registered_name"):
        assert found[key] == wanted[key]
    for key in ("name", "trainable", "input_layers", "output_layers"):
        assert found["config"].get(key) == wanted["config"].get(key)
    for own, theirs in zip(found["config"]["layers"], wanted["config"]["layers"], strict=True):
        for key in ("module", "class_name", "registered_name", "name"):
            assert own.get(key) == theirs.get(key)
        if own["class_name"] != "Sequential":
            assert _without_training(own) == _without_training(theirs)


def _without_training(entry: dict[str, Any]) -> Any:
    # Keras adds the training flag and empty masks to calls that name none.
    nodes = entry.get("inbound_nodes", [])
    return [node["args"] for node in nodes]


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value[key] for key in sorted(value)]
    return value if isinstance(value, list) else [value]
