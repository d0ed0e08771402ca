"""Data that layers learn from before training: arrays, or batches of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def batches(data: Any, steps: int | None = None) -> Iterator[Any]:
    """Give the inputs of each batch.

    Args:
        data: an array or a tensor; a list, a generator or a ``PyDataset`` of
            batches; a batch may be a tuple (x, y), of which x is taken.
        steps: how many batches to take; None for all.
    """
    if hasattr(data, "shape"):
        yield data
        return
    if hasattr(data, "__getitem__") and hasattr(data, "__len__") and not _is_list(data):
        data = (data[index] for index in range(len(data)))
    for count, batch in enumerate(data):
        if steps is not None and count >= steps:
            return
        yield batch[0] if isinstance(batch, tuple) else batch


def _is_list(data: Any) -> bool:
    return isinstance(data, (list, tuple))


def is_numbers(data: Any) -> bool:
    """Return whether nested lists hold numbers, not arrays."""
    while isinstance(data, (list, tuple)) and data:
        data = data[0]
    return isinstance(data, (bool, int, float))
