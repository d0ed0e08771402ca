"""Functional and subclassed models: History, evaluation, predictions, layers, configuration."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array
from graph_data import data_for, first_weights
from graph_models import CASES, Case


def cases() -> list[dict[str, Any]]:
    return [_case(name, case) for name, case in CASES.items()]


def _case(name: str, case: Case) -> dict[str, Any]:
    keras.utils.clear_session()
    model = case.build(keras)
    weights = first_weights(name, [tuple(w.shape) for w in model.weights])
    model.set_weights(weights)
    x, y, fit = data_for(name, case)
    model.compile(keras.optimizers.SGD(0.1), **case.compile)
    history = model.fit(x, y, batch_size=4, shuffle=False, verbose=0, **fit).history
    predicted = model.predict(x, batch_size=5, verbose=0)
    found = {
        "name": name,
        "history": {key: [_short(v) for v in row] for key, row in history.items()},
        "evaluated": [_short(v) for v in np.atleast_1d(model.evaluate(x, y, verbose=0))],
        "on_batch": {k: _short(v) for k, v in model.test_on_batch(x, y, return_dict=True).items()},
        "predicted": keras.tree.map_structure(lambda a: array(a), predicted)
        if not isinstance(predicted, (dict, list))
        else (
            {k: array(v) for k, v in predicted.items()}
            if isinstance(predicted, dict)
            else [array(v) for v in predicted]
        ),
        "weights": [array(np.asarray(w)) for w in model.weights],
        "layers": [layer.name for layer in model.layers],
        "trainable": [len(model.trainable_weights), len(model.non_trainable_weights)],
    }
    if name != "subclassed":
        found["config"] = keras.saving.serialize_keras_object(model)
        found["config"].pop("compile_config", None)
    return found


def _short(value: Any) -> float:
    return float(f"{float(value):.8g}")
