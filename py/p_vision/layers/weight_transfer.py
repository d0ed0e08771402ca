"""Weights as numpy arrays and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.variable import Variable


def read_weights(variables: Sequence[Variable]) -> list[Any]:
    """Return the values of variables as numpy arrays."""
    return [variable.numpy() for variable in variables]


def write_weights(layer: Any, variables: Sequence[Variable], values: Sequence[Any]) -> None:
    """Give variables new values, after checking all of them.

    Raises:
        ShapeError: their number or a shape does not fit.
    """
    if not hasattr(values, "__len__"):
        raise ArgumentError(
            f"set_weights takes a list of arrays, as get_weights() gives it, not {values!r:.60}."
        )
    if len(values) != len(variables):
        raise ShapeError(
            f"'{layer.name}' has {len(variables)} weights, but {len(values)} "
            f"array{'s were' if len(values) != 1 else ' was'} given."
        )
    for variable, value in zip(variables, values, strict=True):
        shape = tuple(getattr(value, "shape", ())) if hasattr(value, "shape") else None
        if shape is not None and shape != tuple(variable.shape):
            raise ShapeError(
                f"The weight '{variable.path}' has shape {tuple(variable.shape)}, "
                f"but the array given for it has shape {shape}."
            )
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)
