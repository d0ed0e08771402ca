"""Quantiles, correlations, differences."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import as_tensor, axes_of, binary, composite, encode, normal_axis, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.linalg import matmul
from p_vision.ops.shapes import reshape, stack
from p_vision.ops.sorting import sort

__all__ = [
    "corrcoef",
    "diff",
    "median",
    "percentile",
    "quantile",
    "trapezoid",
]


@composite
def quantile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Any:
    """The values below which given shares of the values lie.

    Args:
        x: A tensor of any shape.
        q: A share from 0 to 1, or a list of them.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        method: ``"linear"``, ``"lower"``, ``"higher"``, ``"nearest"`` or
            ``"midpoint"`` between two values. Defaults to ``"linear"``.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor; with a list of shares it has a first axis for them.

    Example:
        >>> from p_vision import ops
        >>> ops.quantile([1.0, 2.0, 3.0, 4.0], 0.5).tolist()
        2.5
    """
    rows, kept = gathered(x, axis, "quantile")
    ordered = sort(rows, -1)
    shares = [float(q)] if isinstance(q, int | float) else [float(share) for share in _listed(q)]
    found = [_between(ordered, share, method) for share in shares]
    if keepdims:
        found = [reshape(part, kept) for part in found]
    return found[0] if isinstance(q, int | float) else stack(found, 0)


def gathered(x: Any, axis: Any, op: str) -> tuple[Any, tuple[int, ...]]:
    """The values of some axes in one last axis, and the shape of a result that keeps them."""
    x = as_tensor(x) * 1.0
    rank = len(x.shape)
    wanted = range(rank) if axis is None else axes_of(axis) or ()
    axes = sorted(normal_axis(place, rank, op) for place in wanted)
    rest = [place for place in range(rank) if place not in axes]
    rows = reshape(transpose(x, [*rest, *axes]), (*(x.shape[place] for place in rest), -1))
    return rows, tuple(1 if place in axes else size for place, size in enumerate(x.shape))


def _listed(q: Any) -> list[float]:
    values = q.tolist() if hasattr(q, "tolist") else list(q)
    return values if isinstance(values, list) else [values]


def _between(ordered: Any, share: float, method: str) -> Any:
    if not 0.0 <= share <= 1.0:
        raise ArgumentError(f"quantile: a share lies between 0 and 1; this is {share}.")
    place = share * (ordered.shape[-1] - 1)
    low = int(place)
    high = min(low + 1, ordered.shape[-1] - 1)
    part = place - low
    weights = {
        "linear": part,
        "lower": 0.0,
        "higher": 1.0 if part > 0 else 0.0,
        "nearest": float(round(place) - low),
        "midpoint": 0.5 if part > 0 else 0.0,
    }
    if method not in weights:
        raise ArgumentError(f"quantile: method is one of {', '.join(weights)}; it is {method!r}.")
    weight = weights[method]
    if weight == 0.0:
        return ordered[..., low]
    return ordered[..., low] * (1.0 - weight) + ordered[..., high] * weight


@composite
def percentile(
    x: Any, q: Any, axis: Any = None, method: str = "linear", keepdims: bool = False
) -> Any:
    """Like `quantile`, with shares from 0 to 100.

    Args:
        x: A tensor of any shape.
        q: A share from 0 to 100, or a list of them.
        axis: The axis or axes that are gathered up; None means all.
        method: As for `quantile`. Defaults to ``"linear"``.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor; with a list of shares it has a first axis for them.

    Example:
        >>> from p_vision import ops
        >>> ops.percentile([1.0, 2.0, 3.0], 50).tolist()
        2.0
    """
    shares = q / 100.0 if isinstance(q, int | float) else [share / 100.0 for share in _listed(q)]
    return quantile(x, shares, axis, method, keepdims)


@composite
def median(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The middle value; the mean of the two middle ones of an even number.

    Args:
        x: A tensor of any shape.
        axis: The axis or axes that are gathered up; None means all. Defaults to None.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.median([3.0, 1.0, 10.0]).tolist()
        3.0
    """
    return quantile(x, 0.5, axis, "linear", keepdims)


@composite
def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    """The differences of neighbours along an axis.

    Args:
        a: A tensor of any shape but ().
        n: How often the difference is taken. Defaults to 1.
        axis: The axis to go along. Defaults to -1.

    Returns:
        A tensor with n entries less along `axis`.

    Example:
        >>> from p_vision import ops
        >>> ops.diff([1, 4, 9]).tolist()
        [3, 5]
    """
    x = moveaxis(as_tensor(a), axis, -1)
    for _ in range(n):
        x = binary("subtract", x[..., 1:], x[..., :-1])
    return moveaxis(x, -1, axis)


@composite
def corrcoef(x: Any) -> Any:
    """The correlations between rows.

    Args:
        x: A tensor of shape (variables, observations), or (observations,).

    Returns:
        A float32 tensor of shape (variables, variables), or () for one.

    Example:
        >>> from p_vision import ops
        >>> print(ops.corrcoef([[1.0, 2.0, 3.0], [2.0, 4.0, 6.5]]).numpy().round(3))
        [[1.    0.998]
         [0.998 1.   ]]
    """
    x = as_tensor(x) * 1.0
    if len(x.shape) < 2:
        x = reshape(x, (1, -1))
    centred = x - unary("mean", x, encode(axes=(1,), keepdims=True))
    covariance = matmul(centred, transpose(centred))
    spread = unary("sqrt", unary("sum", unary("square", centred), encode(axes=(1,), keepdims=True)))
    found = covariance / matmul(spread, transpose(spread))
    found = unary("clip", found, encode(min=-1.0, max=1.0))
    return reshape(found, ()) if x.shape[0] == 1 else found


@composite
def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """The area under a curve, by trapezoids.

    Args:
        y: The heights.
        x: Where they are, of shape (n,) or that of `y`; None for even distances.
        dx: The distance between places when `x` is None. Defaults to 1.0.
        axis: The axis to go along. Defaults to -1.

    Returns:
        A float32 tensor without that axis.

    Example:
        >>> from p_vision import ops
        >>> ops.trapezoid([1.0, 2.0, 3.0]).tolist()
        4.0
    """
    y = moveaxis(as_tensor(y) * 1.0, axis, -1)
    width: Any = float(dx)
    if x is not None:
        x = as_tensor(x)
        width = diff(moveaxis(x, axis, -1) if len(x.shape) > 1 else x)
    areas = (y[..., 1:] + y[..., :-1]) * 0.5 * width
    return unary("sum", areas, encode(axes=(-1,), keepdims=False))
