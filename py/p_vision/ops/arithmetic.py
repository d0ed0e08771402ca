"""Arithmetic of two tensors, element by element."""

from __future__ import annotations

import math
from typing import Any

from p_vision.ops._apply import apply, as_tensor, binary, composite, encode, unary

__all__ = [
    "add",
    "arctan2",
    "divide",
    "divide_no_nan",
    "floor_divide",
    "heaviside",
    "hypot",
    "logaddexp",
    "logaddexp2",
    "maximum",
    "minimum",
    "mod",
    "multiply",
    "pow",
    "power",
    "subtract",
    "true_divide",
]


def add(x1: Any, x2: Any) -> Any:
    """The sum of two tensors.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.add([1.0, 2.0], 10).tolist()
        [11.0, 12.0]
    """
    return binary("add", x1, x2)


def subtract(x1: Any, x2: Any) -> Any:
    """The first tensor less the second.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.subtract([1.0, 2.0], 10).tolist()
        [-9.0, -8.0]
    """
    return binary("subtract", x1, x2)


def multiply(x1: Any, x2: Any) -> Any:
    """The product of two tensors, element by element.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.multiply([1.0, 2.0], [3.0, 4.0]).tolist()
        [3.0, 8.0]
    """
    return binary("multiply", x1, x2)


def divide(x1: Any, x2: Any) -> Any:
    """The first tensor divided by the second; always float32.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.divide([1, 2], 4).tolist()
        [0.25, 0.5]
    """
    return binary("divide", x1, x2)


def floor_divide(x1: Any, x2: Any) -> Any:
    """The quotient rounded down: ``x1 // x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.floor_divide([7, -7], 2).tolist()
        [3, -4]
    """
    return binary("floor_divide", x1, x2)


def mod(x1: Any, x2: Any) -> Any:
    """The rest of a division, with the sign of `x2`: ``x1 % x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.mod([7, -7], 3).tolist()
        [1, 2]
    """
    return binary("mod", x1, x2)


def power(x1: Any, x2: Any) -> Any:
    """The first tensor to the power of the second.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.power([2.0, 3.0], 2).tolist()
        [4.0, 9.0]
    """
    return binary("power", x1, x2)


def maximum(x1: Any, x2: Any) -> Any:
    """The larger of two numbers, element by element.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.maximum([1.0, 5.0], [3.0, 2.0]).tolist()
        [3.0, 5.0]
    """
    return binary("maximum", x1, x2)


def minimum(x1: Any, x2: Any) -> Any:
    """The smaller of two numbers, element by element.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A tensor of the common shape; its dtype is the wider one of both.

    Example:
        >>> from p_vision import ops
        >>> ops.minimum([1.0, 5.0], [3.0, 2.0]).tolist()
        [1.0, 2.0]
    """
    return binary("minimum", x1, x2)


def arctan2(x1: Any, x2: Any) -> Any:
    """The angle of the point (x2, x1), from -pi to pi.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arctan2([1.0, -1.0], [1.0, 0.0]).numpy().round(3))
        [ 0.785 -1.571]
    """
    return binary("arctan2", x1, x2)


@composite
def divide_no_nan(x1: Any, x2: Any) -> Any:
    """The first tensor divided by the second, and 0 where the second is 0.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.divide_no_nan([1.0, 2.0], [0.0, 4.0]).tolist()
        [0.0, 0.5]
    """
    x2 = as_tensor(x2)
    zero = binary("equal", x2, 0)
    safe = apply("where", (zero, 1.0, x2))
    return apply("where", (zero, 0.0, binary("divide", x1, safe)))


@composite
def logaddexp(x1: Any, x2: Any) -> Any:
    """log(exp(x1) + exp(x2)), without overflow.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.logaddexp([0.0, 100.0], [0.0, 100.0]).numpy().round(3))
        [  0.693 100.693]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    return binary("maximum", x1, x2) + unary("log1p", unary("exp", -unary("abs", x1 - x2)))


@composite
def logaddexp2(x1: Any, x2: Any) -> Any:
    """log2(2**x1 + 2**x2), without overflow.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.logaddexp2([0.0, 3.0], [0.0, 3.0]).numpy().round(3))
        [1. 4.]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    ln2 = math.log(2.0)
    small = unary("exp", unary("abs", x1 - x2) * -ln2)
    return binary("maximum", x1, x2) + unary("log1p", small) / ln2


@composite
def hypot(x1: Any, x2: Any) -> Any:
    """The length of the vector (x1, x2): sqrt(x1**2 + x2**2).

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.hypot([3.0, 5.0], [4.0, 12.0]).tolist()
        [5.0, 13.0]
    """
    return unary("sqrt", unary("square", as_tensor(x1)) + unary("square", as_tensor(x2)))


@composite
def heaviside(x1: Any, x2: Any) -> Any:
    """0 for negative numbers, 1 for positive ones, and `x2` at 0.

    Args:
        x1: A tensor or number.
        x2: What stands for 0; a tensor or number whose shape fits that of `x1`.

    Returns:
        A float32 tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.heaviside([-1.0, 0.0, 2.0], 0.5).tolist()
        [0.0, 0.5, 1.0]
    """
    x1 = as_tensor(x1)
    step = unary("cast", binary("greater", x1, 0), encode(dtype="float32"))
    return apply("where", (binary("equal", x1, 0), x2, step))


true_divide = divide
pow = power
