"""Results and gradients of single calls: ops, and losses and metrics as functions."""

from __future__ import annotations

import functools
from typing import Any

import call_cases_elementwise
import call_cases_matrices
import call_cases_networks
import call_cases_reductions
import call_cases_shapes
import jax
import keras
import numpy as np
from golden_values import array, values


class Group:
    """Cases of one file."""

    def __init__(self, calls: list[Any]) -> None:
        self.calls = calls

    def cases(self) -> list[dict[str, Any]]:
        return [made(*parts) for parts in self.calls]


ELEMENTWISE = Group(call_cases_elementwise.CASES)
MATRICES = Group(call_cases_matrices.CASES)
NETWORKS = Group([*call_cases_networks.CASES, *call_cases_networks.FUNCTIONS])
REDUCTIONS = Group(call_cases_reductions.CASES)
SHAPES = Group(call_cases_shapes.CASES)


def made(
    module: str, name: str, args: list[Any], kwargs: dict[str, Any], extra: dict[str, Any]
) -> dict[str, Any]:
    holder = functools.reduce(getattr, module.split("."), keras)
    function = getattr(holder, name)
    taken = [leaf for leaf in _leaves([args, kwargs]) if leaf.dtype == np.float32]

    def run(leaves: list[Any]) -> list[Any]:
        given = iter(leaves)
        called = function(*_filled(args, given), **_filled(kwargs, given))
        return [jax.numpy.asarray(leaf) for leaf in jax.tree.leaves(called)]

    try:
        outputs = run(taken)
    except Exception as error:
        raise RuntimeError(f"{module}.{name}: {error}") from error
    case: dict[str, Any] = {
        "name": f"{module}.{name}",
        "module": module,
        "function": name,
        "args": _written(args),
        "kwargs": _written(kwargs),
        "outputs": [array(entry) for entry in outputs],
    }
    if extra.get("gradient", True):
        floats = [n for n, entry in enumerate(outputs) if entry.dtype.kind == "f"]
        upstream = [values(f"{name}/{n}", outputs[n].shape) for n in floats]
        _, pull = jax.vjp(lambda g: [run(g)[n] for n in floats], taken)
        (gradients,) = pull([jax.numpy.asarray(entry) for entry in upstream])
        case["upstream"] = [array(entry) for entry in upstream]
        case["gradients"] = [array(entry) for entry in gradients]
    if "tolerance" in extra:
        case["tolerance"] = extra["tolerance"]
    return case


def _leaves(value: Any) -> list[np.ndarray]:
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [leaf for entry in value for leaf in _leaves(entry)]
    return []


def _filled(value: Any, given: Any) -> Any:
    """The arguments with floating arrays replaced, in order."""
    if isinstance(value, np.ndarray):
        return next(given) if value.dtype == np.float32 else value
    if isinstance(value, dict):
        return {key: _filled(entry, given) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_filled(entry, given) for entry in value)
    return value


def _written(value: Any) -> Any:
    """Arguments as JSON; arrays, tuples and slices say what they are."""
    if isinstance(value, np.ndarray):
        kind = "bool" if value.dtype == bool else None
        return {"array": {**array(value), **({"dtype": kind} if kind else {})}}
    if isinstance(value, dict):
        return {key: _written(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return {"tuple": [_written(entry) for entry in value]}
    if isinstance(value, list):
        return [_written(entry) for entry in value]
    if isinstance(value, slice):
        return {"slice": [value.start, value.stop, value.step]}
    if value is Ellipsis:
        return {"ellipsis": True}
    return str(value) if value in (float("inf"), float("-inf")) else value
