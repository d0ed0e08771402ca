"""Order: sorting, the largest values, counts, places of values."""

from __future__ import annotations

from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ArgumentError, ShapeError, ValueNeededError
from p_vision.ops._apply import (
    _on_one_engine,
    apply,
    apply_many,
    as_tensor,
    binary,
    composite,
    encode,
    unary,
)
from p_vision.tensor import Tensor
from p_vision.tracing import SymbolicTensor

__all__ = [
    "argpartition",
    "argsort",
    "bincount",
    "boolean_mask",
    "digitize",
    "histogram",
    "nonzero",
    "searchsorted",
    "sort",
    "top_k",
    "unique",
]


def _on_host(op: str, values: tuple[Any, ...], attrs: str = "", count: int = 1) -> list[Tensor]:
    """Run an operation whose result shape depends on values."""
    ready = [as_tensor(value) for value in values]
    if any(isinstance(value, SymbolicTensor) for value in ready):
        raise ValueNeededError(
            f"The shape of the result of {op} depends on values, which are not known while a step "
            "is being recorded. Use ops.where, or run the code eagerly "
            "(compile(..., run_eagerly=True))."
        )
    tensors = _on_one_engine(op, ready)
    engine = tensors[0]._engine
    first = engine.host_op(op, ",".join(str(value._handle) for value in tensors), attrs)
    return [Tensor(first + index, engine) for index in range(count)]


def sort(x: Any, axis: int = -1, descending: bool = False) -> Any:
    """The values in ascending order along an axis.

    Args:
        x: A tensor of any shape but ().
        axis: The axis that is ordered. Defaults to -1.
        descending: Whether the largest comes first. Defaults to False.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.sort([3, 1, 2]).tolist()
        [1, 2, 3]
    """
    return unary("sort", x, encode(axis=int(axis), descending=bool(descending)))


def argsort(x: Any, axis: int = -1, descending: bool = False) -> Any:
    """The indices that put the values in order.

    Args:
        x: A tensor of any shape but ().
        axis: The axis that is ordered. Defaults to -1.
        descending: Whether the largest comes first. Defaults to False.

    Returns:
        An int32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.argsort([30, 10, 20]).tolist()
        [1, 2, 0]
    """
    return unary("argsort", x, encode(axis=int(axis), descending=bool(descending)))


def argpartition(x: Any, kth: int, axis: int = -1) -> Any:
    """Indices that put the k smallest values first; here in full order.

    Args:
        x: A tensor of any shape but ().
        kth: Which value is certain to stand in its place.
        axis: The axis that is ordered. Defaults to -1.

    Returns:
        An int32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.argpartition([30, 10, 20], 1).tolist()
        [1, 2, 0]
    """
    return argsort(x, axis)


@composite
def top_k(x: Any, k: int, sorted: bool = True) -> tuple[Any, Any]:
    """The largest values along the last axis, and where they are.

    Args:
        x: A tensor of any shape but ().
        k: How many.
        sorted: Accepted for Keras; the result always is.

    Returns:
        Two tensors of shape (..., k): the values and their int32 indices.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.top_k([1.0, 9.0, 5.0], 2)]
        [[9.0, 5.0], [1, 2]]
    """
    x = as_tensor(x)
    if not x.shape or not 1 <= k <= x.shape[-1]:
        raise ArgumentError(f"top_k: k must be 1 to the last size of {x.shape}; it is {k}.")
    values, indices = apply_many("top_k", (x,), encode(k=int(k)), 2)
    return values, indices


def nonzero(x: Any) -> tuple[Any, ...]:
    """Where a tensor is not 0.

    Args:
        x: A tensor of any shape but ().

    Returns:
        A tuple with an int32 tensor of indices for each axis.

    Raises:
        ShapeError: when there is no such place.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> [index.tolist() for index in ops.nonzero([[0, 5], [7, 0]])]
        [[0, 1], [1, 0]]
    """
    x = as_tensor(x)
    if isinstance(x, Tensor) and not bool(unary("any", x, encode(axes=None, keepdims=False))):
        raise ShapeError("nonzero: all values are 0, and a tensor cannot be empty.")
    places = _on_host("nonzero", (x,))[0]
    return tuple(places[:, axis] for axis in range(len(x.shape)))


def unique(x: Any) -> Any:
    """The different values of a tensor, in ascending order.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of shape (count,).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.unique([3, 1, 3]).tolist()
        [1, 3]
    """
    return _on_host("unique", (x,))[0]


def boolean_mask(x: Any, mask: Any) -> Any:
    """The entries at which a mask is true, as ``x[mask]``.

    Args:
        x: A tensor.
        mask: A bool tensor of the sizes of the first axes of `x`.

    Returns:
        A tensor of shape (count, *other axes).

    Raises:
        ShapeError: when the mask is true nowhere.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.boolean_mask([1, 2, 3], [True, False, True]).tolist()
        [1, 3]
    """
    mask = as_tensor(mask)
    if isinstance(mask, Tensor) and not bool(unary("any", mask, encode(axes=None, keepdims=False))):
        raise ShapeError("The mask is true nowhere, and a tensor cannot be empty.")
    return _on_host("boolean_mask", (x, mask))[0]


