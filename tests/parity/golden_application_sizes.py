"""How many parameters and layers each of Keras's networks has."""

from __future__ import annotations

import inspect
import math
from typing import Any

import keras


def cases() -> list[dict[str, Any]]:
    names = [
        name
        for name in sorted(dir(keras.applications))
        if inspect.isfunction(getattr(keras.applications, name))
    ]
    # Weights of a stateless scope have shapes but no values: nothing large is made.
    scope = keras.StatelessScope()
    scope.__enter__()
    return [_case(name) for name in names]


def _case(name: str) -> dict[str, Any]:
    function = getattr(keras.applications, name)
    model = function(weights=None)
    entries = inspect.signature(function).parameters.values()

    def count(weights: list[Any]) -> int:
        return sum(math.prod(weight.shape) for weight in weights)

    return {
        "name": name,
        "model_name": model.name,
        "parameters": count(model.weights),
        "trained": count(model.trainable_weights),
        "layers": len(model.layers),
        "side": model.input_shape[1],
        "arguments": {entry.name: repr(entry.default) for entry in entries},
    }
