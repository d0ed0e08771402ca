"""Elementwise functions of one tensor: signs, powers, logarithms, rounding down and up."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import unary

__all__ = [
    "abs",
    "absolute",
    "ceil",
    "erf",
    "erfinv",
    "exp",
    "expm1",
    "floor",
    "log",
    "log1p",
    "log2",
    "negative",
    "reciprocal",
    "rsqrt",
    "sign",
    "sqrt",
    "square",
    "trunc",
]


def negative(x: Any) -> Any:
    """The numbers with their sign turned: -x.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.negative([1.0, -2.0]).tolist()
        [-1.0, 2.0]
    """
    return unary("negative", x)


def abs(x: Any) -> Any:
    """The distance of each number from zero.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.abs([-1.5, 2.0]).tolist()
        [1.5, 2.0]
    """
    return unary("abs", x)


def sign(x: Any) -> Any:
    """-1 for negative numbers, 0 for zero, 1 for positive ones.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.sign([-3.0, 0.0, 5.0]).tolist()
        [-1.0, 0.0, 1.0]
    """
    return unary("sign", x)


def square(x: Any) -> Any:
    """Each number times itself.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.square([1.0, -3.0]).tolist()
        [1.0, 9.0]
    """
    return unary("square", x)


def sqrt(x: Any) -> Any:
    """The square root of each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.sqrt([4.0, 9.0]).tolist()
        [2.0, 3.0]
    """
    return unary("sqrt", x)


def rsqrt(x: Any) -> Any:
    """One over the square root of each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.rsqrt([4.0, 0.25]).tolist()
        [0.5, 2.0]
    """
    return unary("rsqrt", x)


def reciprocal(x: Any) -> Any:
    """One over each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.reciprocal([2.0, 4.0]).tolist()
        [0.5, 0.25]
    """
    return unary("reciprocal", x)


def exp(x: Any) -> Any:
    """e to the power of each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.exp([0.0, 1.0]).numpy().round(3))
        [1.    2.718]
    """
    return unary("exp", x)


def expm1(x: Any) -> Any:
    """exp(x) - 1, exact for small x.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.expm1([0.0, 1.0]).numpy().round(3))
        [0.    1.718]
    """
    return unary("expm1", x)


def log(x: Any) -> Any:
    """The natural logarithm of each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.log([1.0, 10.0]).numpy().round(3))
        [0.    2.303]
    """
    return unary("log", x)


def log1p(x: Any) -> Any:
    """log(1 + x), exact for small x.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.log1p([0.0, 9.0]).numpy().round(3))
        [0.    2.303]
    """
    return unary("log1p", x)


def log2(x: Any) -> Any:
    """The logarithm to base 2.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.log2([1.0, 8.0]).tolist()
        [0.0, 3.0]
    """
    return unary("log2", x)


def floor(x: Any) -> Any:
    """The next whole number below.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.floor([1.7, -1.2]).tolist()
        [1.0, -2.0]
    """
    return unary("floor", x)


def ceil(x: Any) -> Any:
    """The next whole number above.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.ceil([1.2, -1.7]).tolist()
        [2.0, -1.0]
    """
    return unary("ceil", x)


def trunc(x: Any) -> Any:
    """The number without its fraction.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.trunc([1.7, -1.7]).tolist()
        [1.0, -1.0]
    """
    return unary("trunc", x)


def erf(x: Any) -> Any:
    """The error function.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.erf([0.0, 1.0]).numpy().round(3))
        [0.    0.843]
    """
    return unary("erf", x)


def erfinv(x: Any) -> Any:
    """The inverse of the error function, for numbers between -1 and 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.erfinv([0.0, 0.5]).numpy().round(3))
        [0.    0.477]
    """
    return unary("erfinv", x)


absolute = abs
