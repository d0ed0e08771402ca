"""The axes that normalizations work on."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, AxisError


def known_size(layer: Any, shape: Any, axis: int) -> int:
    """Return the size of an axis.

    Args:
        layer: the layer, for its name.
        shape: shape of its input.
        axis: the axis; negative ones count from the end.

    Raises:
        AxisError: there is no such axis.
        ArgumentError: its size is not known.
    """
    if not -len(shape) <= axis < len(shape):
        raise AxisError(
            f"{type(layer).__name__} '{layer.name}' works on axis {axis}, but its input has "
            f"shape {tuple(shape)}: {len(shape)} axes."
        )
    size = shape[axis]
    if size is None:
        raise ArgumentError(
            f"{type(layer).__name__} '{layer.name}' must know the size of axis {axis}: "
            "give it in Input(shape=...)."
        )
    return int(size)


def axes_list(axis: Any, rank: int) -> tuple[int, ...]:
    """Return one axis or several, counted from the front, in order."""
    axes = axis if isinstance(axis, (list, tuple)) else [axis]
    return tuple(sorted(entry % rank for entry in axes))
