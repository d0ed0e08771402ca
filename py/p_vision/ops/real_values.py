"""More functions of numbers; those for complex ones take them as real."""

from __future__ import annotations

import math
from typing import Any

from p_vision.ops._apply import apply, as_tensor, binary, composite, encode, unary
from p_vision.ops.shapes import expand_dims

__all__ = [
    "cdist",
    "conj",
    "conjugate",
    "erfc",
    "fabs",
    "fmod",
    "imag",
    "isreal",
    "ldexp",
    "psnr",
    "real",
    "signbit",
]


@composite
def fabs(x: Any) -> Any:
    """Numbers without their sign, as float32.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.fabs([-1, 2]).tolist()
        [1.0, 2.0]
    """
    return unary("abs", unary("cast", as_tensor(x), encode(dtype="float32")))


@composite
def fmod(x1: Any, x2: Any) -> Any:
    """What is left over of a division, with the sign of the first number.

    Args:
        x1: A tensor or number.
        x2: A tensor or number; the shapes must fit together.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.fmod([-5.0, 5.0], 3.0).tolist()
        [-2.0, 2.0]
    """
    first, second = as_tensor(x1), as_tensor(x2)
    return first - unary("trunc", first / second) * second


@composite
def conjugate(x: Any) -> Any:
    """Numbers as they are: there are no complex ones.

    Args:
        x: A tensor of any shape.

    Returns:
        The same tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.conjugate([1.0]).tolist()
        [1.0]
    """
    return as_tensor(x)


@composite
def real(x: Any) -> Any:
    """Numbers as they are: there are no complex ones.

    Args:
        x: A tensor of any shape.

    Returns:
        The same tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.real([1.0]).tolist()
        [1.0]
    """
    return as_tensor(x)


@composite
def imag(x: Any) -> Any:
    """Zeros: there are no complex numbers.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of zeros of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.imag([1.0]).tolist()
        [0.0]
    """
    return as_tensor(x) * 0


@composite
def isreal(x: Any) -> Any:
    """True everywhere: there are no complex numbers.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isreal([1.0]).tolist()
        [True]
    """
    x = as_tensor(x)
    return apply("full", (), encode(shape=tuple(x.shape), value=True, dtype="bool"))


@composite
def signbit(x: Any) -> Any:
    """Whether a number is below zero.

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.signbit([-1.0, 2.0]).tolist()
        [True, False]
    """
    return as_tensor(x) < 0


@composite
def ldexp(x1: Any, x2: Any) -> Any:
    """A number times two to the power of another.

    Args:
        x1: A tensor or number.
        x2: Whole numbers; the shapes must fit together.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.ldexp([1.5], [3]).tolist()
        [12.0]
    """
    power = unary("cast", as_tensor(x2), encode(dtype="float32"))
    return as_tensor(x1) * binary("power", as_tensor(2.0), power)


@composite
def erfc(x: Any) -> Any:
    """One minus the error function.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.erfc([0.0]).tolist()
        [1.0]
    """
    return 1.0 - unary("erf", x)


@composite
def cdist(x: Any, y: Any) -> Any:
    """The distance of every row of one tensor from every row of another.

    Args:
        x: A tensor of shape (..., n, size).
        y: A tensor of shape (..., m, size).

    Returns:
        A float32 tensor of shape (..., n, m).

    Example:
        >>> from p_vision import ops
        >>> ops.cdist([[0.0, 0.0]], [[3.0, 4.0]]).tolist()
        [[5.0]]
    """
    first, second = as_tensor(x), as_tensor(y)
    gap = expand_dims(first, -2) - expand_dims(second, -3)
    return unary("sqrt", unary("sum", gap * gap, encode(axes=(-1,), keepdims=False)))


@composite
def psnr(x1: Any, x2: Any, max_val: float) -> Any:
    """How near two pictures are, in decibels: 20 log10(max) - 10 log10(mean square error).

    Args:
        x1: A tensor of any shape.
        x2: A tensor of the same shape.
        max_val: The largest value a pixel can have.

    Returns:
        A float32 tensor of shape ().

    Example:
        >>> from p_vision import ops
        >>> round(float(ops.psnr([1.0, 0.0], [0.0, 0.0], 1.0)), 2)
        3.01
    """
    gap = as_tensor(x1) - as_tensor(x2)
    error = unary("mean", gap * gap, encode(axes=None, keepdims=False))
    return 20.0 * math.log10(max_val) - unary("log", error) * (10.0 / math.log(10.0))


conj = conjugate
