"""Operations on the bits of whole numbers."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import as_tensor, binary, unary

__all__ = [
    "bitwise_and",
    "bitwise_invert",
    "bitwise_left_shift",
    "bitwise_not",
    "bitwise_or",
    "bitwise_right_shift",
    "bitwise_xor",
    "left_shift",
    "right_shift",
]


def bitwise_and(x: Any, y: Any) -> Any:
    """The bits that both numbers have; ``x & y``.

    Args:
        x: An integer or bool tensor or number.
        y: A tensor or number whose shape fits that of `x` (broadcasting).

    Returns:
        An integer or bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.bitwise_and([12, 5], 4).tolist()
        [4, 4]
    """
    return binary("bitwise_and", x, y)


def bitwise_or(x: Any, y: Any) -> Any:
    """The bits that one of the numbers has; ``x | y``.

    Args:
        x: An integer or bool tensor or number.
        y: A tensor or number whose shape fits that of `x` (broadcasting).

    Returns:
        An integer or bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.bitwise_or([12, 5], 2).tolist()
        [14, 7]
    """
    return binary("bitwise_or", x, y)


def bitwise_xor(x: Any, y: Any) -> Any:
    """The bits that exactly one of the numbers has; ``x ^ y``.

    Args:
        x: An integer or bool tensor or number.
        y: A tensor or number whose shape fits that of `x` (broadcasting).

    Returns:
        An integer or bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.bitwise_xor([12, 5], 4).tolist()
        [8, 1]
    """
    return binary("bitwise_xor", x, y)


def left_shift(x: Any, y: Any) -> Any:
    """The bits moved to the left: ``x * 2**y``.

    Args:
        x: An integer or bool tensor or number.
        y: A tensor or number whose shape fits that of `x` (broadcasting).

    Returns:
        An integer or bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.left_shift([1, 3], 2).tolist()
        [4, 12]
    """
    return binary("left_shift", x, y)


def right_shift(x: Any, y: Any) -> Any:
    """The bits moved to the right, keeping the sign: ``x // 2**y``.

    Args:
        x: An integer or bool tensor or number.
        y: A tensor or number whose shape fits that of `x` (broadcasting).

    Returns:
        An integer or bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.right_shift([8, 12], 2).tolist()
        [2, 3]
    """
    return binary("right_shift", x, y)


def bitwise_not(x: Any) -> Any:
    """The numbers with every bit turned: ``~x``; for bool the opposite.

    Args:
        x: An integer or bool tensor.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.bitwise_not([0, 5]).tolist()
        [-1, -6]
    """
    x = as_tensor(x)
    return unary("logical_not", x) if x.dtype == "bool" else binary("bitwise_xor", x, -1)


bitwise_invert = bitwise_not
bitwise_left_shift = left_shift
bitwise_right_shift = right_shift
