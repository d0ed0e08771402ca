"""The same values in another shape, and tensors put together or taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import (
    apply,
    apply_many,
    as_tensor,
    axes_of,
    composite,
    encode,
    normal_axis,
    unary,
)

__all__ = [
    "append",
    "array_split",
    "concatenate",
    "expand_dims",
    "flatten",
    "hstack",
    "ravel",
    "reshape",
    "split",
    "squeeze",
    "stack",
    "unstack",
    "vstack",
]


def _sizes(shape: Any) -> tuple[int, ...]:
    if isinstance(shape, int):
        return (shape,)
    return tuple(int(size) for size in shape)


def reshape(x: Any, newshape: Any) -> Any:
    """The same values, in the same order, in another shape.

    Args:
        x: A tensor of any shape.
        newshape: The new sizes; one of them may be -1 and is then found out.

    Returns:
        A tensor of the new shape.

    Raises:
        ShapeError: when the values do not fill the new shape.

    Example:
        >>> from p_vision import ops
        >>> ops.reshape([1, 2, 3, 4], (2, -1)).tolist()
        [[1, 2], [3, 4]]
    """
    sizes = tuple(newshape) if not isinstance(newshape, int) else (newshape,)
    if None in sizes:
        return unary("reshape", x, encode(shape=tuple(-1 if s is None else int(s) for s in sizes)))
    return unary("reshape", x, encode(shape=_sizes(sizes)))


def ravel(x: Any) -> Any:
    """The values in one axis.

    Args:
        x: A tensor of any shape.

    Returns:
        A tensor of shape (number of values,).

    Example:
        >>> from p_vision import ops
        >>> ops.ravel([[1, 2], [3, 4]]).tolist()
        [1, 2, 3, 4]
    """
    return unary("reshape", x, '{"shape":[-1]}')


flatten = ravel


@composite
def expand_dims(x: Any, axis: Any) -> Any:
    """A new axis of size 1.

    Args:
        x: A tensor of any shape.
        axis: Where the new axis (or axes) stands in the result.

    Returns:
        A tensor with one more axis for each given.

    Example:
        >>> from p_vision import ops
        >>> ops.expand_dims([1, 2, 3], 0).shape
        (1, 3)
    """
    x = as_tensor(x)
    axes = axes_of(axis) or ()
    rank = len(x.shape) + len(axes)
    places = {normal_axis(item, rank, "expand_dims") for item in axes}
    if len(places) != len(axes):
        raise ArgumentError(f"expand_dims: axes {axes} name one place twice.")
    sizes = iter(x.shape)
    return reshape(x, tuple(1 if place in places else next(sizes) for place in range(rank)))


@composite
def squeeze(x: Any, axis: Any = None) -> Any:
    """The tensor without axes of size 1.

    Args:
        x: A tensor of any shape.
        axis: Which axes to drop; None drops all of size 1. Defaults to None.

    Returns:
        A tensor with fewer axes.

    Raises:
        ShapeError: when an axis named has another size than 1.

    Example:
        >>> from p_vision import ops
        >>> ops.squeeze([[[1], [2]]]).shape
        (2,)
    """
    x = as_tensor(x)
    axes = axes_of(axis)
    if axes is None:
        return reshape(x, tuple(size for size in x.shape if size != 1))
    dropped = {normal_axis(item, len(x.shape), "squeeze") for item in axes}
    for place in dropped:
        if x.shape[place] != 1:
            raise ShapeError(
                f"squeeze drops axes of size 1; axis {place} of shape {x.shape} is not."
            )
    return reshape(x, tuple(size for place, size in enumerate(x.shape) if place not in dropped))


def concatenate(xs: Sequence[Any], axis: int = 0) -> Any:
    """Tensors joined along an axis they have.

    Args:
        xs: Tensors whose shapes agree in all other axes.
        axis: The axis they are joined along; None joins all values flat. Defaults to 0.

    Returns:
        A tensor of the same number of axes.

    Raises:
        ShapeError: when other axes differ in size.

    Example:
        >>> from p_vision import ops
        >>> ops.concatenate([[1, 2], [3]]).tolist()
        [1, 2, 3]
    """
    tensors = [as_tensor(x) for x in xs]
    if not tensors:
        raise ArgumentError("concatenate needs at least one tensor.")
    if axis is None:
        tensors, axis = [ravel(x) for x in tensors], 0
    return (
        tensors[0]
        if len(tensors) == 1
        else apply("concatenate", tuple(tensors), encode(axis=int(axis)))
    )


@composite
def append(x1: Any, x2: Any, axis: int | None = None) -> Any:
    """The second tensor after the first.

    Args:
        x1: A tensor.
        x2: A tensor whose shape agrees in all axes but `axis`.
        axis: The axis they are joined along; None joins all values flat.

    Returns:
        A tensor of both.

    Example:
        >>> from p_vision import ops
        >>> ops.append([1, 2], [[3], [4]]).tolist()
        [1, 2, 3, 4]
    """
    if axis is None:
        return concatenate([ravel(x1), ravel(x2)], 0)
    return concatenate([x1, x2], axis)


def stack(x: Sequence[Any], axis: int = 0) -> Any:
    """Tensors of one shape laid along a new axis.

    Args:
        x: Tensors of one shape.
        axis: Where the new axis stands in the result. Defaults to 0.

    Returns:
        A tensor with one more axis.

    Raises:
        ShapeError: when the shapes differ.

    Example:
        >>> from p_vision import ops
        >>> ops.stack([[1, 2], [3, 4]], axis=1).tolist()
        [[1, 3], [2, 4]]
    """
    tensors = tuple(as_tensor(item) for item in x)
    if not tensors:
        raise ArgumentError("stack needs at least one tensor.")
    return apply("stack", tensors, encode(axis=int(axis)))


@composite
def hstack(xs: Sequence[Any]) -> Any:
    """Tensors joined side by side: along axis 1, or axis 0 for flat ones.

    Args:
        xs: Tensors whose shapes agree in all other axes.

    Returns:
        A tensor of all.

    Example:
        >>> from p_vision import ops
        >>> ops.hstack([[[1], [2]], [[3], [4]]]).tolist()
        [[1, 3], [2, 4]]
    """
    tensors = [as_tensor(x) for x in xs]
    return concatenate(tensors, 0 if len(tensors[0].shape) <= 1 else 1)


@composite
def vstack(xs: Sequence[Any]) -> Any:
    """Tensors joined one above the other: along axis 0; flat ones are rows.

    Args:
        xs: Tensors whose shapes agree in all other axes.

    Returns:
        A tensor of all.

    Example:
        >>> from p_vision import ops
        >>> ops.vstack([[1, 2], [3, 4]]).tolist()
        [[1, 2], [3, 4]]
    """
    tensors = [as_tensor(x) for x in xs]
    rows = [reshape(x, (1, -1)) if len(x.shape) <= 1 else x for x in tensors]
    return concatenate(rows, 0)


@composite
def split(x: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """A tensor cut into pieces along an axis.

    Args:
        x: A tensor of any shape but ().
        indices_or_sections: How many equal pieces, or the indices to cut at.
        axis: The axis that is cut. Defaults to 0.

    Returns:
        A list of tensors.

    Raises:
        ShapeError: when the axis cannot be cut into that many equal pieces.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.split([1, 2, 3, 4], 2)]
        [[1, 2], [3, 4]]
    """
    x = as_tensor(x)
    axis = normal_axis(axis, len(x.shape), "split")
    size = x.shape[axis]
    if isinstance(indices_or_sections, int):
        count = indices_or_sections
        if count < 1 or size % count:
            raise ShapeError(
                f"split: axis {axis} of size {size} cannot be cut into {count} equal pieces; "
                "array_split makes unequal ones."
            )
        indices = tuple(range(size // count, size, size // count))
    else:
        indices = _sizes(indices_or_sections)
    if not indices:
        return [x]
    return apply_many("split", (x,), encode(indices=indices, axis=axis), len(indices) + 1)


@composite
def array_split(x: Any, indices_or_sections: Any, axis: int = 0) -> list[Any]:
    """Like `split`, but the pieces may differ in size by one.

    Args:
        x: A tensor of any shape but ().
        indices_or_sections: How many pieces, or the indices to cut at.
        axis: The axis that is cut. Defaults to 0.

    Returns:
        A list of tensors, the larger ones first.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.array_split([1, 2, 3], 2)]
        [[1, 2], [3]]
    """
    x = as_tensor(x)
    if not isinstance(indices_or_sections, int):
        return split(x, indices_or_sections, axis)
    size = x.shape[normal_axis(axis, len(x.shape), "array_split")]
    each, more = divmod(size, indices_or_sections)
    ends = [(part + 1) * each + min(part + 1, more) for part in range(indices_or_sections - 1)]
    return split(x, tuple(ends), axis)


@composite
def unstack(x: Any, num: int | None = None, axis: int = 0) -> list[Any]:
    """The entries of a tensor along an axis, as a list.

    Args:
        x: A tensor of any shape but ().
        num: How many there are; found out when None. Defaults to None.
        axis: The axis that is taken apart. Defaults to 0.

    Returns:
        A list of tensors with one axis less.

    Example:
        >>> from p_vision import ops
        >>> [row.tolist() for row in ops.unstack([[1, 2], [3, 4]])]
        [[1, 2], [3, 4]]
    """
    x = as_tensor(x)
    axis = normal_axis(axis, len(x.shape), "unstack")
    count = x.shape[axis]
    if num is not None and num != count:
        raise ShapeError(f"unstack: axis {axis} of shape {x.shape} has {count} entries, not {num}.")
    rest = tuple(size for place, size in enumerate(x.shape) if place != axis)
    parts = split(x, count, axis)
    return [reshape(part, rest) for part in parts]