@composite
def searchsorted(sorted_sequence: Any, values: Any, side: str = "left") -> Any:
    """Where values would stand in an ordered sequence.

    Args:
        sorted_sequence: Numbers in ascending order, of shape (n,).
        values: A tensor of any shape.
        side: ``"left"`` before equal numbers, ``"right"`` after them.

    Returns:
        An int32 tensor of the shape of `values`.

    Example:
        >>> from p_vision import ops
        >>> ops.searchsorted([1, 3, 5], [3, 4]).tolist()
        [1, 2]
    """
    if side not in ("left", "right"):
        raise ArgumentError(f"searchsorted: side is 'left' or 'right'; it is {side!r}.")
    sequence, values = as_tensor(sorted_sequence), as_tensor(values)
    column = unary("reshape", values, encode(shape=(*values.shape, 1)))
    before = binary("less" if side == "left" else "less_equal", sequence, column)
    counted = unary("cast", before, encode(dtype="int32"))
    return unary("sum", counted, encode(axes=(-1,), keepdims=False))


def digitize(x: Any, bins: Any) -> Any:
    """Which bin each value falls into.

    Args:
        x: A tensor of any shape.
        bins: The borders in ascending order, of shape (n,).

    Returns:
        An int32 tensor of the shape of `x`: 0 below the first border, n from the last on.

    Example:
        >>> from p_vision import ops
        >>> ops.digitize([0.5, 1.5, 9.0], [1.0, 2.0]).tolist()
        [0, 1, 2]
    """
    return searchsorted(bins, x, side="right")


@composite
def bincount(x: Any, weights: Any = None, minlength: int = 0, sparse: bool = False) -> Any:
    """How often each whole number occurs.

    Args:
        x: Whole numbers from 0 on, of shape (n,) or (batch, n).
        weights: What each occurrence counts; None counts 1. Defaults to None.
        minlength: The smallest length of the result; while a step is recorded
            it is the length. Defaults to 0.
        sparse: Accepted for Keras; must be False.

    Returns:
        A tensor of shape (count,) or (batch, count), int32 without weights.

    Example:
        >>> from p_vision import ops
        >>> ops.bincount([0, 2, 2]).tolist()
        [1, 0, 2]
    """
    if sparse:
        raise ArgumentError("bincount: sparse tensors are not available; leave sparse=False.")
    x = as_tensor(x)
    if isinstance(x, SymbolicTensor) and scopes.trace is not None:
        if not minlength:
            raise ValueNeededError("bincount needs minlength= while a step is being recorded.")
        length = minlength
    else:
        length = int(unary("max", x, encode(axes=None, keepdims=False))) + 1
        length = length if length > minlength else minlength
    hot = unary("one_hot", x, encode(num_classes=length))
    if weights is not None:
        weights = as_tensor(weights)
        hot = hot * unary("reshape", weights, encode(shape=(*weights.shape, 1)))
    counts = unary("sum", hot, encode(axes=(-2,), keepdims=False))
    return counts if weights is not None else unary("cast", counts, encode(dtype="int32"))


def histogram(x: Any, bins: int = 10, range: tuple[float, float] | None = None) -> tuple[Any, Any]:
    """How many values fall into each of several bins of equal width.

    Args:
        x: A tensor of any shape.
        bins: How many bins. Defaults to 10.
        range: The lower and upper end; None takes the extremes of `x`.

    Returns:
        The counts, an int32 tensor of shape (bins,), and the borders (bins + 1,).

    Example:
        >>> from p_vision import ops
        >>> ops.histogram([0.0, 1.0, 1.5, 4.0], bins=2)[0].tolist()
        [3, 1]
    """
    from p_vision.ops.ranges import linspace

    flat = unary("reshape", as_tensor(x), '{"shape":[-1]}') * 1.0
    everything = encode(axes=None, keepdims=False)
    low, high = range or (
        float(unary("min", flat, everything)),
        float(unary("max", flat, everything)),
    )
    if low == high:
        low, high = low - 0.5, high + 0.5
    place = unary("floor", (flat - float(low)) * (float(bins) / (float(high) - float(low))))
    # The upper end belongs to the last bin; what lies outside belongs to none.
    place = apply("where", (binary("equal", flat, float(high)), float(bins - 1), place))
    hot = unary(
        "one_hot", unary("cast", place, encode(dtype="int32")), encode(num_classes=int(bins))
    )
    counts = unary(
        "cast", unary("sum", hot, encode(axes=(0,), keepdims=False)), encode(dtype="int32")
    )
    return counts, linspace(float(low), float(high), bins + 1)
