"""Values and slopes of activation functions."""

from __future__ import annotations

from typing import Any

import jax
import keras
import numpy as np
from golden_values import array, values

NAMES = [
    "relu",
    "relu6",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "sigmoid",
    "log_sigmoid",
    "hard_sigmoid",
    "tanh",
    "silu",
    "hard_silu",
    "mish",
    "softplus",
    "softsign",
    "exponential",
    "softmax",
    "log_softmax",
    "linear",
    "celu",
    "glu",
    "hard_shrink",
    "hard_tanh",
    "soft_shrink",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "tanh_shrink",
]


def cases() -> list[dict[str, Any]]:
    found = [_case(name, {}) for name in NAMES]
    found.append(_case("gelu", {"approximate": True}))
    found.append(_case("threshold", {"threshold": 0.5, "default_value": 0.25}))
    found.append(_case("elu", {"alpha": 0.5}))
    found.append(_case("relu", {"negative_slope": 0.1, "max_value": 1.5, "threshold": 0.25}))
    found.append(_case("relu", {"max_value": 1.0}))
    return found


def _case(name: str, config: dict[str, Any]) -> dict[str, Any]:
    function = getattr(keras.activations, name)
    x = np.concatenate([values(name, (3, 6), -4, 4), [[-30.0, -8.0, 0.5, 2.5, 9.0, 30.0]]])
    x = x.astype("float32")
    output, pull = jax.vjp(lambda v: function(v, **config), x)
    upstream = values(f"{name}/upstream", output.shape)
    (gradient,) = pull(jax.numpy.asarray(upstream))
    return {
        "name": " ".join([name, *config]),
        "activation": name,
        "config": config,
        "input": array(x),
        "output": array(output),
        "upstream": array(upstream),
        "gradient": array(gradient),
    }
