"""Parts of tensors: taking entries, changing entries, choosing by a condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import (
    apply,
    as_tensor,
    binary,
    composite,
    encode,
    unary,
)
from p_vision.ops.shapes import reshape

__all__ = [
    "in_top_k",
    "multi_hot",
    "one_hot",
    "scatter",
    "scatter_update",
    "segment_max",
    "segment_sum",
    "select",
    "slice",
    "slice_update",
    "take",
    "take_along_axis",
    "unravel_index",
    "where",
]


@composite
def take(x: Any, indices: Any, axis: int | None = None) -> Any:
    """Entries at indices along an axis.

    Args:
        x: A tensor.
        indices: Whole numbers of any shape; negative ones count from the end.
        axis: The axis to take along; None takes from all values flat.

    Returns:
        A tensor with `axis` replaced by the shape of `indices`.

    Raises:
        IndexOutOfRangeError: on Cpu, for an index beyond the end.

    Example:
        >>> from p_vision import ops
        >>> ops.take([10, 20, 30], [2, 0]).tolist()
        [30, 10]
    """
    if axis is None:
        x, axis = unary("reshape", x, '{"shape":[-1]}'), 0
    return apply("take", (x, _whole(indices)), encode(axis=int(axis)))


def _whole(indices: Any) -> Any:
    indices = as_tensor(indices)
    return indices if indices.dtype == "int32" else unary("cast", indices, encode(dtype="int32"))


@composite
def take_along_axis(x: Any, indices: Any, axis: int | None = None) -> Any:
    """For each place along the other axes, the entry its own index names.

    Args:
        x: A tensor.
        indices: Whole numbers; the shape of `x` but for the size of `axis`.
        axis: The axis to take along; None takes from all values flat.

    Returns:
        A tensor of the shape of `indices`.

    Example:
        >>> from p_vision import ops
        >>> ops.take_along_axis([[1, 2], [3, 4]], [[1], [0]], axis=1).tolist()
        [[2], [3]]
    """
    if axis is None:
        x, axis = unary("reshape", x, '{"shape":[-1]}'), 0
    return apply("take_along_axis", (x, _whole(indices)), encode(axis=int(axis)))


def where(condition: Any, x1: Any = None, x2: Any = None) -> Any:
    """Values of `x1` where a condition is true, of `x2` elsewhere.

    Args:
        condition: A bool tensor.
        x1: A tensor or number; with `x2` left out too, the indices of true
            places are returned as with `nonzero`.
        x2: A tensor or number. All three shapes must fit together.

    Returns:
        A tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> ops.where([True, False], [1.0, 2.0], 0.0).tolist()
        [1.0, 0.0]
    """
    if x1 is None and x2 is None:
        from p_vision.ops.sorting import nonzero

        return nonzero(condition)
    if x1 is None or x2 is None:
        raise ArgumentError("where takes a condition alone, or a condition with both x1 and x2.")
    return _where(condition, x1, x2)


@composite
def _where(condition: Any, x1: Any, x2: Any) -> Any:
    condition = as_tensor(condition)
    if condition.dtype != "bool":
        condition = binary("not_equal", condition, 0)
    x1, x2 = _alike(x1, x2)
    return apply("where", (condition, x1, x2))


def _alike(x1: Any, x2: Any) -> tuple[Any, Any]:
    """Python numbers take the dtype of the other side where they fit it."""
    number = int | float
    if isinstance(x1, number) and not isinstance(x2, number):
        x2 = as_tensor(x2)
        return _weak(x1, x2.dtype), x2
    if isinstance(x2, number) and not isinstance(x1, number):
        x1 = as_tensor(x1)
        return x1, _weak(x2, x1.dtype)
    return x1, x2


def _weak(value: int | float, dtype: str) -> int | float:
    return float(value) if dtype == "float32" else value


@composite
def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> Any:
    """For each place, the value that belongs to the first true condition.

    Args:
        condlist: Bool tensors.
        choicelist: As many tensors or numbers.
        default: The value where no condition is true. Defaults to 0.

    Returns:
        A tensor of the common shape.

    Example:
        >>> from p_vision import ops
        >>> x = ops.arange(4)
        >>> ops.select([x < 1, x > 2], [x - 10, x + 10], 0).tolist()
        [-10, 0, 0, 13]
    """
    found = default
    for condition, choice in reversed(list(zip(condlist, choicelist, strict=True))):
        found = where(condition, choice, found)
    return found


@composite
def slice(inputs: Any, start_indices: Any, shape: Any) -> Any:
    """A block of a tensor.

    Args:
        inputs: A tensor of any shape but ().
        start_indices: Where the block begins, one number for each axis.
        shape: The shape of the block; -1 goes to the end.

    Returns:
        A tensor of shape `shape`.

    Example:
        >>> from p_vision import ops
        >>> ops.slice([[1, 2, 3], [4, 5, 6]], (0, 1), (2, 2)).tolist()
        [[2, 3], [5, 6]]
    """
    x = as_tensor(inputs)
    starts = [int(start) for start in start_indices]
    sizes = [int(size) for size in shape]
    if len(starts) != len(x.shape) or len(sizes) != len(x.shape):
        raise ShapeError(
            f"slice needs a start and a size for each of the {len(x.shape)} axes of {x.shape}."
        )
    ends = [
        length if size == -1 else start + size
        for start, size, length in zip(starts, sizes, x.shape, strict=True)
    ]
    for start, end, length in zip(starts, ends, x.shape, strict=True):
        if start < 0 or end > length:
            raise ShapeError(f"slice: {start} to {end} does not lie within shape {x.shape}.")
    return unary(
        "slice",
        x,
        encode(starts=tuple(starts), stops=tuple(ends), strides=(1,) * len(starts), squeeze=()),
    )


@composite
def slice_update(inputs: Any, start_indices: Any, updates: Any) -> Any:
    """A copy of a tensor with a block replaced.

    Args:
        inputs: A tensor of any shape but ().
        start_indices: Where the block begins, one number for each axis.
        updates: The block.

    Returns:
        A tensor of the shape of `inputs`.

    Example:
        >>> from p_vision import ops
        >>> ops.slice_update([1, 2, 3], (1,), [9]).tolist()
        [1, 9, 3]
    """
    starts = tuple(int(start) for start in start_indices)
    return apply("slice_update", (inputs, updates), encode(starts=starts))


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
def scatter_update(inputs: Any, indices: Any, updates: Any) -> Any:
    """A copy of a tensor with the values at indices replaced.

    Args:
        inputs: A tensor.
        indices: Whole numbers of shape (n, k): n places in the first k axes.
        updates: A tensor of shape (n, *inputs.shape[k:]).

    Returns:
        A tensor of the shape of `inputs`.

    Example:
        >>> from p_vision import ops
        >>> ops.scatter_update([1, 2, 3], [[0], [2]], [7, 9]).tolist()
        [7, 2, 9]
    """
    return _scattered("scatter_update", as_tensor(inputs), indices, as_tensor(updates))


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
    return reshape(apply(op, (flat, rows, values)), x.shape)


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
def one_hot(
    x: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Any:
    """Class numbers as vectors with a single 1.

    Args:
        x: Whole numbers of any shape; those outside 0 to num_classes - 1 become zeros.
        num_classes: The length of the vectors.
        axis: Where the new axis stands. Defaults to -1.
        dtype: The dtype of the result. Defaults to float32.
        sparse: Accepted for Keras; must be False.

    Returns:
        A tensor with one more axis.

    Example:
        >>> from p_vision import ops
        >>> ops.one_hot([0, 2], 3).tolist()
        [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    if sparse:
        raise ArgumentError("one_hot: sparse tensors are not available; leave sparse=False.")
    found = unary("one_hot", _whole(x), encode(num_classes=int(num_classes)))
    if dtype is not None:
        from p_vision.ops.conversion import cast

        found = cast(found, dtype)
    if axis != -1:
        from p_vision.ops.arrangement import moveaxis

        found = moveaxis(found, -1, axis)
    return found


@composite
def multi_hot(
    inputs: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Any:
    """Rows of class numbers as vectors with a 1 for each class present.

    Args:
        inputs: Whole numbers of shape (..., n).
        num_classes: The length of the vectors.
        axis: Where the class axis stands. Defaults to -1.
        dtype: The dtype of the result. Defaults to float32.
        sparse: Accepted for Keras; must be False.

    Returns:
        A tensor of shape (..., num_classes).

    Example:
        >>> from p_vision import ops
        >>> ops.multi_hot([[0, 2], [1, 1]], 3).tolist()
        [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    hot = one_hot(inputs, num_classes, sparse=sparse)
    reduced = len(hot.shape) - 2
    found = unary("max", hot, encode(axes=(reduced,), keepdims=False))
    if axis != -1:
        from p_vision.ops.arrangement import moveaxis

        found = moveaxis(found, -1, axis)
    from p_vision.ops.conversion import cast

    return found if dtype is None else cast(found, dtype)


@composite
def in_top_k(targets: Any, predictions: Any, k: int) -> Any:
    """Whether the target class is among the k largest predictions.

    Args:
        targets: Class numbers of shape (batch,).
        predictions: Scores of shape (batch, classes).
        k: How many of the largest count.

    Returns:
        A bool tensor of shape (batch,).

    Example:
        >>> from p_vision import ops
        >>> ops.in_top_k([2, 0], [[0.1, 0.2, 0.7], [0.1, 0.2, 0.7]], 1).tolist()
        [True, False]
    """
    targets, predictions = _whole(targets), as_tensor(predictions)
    own = take_along_axis(predictions, reshape(targets, (-1, 1)), axis=1)
    above = unary("cast", binary("greater", predictions, own), encode(dtype="int32"))
    rank = unary("sum", above, encode(axes=(1,), keepdims=False))
    finite = unary("isfinite", reshape(own, (-1,)))
    return binary("logical_and", binary("less", rank, int(k)), finite)


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
    data, ids = as_tensor(data), _whole(segment_ids)
    count = _segments(ids, num_segments)
    from p_vision.ops.creation import arange

    rest = (1,) * (len(data.shape) - 1)
    member = reshape(ids, (1, -1, *rest)) == reshape(arange(count), (-1, 1, *rest))
    masked = where(member, data * 1.0, float("-inf"))
    return unary("max", masked, encode(axes=(1,), keepdims=False))


def _segments(ids: Any, num_segments: int | None) -> int:
    if num_segments is not None:
        return int(num_segments)
    return int(unary("max", ids, encode(axes=None, keepdims=False))) + 1
