"""Ops, and losses and metrics called as functions, give Keras's values and gradients."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from checked_values import array, golden

import p_vision
from p_vision import GradientTape, ops
from p_vision.tracing import flatten

GROUPS = ("elementwise", "reductions", "shapes", "networks", "matrices")
CASES = [case for group in GROUPS for case in golden(f"calls_{group}")]

#: Columns whose sign every library chooses for itself.
FREE_SIGNS = {"eigh", "qr", "svd"}


def _id(case: dict[str, Any]) -> str:
    return str(case["name"])


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if "array" in value:
        return array(value["array"])
    if "tuple" in value:
        return tuple(_read(entry) for entry in value["tuple"])
    if "slice" in value:
        return slice(*value["slice"])
    return Ellipsis if "ellipsis" in value else {k: _read(entry) for k, entry in value.items()}


def _tensors(value: Any, watched: list[Any]) -> Any:
    """Floating arrays as tensors, noted down in order."""
    if isinstance(value, np.ndarray):
        if value.dtype == np.float32:
            watched.append(ops.convert_to_tensor(value))
            return watched[-1]
        return value
    if isinstance(value, dict):
        return {key: _tensors(entry, watched) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_tensors(entry, watched) for entry in value)
    return value


def _run(case: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    holder = functools.reduce(getattr, case["module"].split("."), p_vision)
    function = getattr(holder, case["function"])
    watched: list[Any] = []
    args, kwargs = _tensors([_read(case["args"]), _read(case["kwargs"])], watched)
    kwargs = (
        {key: float(entry) if entry in ("inf", "-inf") else entry for key, entry in kwargs.items()}
        if case["function"] == "norm"
        else kwargs
    )
    if "gradients" not in case:
        return flatten(function(*args, **kwargs)), []
    with GradientTape() as tape:
        for tensor in watched:
            tape.watch(tensor)
        outputs = flatten(function(*args, **kwargs))
        floats = [entry for entry in outputs if entry.dtype == "float32"]
        pairs = zip(floats, case["upstream"], strict=True)
        loss = sum(ops.sum(ops.multiply(output, array(entry))) for output, entry in pairs)
    return outputs, tape.gradient(loss, watched)


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_call_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    outputs, gradients = _run(case)
    tolerance = case.get("tolerance")
    wanted = case["outputs"]
    assert len(outputs) == len(wanted)
    for output, entry in zip(outputs, wanted, strict=True):
        if case["function"] in FREE_SIGNS:
            entry = {**entry, "values": np.abs(array(entry)).reshape(-1).tolist()}
            output = np.abs(np.asarray(output))
        close(output, entry, "output", tolerance)
    for index, entry in enumerate(case.get("gradients", ())):
        if gradients[index] is None:
            assert not array(entry).any(), f"gradient {index}"
        else:
            close(gradients[index], entry, f"gradient {index}", tolerance)
