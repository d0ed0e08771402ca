"""Trigonometric and hyperbolic functions of one tensor."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import unary

__all__ = [
    "arccos",
    "arccosh",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctanh",
    "cos",
    "cosh",
    "sin",
    "sinh",
    "tan",
    "tanh",
]


def sin(x: Any) -> Any:
    """The sine of angles in radians.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sin([0.0, 0.5]).numpy().round(3))
        [0.    0.479]
    """
    return unary("sin", x)


def cos(x: Any) -> Any:
    """The cosine of angles in radians.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.cos([0.0, 0.5]).numpy().round(3))
        [1.    0.878]
    """
    return unary("cos", x)


def tan(x: Any) -> Any:
    """The tangent of angles in radians.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.tan([0.0, 0.5]).numpy().round(3))
        [0.    0.546]
    """
    return unary("tan", x)


def sinh(x: Any) -> Any:
    """The hyperbolic sine.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sinh([0.0, 0.5]).numpy().round(3))
        [0.    0.521]
    """
    return unary("sinh", x)


def cosh(x: Any) -> Any:
    """The hyperbolic cosine.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.cosh([0.0, 0.5]).numpy().round(3))
        [1.    1.128]
    """
    return unary("cosh", x)


def tanh(x: Any) -> Any:
    """The hyperbolic tangent: from -1 to 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.tanh([0.0, 0.5]).numpy().round(3))
        [0.    0.462]
    """
    return unary("tanh", x)


def arcsin(x: Any) -> Any:
    """The angle whose sine is x, for x from -1 to 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arcsin([0.0, 0.5]).numpy().round(3))
        [0.    0.524]
    """
    return unary("arcsin", x)


def arccos(x: Any) -> Any:
    """The angle whose cosine is x, for x from -1 to 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arccos([0.0, 0.5]).numpy().round(3))
        [1.571 1.047]
    """
    return unary("arccos", x)


def arctan(x: Any) -> Any:
    """The angle whose tangent is x.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arctan([0.0, 0.5]).numpy().round(3))
        [0.    0.464]
    """
    return unary("arctan", x)


def arcsinh(x: Any) -> Any:
    """The inverse of the hyperbolic sine.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arcsinh([0.0, 0.5]).numpy().round(3))
        [0.    0.481]
    """
    return unary("arcsinh", x)


def arccosh(x: Any) -> Any:
    """The inverse of the hyperbolic cosine, for x of at least 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arccosh([1.0, 2.0]).numpy().round(3))
        [0.    1.317]
    """
    return unary("arccosh", x)


def arctanh(x: Any) -> Any:
    """The inverse of the hyperbolic tangent, for x between -1 and 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.arctanh([0.0, 0.5]).numpy().round(3))
        [0.    0.549]
    """
    return unary("arctanh", x)
