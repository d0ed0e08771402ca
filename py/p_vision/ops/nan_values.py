"""Reductions that leave out what is not a number (nan)."""

from __future__ import annotations

from typing import Any

from p_vision.ops import reduction
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops.bounds import isnan
from p_vision.ops.indexing import where

__all__ = [
    "fmax",
    "fmin",
    "nanargmax",
    "nanargmin",
    "nancumprod",
    "nancumsum",
    "nanmax",
    "nanmean",
    "nanmin",
    "nanprod",
    "nanstd",
    "nansum",
    "nanvar",
]


def _filled(x: Any, value: float) -> Any:
    x = as_tensor(x)
    return where(isnan(x), value, x)


def _counted(x: Any, axis: Any, keepdims: bool) -> Any:
    there = unary("cast", unary("logical_not", isnan(as_tensor(x))), encode(dtype="float32"))
    return reduction.sum(there, axis, keepdims)


@composite
def nansum(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The sum of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nansum([1.0, float("nan"), 2.0]).tolist()
        3.0
    """
    return reduction.sum(_filled(x, 0.0), axis, keepdims)


@composite
def nanprod(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The product of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanprod([3.0, float("nan"), 2.0]).tolist()
        6.0
    """
    return reduction.prod(_filled(x, 1.0), axis, keepdims)


@composite
def nanmax(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The largest of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanmax([1.0, float("nan")]).tolist()
        1.0
    """
    found = reduction.max(_filled(x, float("-inf")), axis, keepdims)
    return where(reduction.all(isnan(x), axis, keepdims), float("nan"), found)


@composite
def nanmin(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The smallest of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanmin([1.0, float("nan")]).tolist()
        1.0
    """
    found = reduction.min(_filled(x, float("inf")), axis, keepdims)
    return where(reduction.all(isnan(x), axis, keepdims), float("nan"), found)


@composite
def nanmean(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The mean of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanmean([1.0, float("nan"), 2.0]).tolist()
        1.5
    """
    return nansum(x, axis, keepdims) / _counted(x, axis, keepdims)


@composite
def nanvar(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The variance of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanvar([1.0, float("nan"), 3.0]).tolist()
        1.0
    """
    centred = as_tensor(x) - nanmean(x, axis, True)
    return nanmean(centred * centred, axis, keepdims)


@composite
def nanstd(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The standard deviation of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes to go along; None means all. Defaults to None.
        keepdims: Whether those axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanstd([1.0, float("nan"), 3.0]).tolist()
        1.0
    """
    return unary("sqrt", nanvar(x, axis, keepdims))


@composite
def nanargmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The place of the largest of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None means all values in a row. Defaults to None.
        keepdims: Whether that axis stays, with size 1. Defaults to False.

    Returns:
        An int32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanargmax([float("nan"), 2.0]).tolist()
        1
    """
    return reduction.argmax(_filled(x, float("-inf")), axis, keepdims)


@composite
def nanargmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The place of the smallest of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None means all values in a row. Defaults to None.
        keepdims: Whether that axis stays, with size 1. Defaults to False.

    Returns:
        An int32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanargmin([float("nan"), 2.0]).tolist()
        1
    """
    return reduction.argmin(_filled(x, float("inf")), axis, keepdims)


@composite
def nancumsum(x: Any, axis: int | None = None, dtype: Any = None) -> Any:
    """Running sums in which nan changes nothing.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None means all values in a row. Defaults to None.
        dtype: The dtype of the result. Defaults to that of `x`.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nancumsum([1.0, float("nan"), 2.0]).tolist()
        [1.0, 1.0, 3.0]
    """
    return reduction.cumsum(_filled(x, 0.0), axis, dtype)


@composite
def nancumprod(x: Any, axis: int | None = None, dtype: Any = None) -> Any:
    """Running products in which nan changes nothing.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None means all values in a row. Defaults to None.
        dtype: The dtype of the result. Defaults to that of `x`.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nancumprod([2.0, float("nan"), 3.0]).tolist()
        [2.0, 2.0, 6.0]
    """
    return reduction.cumprod(_filled(x, 1.0), axis, dtype)


@composite
def fmax(x1: Any, x2: Any) -> Any:
    """The larger of two numbers; where one is nan, the other.

    Args:
        x1: A tensor or number.
        x2: A tensor or number; the shapes must fit together.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.fmax([1.0, float("nan")], [float("nan"), 2.0]).tolist()
        [1.0, 2.0]
    """
    first, second = as_tensor(x1), as_tensor(x2)
    return binary(
        "maximum", where(isnan(first), second, first), where(isnan(second), first, second)
    )


@composite
def fmin(x1: Any, x2: Any) -> Any:
    """The smaller of two numbers; where one is nan, the other.

    Args:
        x1: A tensor or number.
        x2: A tensor or number; the shapes must fit together.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.fmin([1.0, float("nan")], [float("nan"), 2.0]).tolist()
        [1.0, 2.0]
    """
    first, second = as_tensor(x1), as_tensor(x2)
    return binary(
        "minimum", where(isnan(first), second, first), where(isnan(second), first, second)
    )
