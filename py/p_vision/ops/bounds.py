"""Infinite values and bounds: where values are not finite, and limiting them."""

from __future__ import annotations

import math
from typing import Any

from p_vision.ops._apply import apply, as_tensor, binary, composite, number_text, unary

__all__ = [
    "angle",
    "clip",
    "isfinite",
    "isinf",
    "isnan",
    "isneginf",
    "isposinf",
    "nan_to_num",
]


def isnan(x: Any) -> Any:
    """Where a value is not a number (nan).

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isnan([1.0, float('nan')]).tolist()
        [False, True]
    """
    return unary("isnan", x)


def isinf(x: Any) -> Any:
    """Where a value is infinite.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isinf([1.0, float('inf')]).tolist()
        [False, True]
    """
    return unary("isinf", x)


def isfinite(x: Any) -> Any:
    """Where a value is neither infinite nor nan.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isfinite([1.0, float('inf')]).tolist()
        [True, False]
    """
    return unary("isfinite", x)


@composite
def isposinf(x: Any) -> Any:
    """Where a value is plus infinity.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isposinf([1.0, float("inf"), float("-inf")]).tolist()
        [False, True, False]
    """
    return binary("equal", as_tensor(x), math.inf)


@composite
def isneginf(x: Any) -> Any:
    """Where a value is minus infinity.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isneginf([1.0, float("inf"), float("-inf")]).tolist()
        [False, False, True]
    """
    return binary("equal", as_tensor(x), -math.inf)


@composite
def nan_to_num(
    x: Any, nan: float = 0.0, posinf: float | None = None, neginf: float | None = None
) -> Any:
    """The values with nan and infinities replaced.

    Args:
        x: A tensor of any shape.
        nan: What stands for nan. Defaults to 0.0.
        posinf: What stands for plus infinity; None takes the largest float32.
        neginf: What stands for minus infinity; None takes the lowest float32.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.nan_to_num([1.0, float("nan"), float("inf")], posinf=9.0).tolist()
        [1.0, 0.0, 9.0]
    """
    x = as_tensor(x)
    if x.dtype != "float32":
        return x
    high = 3.4028234663852886e38 if posinf is None else posinf
    low = -3.4028234663852886e38 if neginf is None else neginf
    x = apply("where", (unary("isnan", x), float(nan), x))
    x = apply("where", (binary("equal", x, math.inf), float(high), x))
    return apply("where", (binary("equal", x, -math.inf), float(low), x))


@composite
def clip(x: Any, x_min: Any, x_max: Any) -> Any:
    """The values with those below `x_min` and above `x_max` set to these bounds.

    Args:
        x: A tensor of any shape.
        x_min: The lower bound, a number or a tensor; None for none.
        x_max: The upper bound, a number or a tensor; None for none.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.clip([-1.0, 0.5, 3.0], 0.0, 1.0).tolist()
        [0.0, 0.5, 1.0]
    """
    if isinstance(x_min, int | float | None) and isinstance(x_max, int | float | None):
        low = "null" if x_min is None else number_text(x_min)
        high = "null" if x_max is None else number_text(x_max)
        return unary("clip", x, f'{{"min":{low},"max":{high}}}')
    if x_min is not None:
        x = binary("maximum", x, x_min)
    return x if x_max is None else binary("minimum", x, x_max)


@composite
def angle(x: Any) -> Any:
    """The angle of each number in the complex plane: 0, or pi for negative ones.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.angle([1.0, -1.0]).numpy().round(3))
        [0.    3.142]
    """
    return apply("where", (binary("less", as_tensor(x), 0), math.pi, 0.0))
