"""How much a recorded step computes, from the shapes of its operations."""

from __future__ import annotations

import json
import math
from typing import Any

from p_vision.tracing import Program
from p_vision.tracing._infer import infer

__all__ = ["operations_of_step"]

_Spec = tuple[str, tuple[int, ...]]

#: The way back through an operation takes about twice what the way forward took.
_WITH_GRADIENT = 3


def operations_of_step(program: Program) -> float:
    """Floating point operations of one run of a program, about.

    Products and convolutions are counted in full, every other operation as one for each value
    it gives; a program with gradients counts three times.

    Args:
        program: A recorded step.

    Example:
        >>> from p_vision import ops, tracing
        >>> double = tracing.trace(lambda x: x @ x, [tracing.TensorSpec((10, 10), "float32")])
        >>> operations_of_step(double)
        2000.0
    """
    return _work(json.loads(program.json))


def _work(body: dict[str, Any]) -> float:
    specs = [_spec(entry) for entry in (*body["inputs"], *body["constants"])]
    values: dict[int, _Spec] = dict(enumerate(specs))
    total, factor = 0.0, 1
    for name, inputs, attrs, outputs in body["nodes"]:
        given = [values[index] for index in inputs]
        if name == "gradients":
            factor = _WITH_GRADIENT
        made = _made(name, given, attrs, body)
        values.update(zip(outputs, made, strict=True))
        total += _cost(name, given, attrs, made)
    return total * factor


def _spec(entry: dict[str, Any]) -> _Spec:
    return entry["dtype"], tuple(entry["shape"])


def _made(
    name: str, given: list[_Spec], attrs: dict[str, Any], body: dict[str, Any]
) -> list[_Spec]:
    if name == "read_variable":
        return [_spec(body["variables"][attrs["variable"]])]
    if name == "assign_variable":
        return []
    if name == "watch":
        return given
    if name == "gradients":
        return given[1:]
    texts = [f"{dtype} {','.join(map(str, shape))}" for dtype, shape in given]
    settings = json.dumps(attrs, separators=(",", ":")) if attrs else ""
    return list(infer(name, ";".join(texts), settings))


def _cost(name: str, given: list[_Spec], attrs: dict[str, Any], made: list[_Spec]) -> float:
    if name in ("read_variable", "watch", "gradients", "reshape"):
        return 0.0
    if name == "scan":
        return float(attrs["length"]) * _work(json.loads(attrs["body"]))
    size = float(sum(math.prod(shape) for _, shape in made))
    if name == "matmul":
        return 2 * size * given[0][1][-1]
    if name == "einsum":
        return 2 * size * math.sqrt(max(math.prod(shape) for _, shape in given))
    if name == "conv":
        return 2 * size * math.prod(given[1][1][:-1])
    if name == "conv_transpose":
        return 2.0 * math.prod(given[0][1]) * math.prod(given[1][1][:-1])
    return size
