"""Many values made one: sums, means, extremes, along chosen axes."""

from __future__ import annotations

from typing import Any

from p_vision.dtypes import standardize_dtype
from p_vision.ops._apply import (
    as_tensor,
    axes_of,
    binary,
    composite,
    encode,
    normal_axis,
    unary,
)

__all__ = [
    "all",
    "amax",
    "amin",
    "any",
    "argmax",
    "argmin",
    "average",
    "count_nonzero",
    "cumprod",
    "cumsum",
    "logsumexp",
    "max",
    "mean",
    "min",
    "prod",
    "ptp",
    "std",
    "sum",
    "var",
]


def _reduced(op: str, x: Any, axis: Any, keepdims: bool) -> Any:
    return unary(op, x, encode(axes=axes_of(axis), keepdims=bool(keepdims)))


def sum(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The sum of the values.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A tensor of sums; bool counts as int32.

    Example:
        >>> from p_vision import ops
        >>> ops.sum([[1, 2], [3, 4]], axis=0).tolist()
        [4, 6]
    """
    return _reduced("sum", x, axis, keepdims)


def prod(x: Any, axis: Any = None, keepdims: bool = False, dtype: Any = None) -> Any:
    """The product of the values.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.
        dtype: The dtype of the result. None takes that of `x`.

    Returns:
        A tensor of products.

    Example:
        >>> from p_vision import ops
        >>> ops.prod([1, 2, 3]).tolist()
        6
    """
    found = _reduced("prod", x, axis, keepdims)
    return found if dtype is None else unary("cast", found, encode(dtype=standardize_dtype(dtype)))


def mean(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The mean of the values.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor of means.

    Example:
        >>> from p_vision import ops
        >>> ops.mean([[1.0, 2.0], [3.0, 5.0]], axis=1).tolist()
        [1.5, 4.0]
    """
    return _reduced("mean", x, axis, keepdims)


def var(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The variance of the values: their mean squared distance from the mean.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor of variances.

    Example:
        >>> from p_vision import ops
        >>> ops.var([1.0, 2.0, 3.0, 4.0]).tolist()
        1.25
    """
    return _reduced("var", x, axis, keepdims)


def std(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The standard deviation of the values: the square root of the variance.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.std([1.0, 3.0]).tolist()
        1.0
    """
    return _reduced("std", x, axis, keepdims)


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether any value is true (not 0).

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A bool tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.any([[True, False], [False, False]], axis=1).tolist()
        [True, False]
    """
    return _reduced("any", x, axis, keepdims)


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether all values are true (not 0).

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A bool tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.all([[True, False], [True, True]], axis=1).tolist()
        [False, True]
    """
    return _reduced("all", x, axis, keepdims)


def max(x: Any, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Any:
    """The largest value.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.
        initial: A value that takes part too; None for none. Defaults to None.

    Returns:
        A tensor of the same dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.max([[1, 5], [7, 2]], axis=1).tolist()
        [5, 7]
    """
    found = _reduced("max", x, axis, keepdims)
    return found if initial is None else binary("maximum", found, initial)


def min(x: Any, axis: Any = None, keepdims: bool = False, initial: Any = None) -> Any:
    """The smallest value.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.
        initial: A value that takes part too; None for none. Defaults to None.

    Returns:
        A tensor of the same dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.min([[1, 5], [7, 2]], axis=1).tolist()
        [1, 2]
    """
    found = _reduced("min", x, axis, keepdims)
    return found if initial is None else binary("minimum", found, initial)


amax = max
amin = min


def logsumexp(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """log(sum(exp(x))), without overflow.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> print(ops.logsumexp([0.0, 0.0]).numpy().round(3))
        0.693
    """
    return _reduced("logsumexp", x, axis, keepdims)


@composite
def count_nonzero(x: Any, axis: Any = None) -> Any:
    """How many values are not 0.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.

    Returns:
        An int32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.count_nonzero([[0, 1], [2, 3]], axis=1).tolist()
        [1, 2]
    """
    present = unary("cast", binary("not_equal", as_tensor(x), 0), encode(dtype="int32"))
    return _reduced("sum", present, axis, False)


@composite
def ptp(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The distance from the smallest to the largest value.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A tensor of the same dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.ptp([3.0, 8.0, 5.0]).tolist()
        5.0
    """
    return _reduced("max", x, axis, keepdims) - _reduced("min", x, axis, keepdims)


@composite
def average(x: Any, axis: Any = None, weights: Any = None) -> Any:
    """The mean of the values, weighted.

    Args:
        x: A tensor of any shape.
        axis: The axis that is gathered up; None means all. Defaults to None.
        weights: The weight of each value: of the shape of `x`, or of one axis.
            None weighs all alike. Defaults to None.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.average([1.0, 3.0], weights=[3.0, 1.0]).tolist()
        1.5
    """
    if weights is None:
        return _reduced("mean", x, axis, False)
    x, weights = as_tensor(x), as_tensor(weights) * 1.0
    if len(weights.shape) == 1 and len(x.shape) > 1 and isinstance(axis, int):
        shape = [1] * len(x.shape)
        shape[normal_axis(axis, len(x.shape), "average")] = -1
        weights = unary("reshape", weights, encode(shape=tuple(shape)))
    weights = unary("broadcast_to", weights, encode(shape=tuple(x.shape)))
    return _reduced("sum", x * weights, axis, False) / _reduced("sum", weights, axis, False)


def argmax(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The index of the largest value; the first where there are several.

    Args:
        x: A tensor of any shape.
        axis: The axis to look along; None takes all values flat. Defaults to None.
        keepdims: Whether that axis stays, with size 1. Defaults to False.

    Returns:
        An int32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.argmax([[1, 5], [7, 2]], axis=1).tolist()
        [1, 0]
    """
    return unary("argmax", x, encode(axis=axis, keepdims=bool(keepdims)))


def argmin(x: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    """The index of the smallest value; the first where there are several.

    Args:
        x: A tensor of any shape.
        axis: The axis to look along; None takes all values flat. Defaults to None.
        keepdims: Whether that axis stays, with size 1. Defaults to False.

    Returns:
        An int32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.argmin([[1, 5], [7, 2]], axis=1).tolist()
        [0, 1]
    """
    return unary("argmin", x, encode(axis=axis, keepdims=bool(keepdims)))


@composite
def cumsum(x: Any, axis: int | None = None, dtype: Any = None) -> Any:
    """The sum of all values up to and including each place.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None takes all values flat. Defaults to None.
        dtype: The dtype of the result; None keeps that of `x`.

    Returns:
        A tensor of the same shape, or flat where `axis` is None.

    Example:
        >>> from p_vision import ops
        >>> ops.cumsum([1, 2, 3]).tolist()
        [1, 3, 6]
    """
    return _cumulated("cumsum", x, axis, dtype)


@composite
def cumprod(x: Any, axis: int | None = None, dtype: Any = None) -> Any:
    """The product of all values up to and including each place.

    Args:
        x: A tensor of any shape.
        axis: The axis to go along; None takes all values flat. Defaults to None.
        dtype: The dtype of the result; None keeps that of `x`.

    Returns:
        A tensor of the same shape, or flat where `axis` is None.

    Example:
        >>> from p_vision import ops
        >>> ops.cumprod([1, 2, 3]).tolist()
        [1, 2, 6]
    """
    return _cumulated("cumprod", x, axis, dtype)


def _cumulated(op: str, x: Any, axis: int | None, dtype: Any) -> Any:
    if dtype is not None:
        x = unary("cast", x, encode(dtype=standardize_dtype(dtype)))
    if axis is None:
        x, axis = unary("reshape", x, '{"shape":[-1]}'), 0
    return unary(op, x, encode(axis=int(axis), reverse=False, exclusive=False))
