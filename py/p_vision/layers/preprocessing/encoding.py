"""Class numbers as rows of numbers, in the ways that Keras calls output modes."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.types import TensorLike

MODES = ("int", "one_hot", "multi_hot", "count")


def check_mode(mode: str, allowed: tuple[str, ...]) -> str:
    """Return the mode.

    Raises:
        ArgumentError: none of those allowed.
    """
    if mode not in allowed:
        choices = ", ".join(f"'{name}'" for name in allowed)
        raise ArgumentError(f"output_mode is one of {choices}, not {mode!r}.")
    return mode


def encode(indices: TensorLike, mode: str, depth: int, weights: Any = None) -> TensorLike:
    """Return numbers as they are, or rows of ``depth`` values.

    Args:
        indices: whole numbers (batch,) or (batch, values).
        mode: "int"; "one_hot" for a row each; "multi_hot" for a row per sample
            with 1 where a number occurs; "count" for how often.
        depth: how many different numbers there are.
        weights: what each value counts, for "count".
    """
    if mode == "int":
        return indices
    if len(indices.shape) == 0:
        indices = ops.expand_dims(indices, -1)
    several = len(indices.shape) > 1
    if mode == "one_hot":
        if several and indices.shape[-1] == 1:
            indices = ops.squeeze(indices, -1)
        return ops.one_hot(indices, depth)
    rows = ops.one_hot(indices, depth)
    axis = 1 if several else 0
    if mode == "multi_hot":
        return ops.max(rows, axis=axis)
    if weights is not None:
        rows = ops.multiply(rows, ops.expand_dims(ops.cast(weights, "float32"), -1))
    return ops.sum(rows, axis=axis)
