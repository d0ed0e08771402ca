"""Elementwise functions of one tensor made of simpler ones."""

from __future__ import annotations

import math
from typing import Any

from p_vision.ops._apply import apply, as_tensor, binary, composite, unary

__all__ = [
    "cbrt",
    "deg2rad",
    "exp2",
    "log10",
    "rad2deg",
    "round",
    "sinc",
]


@composite
def round(x: Any, decimals: int = 0) -> Any:
    """Each number rounded; halves go to the even neighbour.

    Args:
        x: A tensor of any shape.
        decimals: How many digits stay behind the point. Defaults to 0.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.round([0.5, 1.5, 2.7]).tolist()
        [0.0, 2.0, 3.0]
    """
    if decimals == 0:
        return unary("round", x)
    scale = 10.0**decimals
    return unary("round", x * scale if hasattr(x, "dtype") else as_tensor(x) * scale) / scale


@composite
def log10(x: Any) -> Any:
    """The logarithm to base 10.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.log10([1.0, 100.0]).numpy().round(3))
        [0. 2.]
    """
    return unary("log", x) * (1.0 / math.log(10.0))


@composite
def exp2(x: Any) -> Any:
    """2 to the power of each number.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.exp2([0.0, 3.0]).numpy().round(3))
        [1. 8.]
    """
    return unary("exp", as_tensor(x) * math.log(2.0))


@composite
def cbrt(x: Any) -> Any:
    """The cube root of each number, negative for negative numbers.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.cbrt([-8.0, 27.0]).numpy().round(3))
        [-2.  3.]
    """
    x = as_tensor(x)
    return unary("sign", x) * unary("abs", x) ** (1.0 / 3.0)


@composite
def deg2rad(x: Any) -> Any:
    """Angles in degrees as radians.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.deg2rad([180.0]).numpy().round(3))
        [3.142]
    """
    return as_tensor(x) * (math.pi / 180.0)


@composite
def rad2deg(x: Any) -> Any:
    """Angles in radians as degrees.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.rad2deg([0.0, 1.0]).numpy().round(3))
        [ 0.    57.296]
    """
    return as_tensor(x) * (180.0 / math.pi)


@composite
def sinc(x: Any) -> Any:
    """sin(pi x) / (pi x), and 1 at 0.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sinc([0.0, 0.5]).numpy().round(3))
        [1.    0.637]
    """
    x = as_tensor(x) * math.pi
    zero = binary("equal", x, 0.0)
    safe = apply("where", (zero, 1.0, x))
    return apply("where", (zero, 1.0, unary("sin", safe) / safe))
