"""Bessel's function i0, the window made of it, and numbers spaced by a factor.

i0 by the polynomials of Abramowitz and Stegun, 9.8.1 and 9.8.2 (errors below 2e-7).
"""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import as_tensor, composite, unary
from p_vision.ops.conversion import cast
from p_vision.ops.indexing import where
from p_vision.ops.ranges import linspace

__all__ = ["geomspace", "i0", "kaiser"]

_BORDER = 3.75
_NEAR = (1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813)
_FAR = (
    0.39894228,
    0.01328592,
    0.00225319,
    -0.00157565,
    0.00916281,
    -0.02057706,
    0.02635537,
    -0.01647633,
    0.00392377,
)


def _polynomial(x: Any, factors: tuple[float, ...]) -> Any:
    found: Any = factors[-1]
    for factor in factors[-2::-1]:
        found = x * found + factor
    return found


@composite
def i0(x: Any) -> Any:
    """The modified Bessel function of the first kind, of order 0.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Source:
        Abramowitz and Stegun, "Handbook of Mathematical Functions", 9.8.

    Example:
        >>> from p_vision import ops
        >>> print(ops.i0([0.0, 1.0]).numpy().round(4))
        [1.     1.2661]
    """
    x = as_tensor(x) * 1.0
    size = unary("abs", x)
    near = size < _BORDER
    # Each formula sees only numbers it is for, so that no gradient becomes nan.
    small = where(near, x, 0.0) * (1.0 / _BORDER)
    large = where(near, _BORDER, size)
    far = unary("exp", large) * unary("rsqrt", large) * _polynomial(_BORDER / large, _FAR)
    return where(near, _polynomial(small * small, _NEAR), far)


@composite
def kaiser(x: Any, beta: Any) -> Any:
    """The Kaiser window: i0(beta sqrt(1 - r^2)) / i0(beta), r from -1 to 1.

    Args:
        x: How many values.
        beta: How narrow it is.

    Returns:
        A float32 tensor of shape (x,).

    Example:
        >>> from p_vision import ops
        >>> print(ops.kaiser(3, 2.0).numpy().round(3))
        [0.439 1.    0.439]
    """
    count = int(x)
    if count < 1:
        raise ArgumentError(f"kaiser needs at least one value, not {count}.")
    if count == 1:
        return linspace(1.0, 1.0, 1)
    place = linspace(-1.0, 1.0, count)
    inside = unary("sqrt", unary("relu", 1.0 - place * place))
    width = as_tensor(beta) * 1.0
    return i0(inside * width) / i0(width)


@composite
def geomspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Numbers from one to another, each the same factor times the one before.

    Args:
        start: The first number, not 0.
        stop: The last number, of the same sign.
        num: How many. Defaults to 50.
        endpoint: Whether `stop` itself is the last. Defaults to True.
        dtype: Its dtype. Defaults to float32.
        axis: Where the new axis stands when start and stop are tensors.

    Returns:
        A tensor of shape (num,), or (num, *shape) for tensors.

    Example:
        >>> from p_vision import ops
        >>> print(ops.geomspace(1, 100, 3).numpy().round(3))
        [  1.  10. 100.]
    """
    first, last = as_tensor(start) * 1.0, as_tensor(stop) * 1.0
    logs = linspace(
        unary("log2", unary("abs", first)),
        unary("log2", unary("abs", last)),
        num,
        endpoint,
        axis=axis,
    )
    found = 2.0**logs * unary("sign", first)
    return found if dtype is None else cast(found, dtype)
