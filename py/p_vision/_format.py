"""Values of a tensor as text, without numpy; long axes are shortened."""

from __future__ import annotations

from typing import Any

__all__ = ["format_nested", "format_values"]

_EDGE = 3
_FULL = 200


def format_values(tensor: Any) -> str:
    """The values as nested brackets; long axes show their first and last three.

    Args:
        tensor: A tensor; only the part that is shown is read when it is large.

    Returns:
        Text such as ``[[1.0, 2.0], [3.0, 4.0]]``.
    """
    shape = tensor.shape
    if tensor.size <= _FULL:
        return format_nested(tensor.tolist(), shape, shorten=False)
    # Read only the corners of a large tensor.
    for axis, size in enumerate(shape):
        if size > 2 * _EDGE + 1:
            before = (slice(None),) * axis
            tensor = _joined(
                tensor[(*before, slice(0, _EDGE + 1))], tensor[(*before, slice(-_EDGE, None))], axis
            )
    return format_nested(tensor.tolist(), shape, shorten=True)


def _joined(first: Any, last: Any, axis: int) -> Any:
    from p_vision.operators import _ops

    return _ops.concatenate([first, last], axis=axis)


def format_nested(values: Any, shape: tuple[int, ...], shorten: bool) -> str:
    """Nested lists as text.

    Args:
        values: Nested lists; where `shorten`, long axes hold their first four
            and last three entries only.
        shape: The whole shape.
        shorten: Whether long axes are shortened.

    Example:
        >>> format_nested([[1.0, 0.1], [2.5, 3.0]], (2, 2), shorten=False)
        '[[1.0, 0.1], [2.5, 3.0]]'
    """
    if not shape:
        return _number(values)
    parts = [format_nested(value, shape[1:], shorten) for value in values]
    if shorten and shape[0] > 2 * _EDGE + 1:
        parts = [*parts[:_EDGE], "...", *parts[-_EDGE:]]
    return f"[{', '.join(parts)}]"


def _number(value: Any) -> str:
    if isinstance(value, float):
        text = f"{value:.7g}"
        return text if any(mark in text for mark in ".en") else f"{text}.0"
    return str(value)
