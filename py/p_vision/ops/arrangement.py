"""Values moved to other places: transposing, turning, repeating, padding."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import (
    as_tensor,
    axes_of,
    composite,
    encode,
    normal_axis,
    number_text,
    unary,
)
from p_vision.ops.shapes import concatenate, ravel, split

__all__ = [
    "broadcast_to",
    "flip",
    "fliplr",
    "flipud",
    "moveaxis",
    "pad",
    "repeat",
    "roll",
    "rot90",
    "swapaxes",
    "tile",
    "transpose",
    "tril",
    "triu",
]


def transpose(x: Any, axes: Any = None) -> Any:
    """The axes in another order.

    Args:
        x: A tensor of any shape.
        axes: The new order of the axes; None reverses it. Defaults to None.

    Returns:
        A tensor with the axes reordered.

    Example:
        >>> from p_vision import ops
        >>> ops.transpose([[1, 2], [3, 4]]).tolist()
        [[1, 3], [2, 4]]
    """
    if axes is None:
        x = as_tensor(x)
        order = tuple(range(len(x.shape)))[::-1]
    else:
        order = tuple(int(axis) for axis in axes)
    return unary("transpose", x, encode(axes=order))


@composite
def swapaxes(x: Any, axis1: int, axis2: int) -> Any:
    """Two axes exchanged.

    Args:
        x: A tensor of any shape.
        axis1: One axis.
        axis2: The other axis.

    Returns:
        A tensor with these axes exchanged.

    Example:
        >>> from p_vision import ops
        >>> ops.swapaxes(ops.ones((2, 3, 4)), 0, 2).shape
        (4, 3, 2)
    """
    x = as_tensor(x)
    rank = len(x.shape)
    first, second = (normal_axis(axis, rank, "swapaxes") for axis in (axis1, axis2))
    order = list(range(rank))
    order[first], order[second] = second, first
    return transpose(x, order)


@composite
def moveaxis(x: Any, source: Any, destination: Any) -> Any:
    """Axes moved to other places; the rest keep their order.

    Args:
        x: A tensor of any shape.
        source: Which axis or axes.
        destination: Where they stand in the result.

    Returns:
        A tensor with the axes reordered.

    Example:
        >>> from p_vision import ops
        >>> ops.moveaxis(ops.ones((2, 3, 4)), 0, -1).shape
        (3, 4, 2)
    """
    x = as_tensor(x)
    rank = len(x.shape)
    froms = [normal_axis(axis, rank, "moveaxis") for axis in axes_of(source) or ()]
    places = [normal_axis(axis, rank, "moveaxis") for axis in axes_of(destination) or ()]
    if len(froms) != len(places):
        raise ArgumentError("moveaxis: source and destination must name as many axes.")
    order = [axis for axis in range(rank) if axis not in froms]
    for place, axis in sorted(zip(places, froms, strict=True)):
        order.insert(place, axis)
    return transpose(x, order)


def broadcast_to(x: Any, shape: Any) -> Any:
    """The tensor repeated along axes of size 1 and new axes in front.

    Args:
        x: A tensor whose shape fits `shape`.
        shape: The new shape.

    Returns:
        A tensor of the new shape.

    Example:
        >>> from p_vision import ops
        >>> ops.broadcast_to([1, 2], (2, 2)).tolist()
        [[1, 2], [1, 2]]
    """
    sizes = (shape,) if isinstance(shape, int) else tuple(int(size) for size in shape)
    return unary("broadcast_to", x, encode(shape=sizes))


@composite
def tile(x: Any, repeats: Any) -> Any:
    """The tensor laid side by side several times.

    Args:
        x: A tensor of any shape.
        repeats: How often along each axis, counted from the last.

    Returns:
        A tensor of several copies.

    Example:
        >>> from p_vision import ops
        >>> ops.tile([1, 2], 2).tolist()
        [1, 2, 1, 2]
    """
    x = as_tensor(x)
    counts = axes_of(repeats) or ()
    rank = max(len(x.shape), len(counts))
    counts = (1,) * (rank - len(counts)) + counts
    if len(x.shape) < rank:
        x = unary("reshape", x, encode(shape=(1,) * (rank - len(x.shape)) + tuple(x.shape)))
    return unary("tile", x, encode(repeats=counts))


@composite
def repeat(x: Any, repeats: Any, axis: int | None = None) -> Any:
    """Each entry repeated.

    Args:
        x: A tensor of any shape.
        repeats: How often; one number, or one for each entry along `axis`.
        axis: The axis that grows; None repeats all values flat. Defaults to None.

    Returns:
        A tensor with the repeated entries.

    Example:
        >>> from p_vision import ops
        >>> ops.repeat([1, 2], 2).tolist()
        [1, 1, 2, 2]
    """
    x = as_tensor(x)
    if axis is None:
        x, axis = ravel(x), 0
    if isinstance(repeats, int):
        return unary("repeat", x, encode(repeats=repeats, axis=int(axis)))
    counts = [int(count) for count in repeats]
    if len(counts) == 1:
        return unary("repeat", x, encode(repeats=counts[0], axis=int(axis)))
    parts = split(x, len(counts), axis)
    kept = [
        unary("repeat", part, encode(repeats=count, axis=int(axis)))
        for part, count in zip(parts, counts, strict=True)
        if count
    ]
    return concatenate(kept, axis)


def flip(x: Any, axis: Any = None) -> Any:
    """The entries in reverse order.

    Args:
        x: A tensor of any shape.
        axis: Along which axis or axes; None means all. Defaults to None.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.flip([1, 2, 3]).tolist()
        [3, 2, 1]
    """
    if axis is None:
        x = as_tensor(x)
        return unary("flip", x, encode(axes=tuple(range(len(x.shape)))))
    return unary("flip", x, encode(axes=axes_of(axis)))


def fliplr(x: Any) -> Any:
    """The entries in reverse order along axis 1.

    Args:
        x: A tensor of at least two axes.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.fliplr([[1, 2], [3, 4]]).tolist()
        [[2, 1], [4, 3]]
    """
    return flip(x, 1)


def flipud(x: Any) -> Any:
    """The entries in reverse order along axis 0.

    Args:
        x: A tensor of at least one axis.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.flipud([[1, 2], [3, 4]]).tolist()
        [[3, 4], [1, 2]]
    """
    return flip(x, 0)


@composite
def rot90(array: Any, k: int = 1, axes: tuple[int, int] = (0, 1)) -> Any:
    """The tensor turned by quarter turns in the plane of two axes.

    Args:
        array: A tensor of at least two axes.
        k: How many quarter turns, from the first axis to the second. Defaults to 1.
        axes: The two axes. Defaults to (0, 1).

    Returns:
        A tensor; for odd `k` with these axes exchanged.

    Example:
        >>> from p_vision import ops
        >>> ops.rot90([[1, 2], [3, 4]]).tolist()
        [[2, 4], [1, 3]]
    """
    x = as_tensor(array)
    turns = k % 4
    if turns == 0:
        return x
    if turns == 2:
        return flip(x, axes)
    swapped = swapaxes(flip(x, axes[1]) if turns == 1 else x, axes[0], axes[1])
    return swapped if turns == 1 else flip(swapped, axes[1])


@composite
def roll(x: Any, shift: Any, axis: Any = None) -> Any:
    """The entries moved on; those pushed off one end come in at the other.

    Args:
        x: A tensor of any shape.
        shift: How far; one number, or one for each axis.
        axis: Along which axis or axes; None moves all values flat. Defaults to None.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.roll([1, 2, 3], 1).tolist()
        [3, 1, 2]
    """
    x = as_tensor(x)
    if axis is None:
        flat = unary("roll", ravel(x), encode(shift=int(shift), axis=0))
        return unary("reshape", flat, encode(shape=tuple(x.shape)))
    axes = axes_of(axis) or ()
    shifts = axes_of(shift) or ()
    if len(shifts) == 1:
        shifts = shifts * len(axes)
    for place, distance in zip(axes, shifts, strict=True):
        x = unary("roll", x, encode(shift=distance, axis=place))
    return x


@composite
def pad(x: Any, pad_width: Any, mode: str = "constant", constant_values: Any = None) -> Any:
    """The tensor with more entries around it.

    Args:
        x: A tensor of any shape but ().
        pad_width: How many before and after: one number, one (before, after)
            pair, or a pair for each axis.
        mode: ``"constant"``, ``"reflect"``, ``"symmetric"`` or ``"edge"``.
            Defaults to ``"constant"``.
        constant_values: The value for ``"constant"``. Defaults to 0.

    Returns:
        A larger tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.pad([1, 2], 1).tolist()
        [0, 1, 2, 0]
    """
    x = as_tensor(x)
    widths = _pad_pairs(pad_width, len(x.shape))
    value = number_text(0 if constant_values is None else constant_values)
    pairs = ",".join(f"[{low},{high}]" for low, high in widths)
    return unary("pad", x, f'{{"widths":[{pairs}],"mode":"{mode}","value":{value}}}')


def _pad_pairs(pad_width: Any, rank: int) -> list[tuple[int, int]]:
    if isinstance(pad_width, int):
        return [(pad_width, pad_width)] * rank
    entries = list(pad_width)
    if len(entries) == 2 and all(isinstance(entry, int) for entry in entries):
        return [(int(entries[0]), int(entries[1]))] * rank
    pairs = []
    for entry in entries:
        low, high = (entry, entry) if isinstance(entry, int) else entry
        pairs.append((int(low), int(high)))
    if len(pairs) == 1:
        pairs *= rank
    if len(pairs) != rank:
        raise ShapeError(f"pad: {len(pairs)} pairs were given for a tensor with {rank} axes.")
    return pairs


def tril(x: Any, k: int = 0) -> Any:
    """The lower triangle of matrices; the rest is 0.

    Args:
        x: A tensor of at least two axes.
        k: The highest diagonal that stays; 0 is the main one. Defaults to 0.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.tril([[1, 2], [3, 4]]).tolist()
        [[1, 0], [3, 4]]
    """
    return unary("tril", x, encode(k=int(k)))


def triu(x: Any, k: int = 0) -> Any:
    """The upper triangle of matrices; the rest is 0.

    Args:
        x: A tensor of at least two axes.
        k: The lowest diagonal that stays; 0 is the main one. Defaults to 0.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.triu([[1, 2], [3, 4]]).tolist()
        [[1, 2], [0, 4]]
    """
    return unary("triu", x, encode(k=int(k)))
