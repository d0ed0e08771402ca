"""``x[...]``: numpy's subscripts as operations of the engine."""

from __future__ import annotations

import sys
from typing import Any

from p_vision.errors import AxisError, IndexOutOfRangeError, ShapeError
from p_vision.ops._apply import apply, as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.scattering import flat_index
from p_vision.ops.shapes import reshape
from p_vision.tensor import Tensor
from p_vision.tracing import SymbolicTensor
from p_vision.variable import Variable

__all__ = ["get_item"]


@composite
def get_item(x: Any, key: Any) -> Any:
    """A part of a tensor, as ``x[key]``.

    Args:
        x: A tensor of any shape.
        key: What stands between the brackets: whole numbers, slices (also with
            negative steps), None for a new axis, ``...``, arrays of whole
            numbers, or one bool mask.

    Returns:
        A tensor.

    Raises:
        IndexOutOfRangeError: for a whole number beyond the end of its axis.
        AxisError: for more entries than the tensor has axes.
        ShapeError: for a slice that holds nothing.

    Example:
        >>> from p_vision import ops
        >>> x = ops.reshape(ops.arange(6), (2, 3))
        >>> x[1].tolist(), x[:, ::-1].tolist(), x[0, [2, 0]].tolist(), x[x > 3].tolist()
        ([3, 4, 5], [[2, 1, 0], [5, 4, 3]], [2, 0], [4, 5])
    """
    x = as_tensor(x)
    entries = list(key) if isinstance(key, tuple) else [key]
    entries = [_entry(item) for item in entries]
    if len(entries) == 1 and _is_mask(entries[0]):
        return _masked(x, entries[0])
    entries = _without_masks(entries)
    entries = _filled(x, entries)
    return _indexed(x, entries)


def _entry(item: Any) -> Any:
    """A subscript as int, slice, None, Ellipsis or a tensor."""
    if item is None or item is Ellipsis or isinstance(item, slice):
        return item
    if isinstance(item, bool):
        return as_tensor([item])
    if isinstance(item, int):
        return item
    if isinstance(item, Tensor | SymbolicTensor):
        if isinstance(item, Tensor) and item.dtype == "int32" and not item.shape:
            return int(item)
        return item
    if isinstance(item, Variable):
        return _entry(item.value)
    numpy = sys.modules.get("numpy")
    if hasattr(item, "__index__") and not (numpy and isinstance(item, numpy.ndarray) and item.ndim):
        return int(item)
    return as_tensor(item)


def _is_mask(item: Any) -> bool:
    return isinstance(item, Tensor | SymbolicTensor) and item.dtype == "bool"


def _masked(x: Any, mask: Any) -> Any:
    if mask.shape != x.shape[: len(mask.shape)]:
        raise ShapeError(
            f"A mask of shape {mask.shape} does not fit a tensor of shape {x.shape}: their first "
            "axes must have the same sizes."
        )
    from p_vision.ops.sorting import boolean_mask

    return boolean_mask(x, mask)


def _without_masks(entries: list[Any]) -> list[Any]:
    from p_vision.ops.sorting import nonzero

    found: list[Any] = []
    for item in entries:
        if _is_mask(item):
            found.extend(nonzero(item))
        else:
            found.append(item)
    return found


def _filled(x: Any, entries: list[Any]) -> list[Any]:
    """The subscripts with ``...`` and missing ones written out."""
    named = sum(1 for item in entries if item is not None and item is not Ellipsis)
    rank = len(x.shape)
    if named > rank:
        raise AxisError(
            f"{named} indices were given for a tensor of shape {x.shape}, which has {rank} axes."
        )
    dots = [place for place, item in enumerate(entries) if item is Ellipsis]
    if len(dots) > 1:
        raise AxisError("`...` may stand only once between the brackets.")
    missing = [slice(None)] * (rank - named)
    if not dots:
        return [*entries, *missing]
    return [*entries[: dots[0]], *missing, *entries[dots[0] + 1 :]]


def _indexed(x: Any, entries: list[Any]) -> Any:
    starts: list[int] = []
    stops: list[int] = []
    strides: list[int] = []
    squeeze: list[int] = []
    arrays: list[tuple[int, Any]] = []  # place in the sliced result, index tensor
    shape: list[int] = []
    new_axes = False
    axis = 0
    for item in entries:
        if item is None:
            new_axes = True
            shape.append(1)
            continue
        size = x.shape[axis]
        if isinstance(item, int):
            start = _checked(item, axis, x.shape)
            starts.append(start)
            stops.append(start + 1)
            strides.append(1)
            squeeze.append(axis)
        else:
            if isinstance(item, slice):
                start, stop, step, count = _bounds(item, size, axis)
            else:
                start, stop, step, count = 0, size, 1, size
                arrays.append((len(shape), item))
            starts.append(start)
            stops.append(stop)
            strides.append(step)
            shape.append(count)
        axis += 1
    whole = all(
        start == 0 and stop == size and step == 1
        for start, stop, step, size in zip(starts, stops, strides, x.shape, strict=True)
    )
    if not (whole and not squeeze):
        x = unary(
            "slice",
            x,
            encode(
                starts=tuple(starts),
                stops=tuple(stops),
                strides=tuple(strides),
                squeeze=tuple(squeeze),
            ),
        )
    if new_axes:
        x = reshape(x, tuple(shape))
    return _taken(x, arrays) if arrays else x


def _bounds(item: slice, size: int, axis: int) -> tuple[int, int, int, int]:
    def number(value: Any) -> int | None:
        return None if value is None else int(value)

    cut = slice(number(item.start), number(item.stop), number(item.step))
    start, stop, step = cut.indices(size)
    count = len(range(start, stop, step))
    if count == 0:
        raise ShapeError(
            f"The slice {_slice_text(item)} of axis {axis} (size {size}) holds nothing; "
            "a tensor needs at least one value."
        )
    return start, stop, step, count


def _slice_text(item: slice) -> str:
    ends = ["" if part is None else str(part) for part in (item.start, item.stop)]
    return ":".join(ends if item.step is None else [*ends, str(item.step)])


def _checked(index: int, axis: int, shape: tuple[int, ...]) -> int:
    size = shape[axis]
    if not -size <= index < size:
        raise IndexOutOfRangeError(
            f"Index {index} is out of range for axis {axis} of shape {shape}; "
            f"use {-size} to {size - 1}."
        )
    return index + size if index < 0 else index


def _taken(x: Any, arrays: list[tuple[int, Any]]) -> Any:
    """Entries at arrays of indices; several arrays are used together, as numpy does."""
    if len(arrays) == 1:
        axis, indices = arrays[0]
        return apply("take", (x, indices), encode(axis=axis))
    places = [place for place, _ in arrays]
    together = places == list(range(places[0], places[0] + len(places)))
    sizes = [x.shape[place] for place in places]
    rows = flat_index([indices for _, indices in arrays], sizes)
    order = [*places, *(axis for axis in range(len(x.shape)) if axis not in places)]
    x = transpose(x, order)
    count = 1
    for size in sizes:
        count *= size
    found = apply("take", (reshape(x, (count, *x.shape[len(places) :])), rows), encode(axis=0))
    if together and places[0]:
        rank = len(rows.shape)
        froms = tuple(range(rank))
        found = moveaxis(found, froms, tuple(place + places[0] for place in froms))
    return found
