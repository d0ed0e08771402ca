"""Scaled dot products of heads, along any axes (Vaswani et al., 2017).

softmax(query . key / sqrt(depth)) . value
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from p_vision import ops
from p_vision.types import TensorLike


def attend(
    query: TensorLike,
    key: TensorLike,
    value: TensorLike,
    axes: tuple[int, ...],
    mask: Any = None,
    change: Callable[[TensorLike], TensorLike] | None = None,
) -> tuple[TensorLike, TensorLike]:
    """Return the mixtures of values, and the weights.

    Args:
        query: (batch, ..., heads, depth).
        key: the same with other sizes along ``axes``.
        value: like ``key``, any depth.
        axes: the axes to look along.
        mask: True where a source counts; its axes are those of the weights,
            missing ones come before the targets.
        change: applied to the weights before they are used, such as dropout.

    Returns:
        (batch, ..., heads, depth), and (batch, other axes, heads, targets, sources).
    """
    rank = len(query.shape)
    letters = "abcdefgh"[: rank - 1]
    other = {axis: "stuvw"[place] for place, axis in enumerate(axes)}
    heads = letters[-1]
    sources = "".join(other.get(axis, letter) for axis, letter in enumerate(letters))
    rest = "".join(letter for axis, letter in enumerate(letters[:-1]) if axis not in axes)
    pairs = f"{''.join(letters[axis] for axis in axes)}{''.join(other[axis] for axis in axes)}"
    weights_axes = f"{rest}{heads}{pairs}"
    query = ops.multiply(query, 1.0 / math.sqrt(query.shape[-1]))
    scores = ops.einsum(f"{letters}y,{sources}y->{weights_axes}", query, key)
    if mask is not None:
        place = len(scores.shape) - 2 * len(axes)
        missing = len(scores.shape) - len(mask.shape)
        kept = len(mask.shape) - 2 * len(axes)
        if missing > 0:
            front = mask.shape[: min(kept, place)]
            mask = ops.reshape(mask, (*front, *(1,) * missing, *mask.shape[len(front) :]))
        scores = ops.where(mask, scores, -1e9)
    weights = _softmax(scores, len(axes))
    used = weights if change is None else change(weights)
    return ops.einsum(f"{weights_axes},{sources}z->{letters}z", used, value), weights


def _softmax(scores: TensorLike, count: int) -> TensorLike:
    """Return probabilities over the last ``count`` axes."""
    if count == 1:
        return ops.softmax(scores, axis=-1)
    shape = tuple(scores.shape)
    flat = ops.reshape(scores, (*shape[: len(shape) - count], math.prod(shape[-count:])))
    return ops.reshape(ops.softmax(flat, axis=-1), shape)
