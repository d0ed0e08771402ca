"""Comparisons and logic of two tensors, element by element."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import as_tensor, binary, composite, encode, unary

__all__ = [
    "allclose",
    "equal",
    "greater",
    "greater_equal",
    "isclose",
    "isin",
    "less",
    "less_equal",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "not_equal",
]


def equal(x1: Any, x2: Any) -> Any:
    """Where two tensors are equal: ``x1 == x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.equal([1, 2], [1, 3]).tolist()
        [True, False]
    """
    return binary("equal", x1, x2)


def not_equal(x1: Any, x2: Any) -> Any:
    """Where two tensors differ: ``x1 != x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.not_equal([1, 2], [1, 3]).tolist()
        [False, True]
    """
    return binary("not_equal", x1, x2)


def less(x1: Any, x2: Any) -> Any:
    """Where the first is smaller: ``x1 < x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.less([1, 2], 2).tolist()
        [True, False]
    """
    return binary("less", x1, x2)


def less_equal(x1: Any, x2: Any) -> Any:
    """Where the first is smaller or equal: ``x1 <= x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.less_equal([1, 2], 1).tolist()
        [True, False]
    """
    return binary("less_equal", x1, x2)


def greater(x1: Any, x2: Any) -> Any:
    """Where the first is larger: ``x1 > x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.greater([1, 2], 1).tolist()
        [False, True]
    """
    return binary("greater", x1, x2)


def greater_equal(x1: Any, x2: Any) -> Any:
    """Where the first is larger or equal: ``x1 >= x2``.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.greater_equal([1, 2], 2).tolist()
        [False, True]
    """
    return binary("greater_equal", x1, x2)


def logical_and(x1: Any, x2: Any) -> Any:
    """Where both are true (not 0).

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.logical_and([True, True], [True, False]).tolist()
        [True, False]
    """
    return binary("logical_and", x1, x2)


def logical_or(x1: Any, x2: Any) -> Any:
    """Where at least one is true (not 0).

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.logical_or([True, False], [False, False]).tolist()
        [True, False]
    """
    return binary("logical_or", x1, x2)


def logical_xor(x1: Any, x2: Any) -> Any:
    """Where exactly one is true (not 0).

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.logical_xor([True, True], [True, False]).tolist()
        [False, True]
    """
    return binary("logical_xor", x1, x2)


def logical_not(x: Any) -> Any:
    """Where a value is false (0).

    Args:
        x: A tensor of any shape.

    Returns:
        A bool tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.logical_not([True, False]).tolist()
        [False, True]
    """
    return unary("logical_not", x)


@composite
def isclose(
    x1: Any, x2: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Any:
    """Where two tensors are equal within a tolerance.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).
        rtol: Tolerance as a part of ``abs(x2)``. Defaults to 1e-5.
        atol: Tolerance as such. Defaults to 1e-8.
        equal_nan: Whether two nan count as equal. Defaults to False.

    Returns:
        A bool tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.isclose([1.0, 2.0], [1.0000001, 2.1]).tolist()
        [True, False]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    near = unary("abs", x1 - x2) <= unary("abs", x2) * float(rtol) + float(atol)
    near = binary("logical_and", near, unary("isfinite", x2))
    near = binary("logical_or", near, binary("equal", x1, x2))
    if equal_nan:
        near = binary(
            "logical_or", near, binary("logical_and", unary("isnan", x1), unary("isnan", x2))
        )
    return near


@composite
def allclose(
    x1: Any, x2: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False
) -> Any:
    """Whether two tensors are equal everywhere within a tolerance.

    Args:
        x1: A tensor or number.
        x2: A tensor or number whose shape fits that of `x1` (broadcasting).
        rtol: Tolerance as a part of ``abs(x2)``. Defaults to 1e-5.
        atol: Tolerance as such. Defaults to 1e-8.
        equal_nan: Whether two nan count as equal. Defaults to False.

    Returns:
        A bool tensor of shape ().

    Example:
        >>> from p_vision import ops
        >>> bool(ops.allclose([1.0, 2.0], [1.0000001, 2.0]))
        True
    """
    return unary("all", isclose(x1, x2, rtol, atol, equal_nan), encode(axes=None, keepdims=False))


@composite
def isin(x1: Any, x2: Any, assume_unique: bool = False, invert: bool = False) -> Any:
    """Where a value of the first tensor is among those of the second.

    Args:
        x1: A tensor of any shape.
        x2: A tensor of any shape: the values to look for.
        assume_unique: Accepted for Keras; makes no difference.
        invert: Whether to ask where it is not among them. Defaults to False.

    Returns:
        A bool tensor of the shape of `x1`.

    Example:
        >>> from p_vision import ops
        >>> ops.isin([1, 2, 3], [1, 3]).tolist()
        [True, False, True]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    rows = unary("reshape", x1, encode(shape=(*x1.shape, 1)))
    found = binary("equal", rows, unary("reshape", x2, encode(shape=(-1,))))
    found = unary("any", found, encode(axes=(-1,), keepdims=False))
    return unary("logical_not", found) if invert else found
