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

__all__ = [
    "select",
    "slice",
    "slice_update",
    "take",
    "take_along_axis",
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
