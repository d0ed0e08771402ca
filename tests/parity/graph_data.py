"""Inputs, targets and first weights of the models in `graph_models`."""

from __future__ import annotations

from typing import Any

import numpy as np
from golden_values import values, whole
from graph_models import Case

ROWS = 9


def data_for(name: str, case: Case) -> tuple[Any, Any, dict[str, Any]]:
    """Inputs, targets and the arguments of `fit`."""
    fit = {"epochs": 2, **(case.fit or {})}
    if fit.get("sample_weight"):
        fit["sample_weight"] = [values(f"{name}/w{i}", (ROWS,), 0.2, 2.0) for i in range(2)]
    x = _drawn(f"{name}/x", case.inputs, True)
    y = _drawn(f"{name}/y", case.targets, False)
    if case.compile["loss"] == "categorical_crossentropy":
        y = np.eye(y.shape[-1], dtype="float32")[y.argmax(-1)]
    return x, y, fit


def _drawn(name: str, shape: Any, inputs: bool) -> Any:
    if isinstance(shape, dict):
        return {key: _drawn(f"{name}/{key}", part, inputs) for key, part in shape.items()}
    if isinstance(shape, list):
        return [_drawn(f"{name}/{i}", part, inputs) for i, part in enumerate(shape)]
    if isinstance(shape, int):
        return whole(name, (ROWS,), shape)
    if inputs and shape in ((3, 5), (5, 6)):
        # Class numbers: as many as the first, below the second.
        return whole(name, (ROWS, shape[0]), shape[1])
    return values(name, (ROWS, *shape))


def first_weights(name: str, shapes: list[tuple[int, ...]]) -> list[np.ndarray]:
    return [
        values(f"{name}/{i}", shape, 0.1, 0.9) - 0.3 * (i % 3 == 0) * (len(shape) > 1)
        for i, shape in enumerate(shapes)
    ]
