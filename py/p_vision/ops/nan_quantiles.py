"""Medians and quantiles that leave out what is not a number (nan)."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops.bounds import isnan
from p_vision.ops.conversion import cast
from p_vision.ops.indexing import take_along_axis, where
from p_vision.ops.shapes import reshape, squeeze, stack
from p_vision.ops.sorting import sort
from p_vision.ops.statistics import gathered

__all__ = ["nanmedian", "nanpercentile", "nanquantile"]

_METHODS = ("linear", "lower", "higher", "nearest", "midpoint")


@composite
def nanquantile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Any:
    """The values below which given shares of the numbers lie; nan does not count.

    Args:
        x: A tensor of any shape.
        q: A share from 0 to 1, or a list of them.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        method: ``"linear"``, ``"lower"``, ``"higher"``, ``"nearest"`` or
            ``"midpoint"`` between two values. Defaults to ``"linear"``.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor; with a list of shares it has a first axis for them.

    Raises:
        ArgumentError: for another method.

    Example:
        >>> from p_vision import ops
        >>> ops.nanquantile([1.0, float("nan"), 2.0], 0.5).tolist()
        1.5
    """
    if method not in _METHODS:
        raise ArgumentError(
            f"nanquantile: method is one of {', '.join(_METHODS)}; it is {method!r}."
        )
    rows, kept = gathered(x, axis, "nanquantile")
    none = isnan(rows)
    counted = unary("cast", unary("logical_not", none), encode(dtype="float32"))
    count = unary("sum", counted, encode(axes=(-1,), keepdims=True))
    ordered = sort(where(none, float("inf"), rows), -1)
    single = isinstance(q, int | float)
    shares = [q] if single else as_tensor(q).tolist()
    shares = shares if isinstance(shares, list) else [shares]
    found = [_between(ordered, count, float(share), method) for share in shares]
    if keepdims:
        found = [reshape(part, kept) for part in found]
    return found[0] if single or not as_tensor(q).shape else stack(found, 0)


def _between(ordered: Any, count: Any, share: float, method: str) -> Any:
    place = unary("relu", (count - 1.0) * share)
    low = unary("floor", place)
    high = binary("minimum", low + 1.0, unary("relu", count - 1.0))
    part = place - low
    if method == "lower":
        part = part * 0.0
    elif method == "higher":
        part = cast(part > 0, "float32")
    elif method == "nearest":
        part = unary("round", place) - low
    elif method == "midpoint":
        part = cast(part > 0, "float32") * 0.5
    below = take_along_axis(ordered, cast(low, "int32"), axis=-1)
    above = take_along_axis(ordered, cast(high, "int32"), axis=-1)
    # Not by a product with 0, which would make nan of the infinite values at the end.
    found = below + where(part > 0, above - below, 0.0) * part
    return squeeze(where(count > 0, found, float("nan")), -1)


@composite
def nanpercentile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Any:
    """Like `nanquantile`, with shares from 0 to 100.

    Args:
        x: A tensor of any shape.
        q: A share from 0 to 100, or a list of them.
        axis: The axis or axes that are gathered up; None means all.
        method: As for `nanquantile`. Defaults to ``"linear"``.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor; with a list of shares it has a first axis for them.

    Example:
        >>> from p_vision import ops
        >>> ops.nanpercentile([1.0, float("nan"), 2.0], 100).tolist()
        2.0
    """
    shares = q / 100.0 if isinstance(q, int | float) else as_tensor(q) / 100.0
    return nanquantile(x, shares, axis, method, keepdims)


@composite
def nanmedian(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The middle of the numbers that are not nan.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.nanmedian([1.0, float("nan"), 2.0, 9.0]).tolist()
        2.0
    """
    return nanquantile(x, 0.5, axis, "linear", keepdims)
