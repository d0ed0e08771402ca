"""The parts of a batch: x, y and sample_weight."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["pack_x_y_sample_weight", "unpack_x_y_sample_weight"]


def pack_x_y_sample_weight(x: Any, y: Any = None, sample_weight: Any = None) -> Any:
    """Put the parts of a batch together as `fit` takes them.

    Args:
        x: Inputs.
        y: Targets, or None.
        sample_weight: Weights, or None.

    Returns:
        `x` alone, `(x, y)` or `(x, y, sample_weight)`.

    Example:
        >>> pack_x_y_sample_weight(1, 2)
        (1, 2)
    """
    if y is None:
        return (x,) if isinstance(x, (tuple, list)) else x
    return (x, y) if sample_weight is None else (x, y, sample_weight)


def unpack_x_y_sample_weight(data: Any) -> tuple[Any, Any, Any]:
    """Take the parts of a batch apart.

    Args:
        data: `x`, `(x,)`, `(x, y)` or `(x, y, sample_weight)`.

    Returns:
        `(x, y, sample_weight)`, None for what is missing.

    Raises:
        ArgumentError: More than three parts.

    Example:
        >>> unpack_x_y_sample_weight((1, 2))
        (1, 2, None)
    """
    if not isinstance(data, (tuple, list)):
        return data, None, None
    if isinstance(data, list):
        data = tuple(data)
    if not 1 <= len(data) <= 3:
        raise ArgumentError(f"A batch has 1 to 3 parts (x, y, sample_weight), not {len(data)}.")
    x, y, weight = (*data, None, None)[:3]
    return x, y, weight
