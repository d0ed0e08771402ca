"""Values brought to places that indices name; rows gathered by segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import apply, as_tensor, binary, composite, encode, unary
from p_vision.ops.indexing import _whole, where
from p_vision.ops.shapes import reshape

__all__ = [
    "scatter",
    "scatter_update",
    "segment_max",
    "segment_min",
    "segment_prod",
    "segment_sum",
    "unravel_index",
]


@composite
def scatter(indices: Any, values: Any, shape: Any) -> Any:
    """Zeros with values added at indices.

    Args:
        indices: Whole numbers of shape (n, k): n places in the first k axes.
        values: A tensor of shape (n, *shape[k:]); values of one place add up.
        shape: The shape of the result.

    Returns:
        A tensor of shape `shape`.

    Example:
        >>> from p_vision import ops
        >>> ops.scatter([[0], [2]], [1.0, 5.0], (3,)).tolist()
        [1.0, 0.0, 5.0]
    """
    sizes = tuple(int(size) for size in shape)
    values = as_tensor(values)
    from p_vision.ops.creation import zeros

    return _scattered("scatter_add", zeros(sizes, values.dtype), indices, values)


@composite
def scatter_update(inputs: Any, indices: Any, updates: Any, reduction: str | None = None) -> Any:
    """A copy of a tensor with the values at indices replaced, or joined with others.

    Args:
        inputs: A tensor.
        indices: Whole numbers of shape (n, k): n places in the first k axes.
        updates: A tensor of shape (n, *inputs.shape[k:]).
        reduction: None replaces a value; ``"add"``, ``"mul"``, ``"min"`` and
            ``"max"`` join it with the update. Defaults to None.

    Returns:
        A tensor of the shape of `inputs`.

    Raises:
        ArgumentError: for another reduction.

    Example:
        >>> from p_vision import ops
        >>> ops.scatter_update([1, 2, 3], [[0], [2]], [7, 9]).tolist()
        [7, 2, 9]
    """
    if reduction is None:
        return _scattered("scatter_update", as_tensor(inputs), indices, as_tensor(updates))
    if reduction == "add":
        return _scattered("scatter_add", as_tensor(inputs), indices, as_tensor(updates))
    if reduction not in _JOINED:
        raise ArgumentError(
            f"scatter_update: reduction is None, 'add', 'mul', 'min' or 'max'; it is {reduction!r}."
        )
    return _scattered(reduction, as_tensor(inputs), indices, as_tensor(updates))


#: What joins several updates of one place, what joins them with the value, and what changes
#: nothing.
_JOINED: dict[str, tuple[str, str, float]] = {
    "mul": ("prod", "multiply", 1.0),
    "min": ("min", "minimum", float("inf")),
    "max": ("max", "maximum", float("-inf")),
}


def _scattered(op: str, x: Any, indices: Any, values: Any) -> Any:
    indices = _whole(indices)
    depth = indices.shape[-1]
    if depth > len(x.shape):
        raise ShapeError(f"{op}: indices name {depth} axes, but shape {x.shape} has fewer.")
    rows = flat_index([indices[..., axis] for axis in range(depth)], x.shape[:depth])
    count = 1
    for size in x.shape[:depth]:
        count *= size
    flat = reshape(x, (count, *x.shape[depth:]))
    if op in _JOINED:
        gather, join, nothing = _JOINED[op]
        return reshape(binary(join, flat, _gathered(gather, values, rows, count, nothing)), x.shape)
    return reshape(apply(op, (flat, rows, values)), x.shape)


def _gathered(op: str, values: Any, ids: Any, count: int, nothing: float) -> Any:
    """For each of `count` places, what an operation makes of the rows that belong to it."""
    from p_vision.ops.ranges import arange

    rest = (1,) * (len(values.shape) - 1)
    member = reshape(ids, (1, -1, *rest)) == reshape(arange(count), (-1, 1, *rest))
    masked = where(member, values * 1.0, nothing)
    return unary(op, masked, encode(axes=(1,), keepdims=False))


def flat_index(parts: Sequence[Any], shape: Sequence[int]) -> Any:
    """One index into the flattened axes for several indices, one per axis."""
    found: Any = None
    for part, size in zip(parts, shape, strict=True):
        part = where(part < 0, part + size, part)
        found = part if found is None else found * size + part
    return found


@composite
def unravel_index(indices: Any, shape: Any) -> tuple[Any, ...]:
    """For indices into flattened axes, the index along each axis.

    Args:
        indices: Whole numbers of any shape.
        shape: The shape that was flattened.

    Returns:
        A tuple with an int32 tensor for each axis.

    Example:
        >>> from p_vision import ops
        >>> [index.tolist() for index in ops.unravel_index([1, 5], (2, 3))]
        [[0, 1], [1, 2]]
    """
    rest = _whole(indices)
    found = []
    for size in reversed(tuple(shape)):
        found.append(binary("mod", rest, int(size)))
        rest = binary("floor_divide", rest, int(size))
    return tuple(reversed(found))


@composite
def segment_sum(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Any:
    """Sums of rows that belong to the same segment.

    Args:
        data: A tensor of shape (n, ...).
        segment_ids: The segment of each row, whole numbers of shape (n,).
        num_segments: How many segments; None finds it out from the ids, which
            needs their values.
        sorted: Accepted for Keras; makes no difference.

    Returns:
        A tensor of shape (num_segments, ...).

    Example:
        >>> from p_vision import ops
        >>> ops.segment_sum([1.0, 2.0, 4.0], [0, 0, 1], 2).tolist()
        [3.0, 4.0]
    """
    data, ids = as_tensor(data), _whole(segment_ids)
    count = _segments(ids, num_segments)
    from p_vision.ops.creation import zeros

    return apply("scatter_add", (zeros((count, *data.shape[1:]), data.dtype), ids, data))


@composite
def segment_max(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Any:
    """The largest of the rows that belong to the same segment.

    Args:
        data: A tensor of shape (n, ...).
        segment_ids: The segment of each row, whole numbers of shape (n,).
        num_segments: How many segments; None finds it out from the ids, which
            needs their values.
        sorted: Accepted for Keras; makes no difference.

    Returns:
        A float32 tensor of shape (num_segments, ...); -inf for empty segments.

    Example:
        >>> from p_vision import ops
        >>> ops.segment_max([1.0, 2.0, 4.0], [0, 0, 1], 2).tolist()
        [2.0, 4.0]
    """
    return _segmented("max", data, segment_ids, num_segments, float("-inf"))


@composite
def segment_min(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Any:
    """The smallest of the rows that belong to the same segment.

    Args:
        data: A tensor of shape (n, ...).
        segment_ids: The segment of each row, whole numbers of shape (n,).
        num_segments: How many segments; None finds it out from the ids, which
            needs their values.
        sorted: Accepted for Keras; makes no difference.

    Returns:
        A float32 tensor of shape (num_segments, ...); inf for empty segments.

    Example:
        >>> from p_vision import ops
        >>> ops.segment_min([1.0, 2.0, 4.0], [0, 0, 1], 2).tolist()
        [1.0, 4.0]
    """
    return _segmented("min", data, segment_ids, num_segments, float("inf"))


@composite
def segment_prod(
    data: Any, segment_ids: Any, num_segments: int | None = None, sorted: bool = False
) -> Any:
    """The products of the rows that belong to the same segment.

    Args:
        data: A tensor of shape (n, ...).
        segment_ids: The segment of each row, whole numbers of shape (n,).
        num_segments: How many segments; None finds it out from the ids, which
            needs their values.
        sorted: Accepted for Keras; makes no difference.

    Returns:
        A float32 tensor of shape (num_segments, ...); 1 for empty segments.

    Example:
        >>> from p_vision import ops
        >>> ops.segment_prod([1.0, 2.0, 4.0], [0, 0, 1], 2).tolist()
        [2.0, 4.0]
    """
    return _segmented("prod", data, segment_ids, num_segments, 1.0)


def _segmented(
    op: str, data: Any, segment_ids: Any, num_segments: int | None, nothing: float
) -> Any:
    data, ids = as_tensor(data), _whole(segment_ids)
    return _gathered(op, data, ids, _segments(ids, num_segments), nothing)


def _segments(ids: Any, num_segments: int | None) -> int:
    if num_segments is not None:
        return int(num_segments)
    return int(unary("max", ids, encode(axes=None, keepdims=False))) + 1
