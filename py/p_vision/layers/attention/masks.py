"""Which sources each target may look at."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.types import TensorLike


def joined_mask(
    query: TensorLike,
    value: TensorLike,
    *,
    query_mask: Any = None,
    value_mask: Any = None,
    key_mask: Any = None,
    attention_mask: Any = None,
    causal: bool = False,
    window: int | None = None,
) -> Any:
    """Return (batch or 1, targets, sources), True where a source counts; None for everywhere.

    Args:
        query: (batch, targets, ...).
        value: (batch, sources, ...).
        query_mask: (batch, targets).
        value_mask: (batch, sources).
        key_mask: (batch, sources).
        attention_mask: (batch, targets, sources), or with the heads before them.
        causal: whether a target sees only sources up to its own place.
        window: how far away, less one, a source may be; None for any distance.
    """
    found = None
    parts = [(query_mask, -1), (value_mask, -2), (key_mask, -2)]
    for mask, axis in parts:
        if mask is not None:
            found = _both(found, ops.expand_dims(ops.cast(mask, "bool"), axis))
    if causal or window is not None:
        places = ops.reshape(ops.arange(query.shape[1]), (1, -1, 1))
        sources = ops.reshape(ops.arange(value.shape[1]), (1, 1, -1))
        if causal:
            found = _both(found, ops.greater_equal(places, sources))
        if window is not None:
            distance = ops.abs(ops.subtract(places, sources))
            found = _both(found, ops.less(distance, window))
    if attention_mask is None:
        return found
    return _both(found, ops.cast(attention_mask, "bool"))


def _both(first: Any, second: Any) -> Any:
    if first is None:
        return second
    if len(second.shape) > len(first.shape):
        # The heads come after the batch.
        shape = (first.shape[0], *(1,) * (len(second.shape) - len(first.shape)), *first.shape[1:])
        first = ops.reshape(first, shape)
    return ops.logical_and(first, second)
