"""Penalties on weights with their gradients, constraints, and initializers without chance."""

from __future__ import annotations

from typing import Any

import jax
import keras
from golden_values import array, values

PENALTIES: list[tuple[str, dict[str, Any]]] = [
    ("L1", {"l1": 0.3}),
    ("L2", {"l2": 0.2}),
    ("L1L2", {"l1": 0.1, "l2": 0.2}),
    ("OrthogonalRegularizer", {"factor": 0.5}),
    ("OrthogonalRegularizer", {"factor": 0.5, "mode": "columns"}),
]

CONSTRAINTS: list[tuple[str, dict[str, Any]]] = [
    ("MaxNorm", {"max_value": 0.8}),
    ("MaxNorm", {"max_value": 0.8, "axis": 1}),
    ("MaxNorm", {"max_value": 0.8, "axis": [0, 1]}),
    ("NonNeg", {}),
    ("UnitNorm", {}),
    ("UnitNorm", {"axis": 1}),
    ("MinMaxNorm", {"min_value": 0.5, "max_value": 0.9, "rate": 0.7}),
]

INITIALIZERS: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
    ("Zeros", {}, (2, 3)),
    ("Ones", {}, (2, 3)),
    ("Constant", {"value": 0.5}, (2, 3)),
    ("Identity", {"gain": 2.0}, (3, 3)),
    ("Identity", {}, (2, 3)),
]


def cases() -> list[dict[str, Any]]:
    found = [_penalty(*entry) for entry in PENALTIES]
    found += [_constraint(*entry) for entry in CONSTRAINTS]
    return found + [_initializer(*entry) for entry in INITIALIZERS]


def _penalty(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    x = values(f"penalty/{class_name}", (4, 3))
    value, gradient = jax.value_and_grad(getattr(keras.regularizers, class_name)(**config))(
        jax.numpy.asarray(x)
    )
    return {
        "name": " ".join([class_name, *map(str, config.values())]),
        "kind": "regularizers",
        "class": class_name,
        "config": config,
        "x": array(x),
        "output": array(value),
        "gradient": array(gradient),
    }


def _constraint(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    x = values(f"constraint/{class_name}", (4, 3))
    return {
        "name": " ".join([class_name, *map(str, config.values())]),
        "kind": "constraints",
        "class": class_name,
        "config": config,
        "x": array(x),
        "output": array(getattr(keras.constraints, class_name)(**config)(jax.numpy.asarray(x))),
    }


def _initializer(class_name: str, config: dict[str, Any], shape: tuple[int, ...]) -> dict[str, Any]:
    return {
        "name": " ".join([class_name, *map(str, config.values()), str(shape)]),
        "kind": "initializers",
        "class": class_name,
        "config": config,
        "shape": list(shape),
        "output": array(getattr(keras.initializers, class_name)(**config)(shape)),
    }
