"""``x[...]``: numpy's subscripts as operations of the engine."""

from __future__ import annotations

import sys
from functools import lru_cache
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
    entries = key if isinstance(key, tuple) else (key,)
    if all(type(item) in _PLAIN for item in entries):
        return _cut(x, _plan_of(tuple(x.shape), entries))
    read = [_entry(item) for item in entries]
    if len(read) == 1 and _is_mask(read[0]):
        return _masked(x, read[0])
    read = _filled(tuple(x.shape), _without_masks(read))
    places, arrays = [], []
    for place, item in enumerate(read):
        if isinstance(item, Tensor | SymbolicTensor):
            dropped = sum(1 for before in read[:place] if isinstance(before, int))
            places.append(place - dropped)
            arrays.append(item)
            read[place] = slice(None)
    x = _cut(x, _plan(tuple(x.shape), tuple(read)))
    return _taken(x, places, arrays) if arrays else x


_PLAIN = frozenset({int, slice, type(None), type(Ellipsis)})


def _plan_of(shape: tuple[int, ...], entries: tuple[Any, ...]) -> _Plan:
    try:
        return _remembered(shape, entries)
    except TypeError:  # slices can be remembered from Python 3.12 on
        return _plan(shape, tuple(_filled(shape, list(entries))))


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


def _filled(shape: tuple[int, ...], entries: list[Any]) -> list[Any]:
    """The subscripts with ``...`` and missing ones written out."""
    named = sum(1 for item in entries if item is not None and item is not Ellipsis)
    rank = len(shape)
    if named > rank:
        raise AxisError(
            f"{named} indices were given for a tensor of shape {shape}, which has {rank} axes."
        )
    dots = [place for place, item in enumerate(entries) if item is Ellipsis]
    if len(dots) > 1:
        raise AxisError("`...` may stand only once between the brackets.")
    missing = [slice(None)] * (rank - named)
    if not dots:
        return [*entries, *missing]
    return [*entries[: dots[0]], *missing, *entries[dots[0] + 1 :]]


#: Settings of the slice, and the shape afterwards; None where there is nothing to do.
_Plan = tuple[str | None, tuple[int, ...] | None]


def _plan(shape: tuple[int, ...], entries: tuple[Any, ...]) -> _Plan:
    """What ints, slices and new axes come to for a shape."""
    cuts: list[tuple[int, int, int]] = []
    squeeze: list[int] = []
    result: list[int] = []
    for item in entries:
        axis = len(cuts)
        if item is None:
            result.append(1)
        elif isinstance(item, int):
            start = _checked(item, axis, shape)
            cuts.append((start, start + 1, 1))
            squeeze.append(axis)
        else:
            start, stop, step, count = _bounds(item, shape[axis], axis)
            cuts.append((start, stop, step))
            result.append(count)
    reshaped = tuple(result) if None in entries else None
    if not squeeze and cuts == [(0, size, 1) for size in shape]:
        return None, reshaped
    starts, stops, strides = zip(*cuts, strict=True)
    attrs = encode(starts=starts, stops=stops, strides=strides, squeeze=tuple(squeeze))
    return attrs, reshaped


@lru_cache(maxsize=2048)
def _remembered(shape: tuple[int, ...], entries: tuple[Any, ...]) -> _Plan:
    return _plan(shape, tuple(_filled(shape, list(entries))))


def _cut(x: Any, plan: _Plan) -> Any:
    attrs, shape = plan
    if attrs is not None:
        x = unary("slice", x, attrs)
    return x if shape is None else reshape(x, shape)


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


def _taken(x: Any, places: list[int], arrays: list[Any]) -> Any:
    """Entries at arrays of indices; several arrays are used together, as numpy does."""
    if len(arrays) == 1:
        return apply("take", (x, arrays[0]), encode(axis=places[0]))
    together = places == list(range(places[0], places[0] + len(places)))
    sizes = [x.shape[place] for place in places]
    rows = flat_index(arrays, sizes)
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
