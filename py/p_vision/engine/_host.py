"""Python data as plain memory: an address, a number of bytes, a dtype and a shape.

Takes numpy arrays, everything with the buffer protocol, numbers and nested
lists. numpy is used when the data already is numpy's, and never imported here.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from p_vision.dtypes import DType
from p_vision.errors import ArgumentError, DtypeError, ShapeError

__all__ = ["HostArray", "address_of", "host_array", "item_size", "unpack"]


class HostArray(NamedTuple):
    """Contiguous values in host memory.

    Args:
        address: Where the first value lies.
        nbytes: How many bytes there are.
        source: Their number type as the engine names it, e.g. ``"float64"``.
        shape: Sizes of the axes.
        dtype: The dtype a tensor of them gets unless another is asked for.
        owner: Keeps the memory alive.
    """

    address: int
    nbytes: int
    source: str
    shape: tuple[int, ...]
    dtype: DType
    owner: Any


_DEFAULTS: dict[str, DType] = {
    "float64": "float32",
    "float32": "float32",
    "float16": "float32",
    "bool": "bool",
    **dict.fromkeys(
        ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"], "int32"
    ),
}
_CODES = {"f": "float32", "d": "float64", "e": "float16", "?": "bool"}
_SIGNED = "bhilqn"
_UNSIGNED = "BHILQN"
_WIDE = ("int64", "uint64", "uint32")


def item_size(dtype: str) -> int:
    """Bytes of one value when read from the engine."""
    return 1 if dtype == "bool" else 4


def host_array(value: Any) -> HostArray:
    """Lay Python data out as contiguous memory, copying only where needed.

    Args:
        value: A number, nested lists or tuples of numbers, a numpy array,
            ``array.array``, ``memoryview``, bytes, or anything with
            ``__array__`` or the buffer protocol.

    Returns:
        A `HostArray`; its memory lives as long as its ``owner``.

    Raises:
        ShapeError: when nested lists have rows of different lengths.
        DtypeError: when there is something in it that is not a number.
    """
    if isinstance(value, bool | int | float):
        return _from_list(value)
    if isinstance(value, list | tuple):
        return _from_list(value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray | numpy.generic):
        return _from_numpy(numpy, value)
    if isinstance(value, array):
        return _from_array(value)
    if isinstance(value, str) or value is None:
        raise DtypeError(f"A tensor holds numbers; this is {_describe(value)}.")
    if hasattr(value, "__array__"):
        import numpy as np

        return _from_numpy(np, np.asarray(value))
    if isinstance(value, range) or hasattr(value, "__next__"):
        return _from_list(list(value))
    try:
        view = memoryview(value)
    except TypeError:
        raise DtypeError(
            f"A tensor is made of numbers, lists or arrays; this is {_describe(value)}."
        ) from None
    return _from_buffer(view)


def _describe(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {value[:30]!r}"
    return "None" if value is None else f"a {type(value).__name__}"


def _from_numpy(np: Any, value: Any) -> HostArray:
    value = np.asarray(value)
    if value.dtype.kind == "O" and value.ndim:
        return _from_list(value.tolist())
    if value.dtype.kind not in "fiub":
        if value.dtype.kind in "US":
            first = str(value.flat[0])[:30] if value.size else ""
            raise DtypeError(
                f"A tensor holds numbers; this array holds texts such as {first!r}. "
                "numpy.unique(x, return_inverse=True)[1] numbers them."
            )
        raise DtypeError(f"A tensor holds numbers; this array has dtype {value.dtype}.")
    shape = tuple(value.shape)
    if not value.dtype.isnative or value.dtype.itemsize > 8:
        value = value.astype(value.dtype.newbyteorder("=") if value.itemsize <= 8 else "float64")
    value = np.ascontiguousarray(value)
    name = value.dtype.name
    if name in _WIDE and value.size and not (_fits(int(value.min())) and _fits(int(value.max()))):
        raise _too_wide(int(value.max() if _fits(int(value.min())) else value.min()))
    address = int(value.__array_interface__["data"][0])
    return HostArray(address, int(value.nbytes), name, shape, _DEFAULTS[name], value)


def _source_of(code: str, size: int) -> str:
    code = code.lstrip("@=<") if sys.byteorder == "little" else code.lstrip("@=>")
    if code in _CODES:
        return _CODES[code]
    if len(code) == 1 and code in _SIGNED:
        return f"int{8 * size}"
    if len(code) == 1 and code in _UNSIGNED:
        return f"uint{8 * size}"
    raise DtypeError(f"A tensor holds numbers; this buffer has the format {code!r}.")


def _from_array(values: array[Any], shape: tuple[int, ...] | None = None) -> HostArray:
    source = _source_of(values.typecode, values.itemsize)
    if source in _WIDE and len(values):
        for value in (min(values), max(values)):
            if not _fits(value):
                raise _too_wide(value)
    address, count = values.buffer_info()
    shape = (count,) if shape is None else shape
    return HostArray(address, count * values.itemsize, source, shape, _DEFAULTS[source], values)


def _from_buffer(view: memoryview) -> HostArray:
    source = _source_of(view.format, view.itemsize)
    shape = tuple(view.shape or ())
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        return _from_numpy(numpy, numpy.asarray(view))
    owner = array("B", view.tobytes())
    address, nbytes = owner.buffer_info()
    return HostArray(address, nbytes, source, shape, _DEFAULTS[source], owner)


def _from_list(value: Any) -> HostArray:
    shape = _list_shape(value)
    flat: list[Any] = []
    _flatten(value, shape, 0, flat, ())
    if not flat:
        raise ShapeError(
            f"A tensor needs at least one value; this has shape {shape}. Is the data empty?"
        )
    kinds = set(map(type, flat))
    if kinds == {bool}:
        owner: array[Any] = array("B", flat)
        address, nbytes = owner.buffer_info()[0], len(flat)
        return HostArray(address, nbytes, "bool", shape, "bool", owner)
    return _from_array(_numbers(flat, kinds), shape)


def _numbers(flat: list[Any], kinds: set[type]) -> array[Any]:
    try:
        if kinds == {float}:
            return array("d", flat)
        if kinds <= {int, bool} or (float not in kinds and all(map(_is_whole, flat))):
            return array("q", [int(item) for item in flat])
        return array("d", [float(item) for item in flat])
    except OverflowError:
        raise _too_wide(max(flat, key=abs)) from None
    except (TypeError, ValueError):
        odd = next(item for item in flat if not _is_number(item))
        raise DtypeError(f"A tensor holds numbers; here one value is {_describe(odd)}.") from None


def _is_number(item: Any) -> bool:
    if isinstance(item, str):
        return False
    try:
        float(item)
    except (TypeError, ValueError):
        return False
    return True


def _is_whole(item: Any) -> bool:
    if isinstance(item, str):
        raise TypeError
    return isinstance(item, int) or hasattr(item, "__index__")


def _is_row(value: Any) -> bool:
    return isinstance(value, list | tuple) or (hasattr(value, "tolist") and _rank(value) > 0)


def _rank(value: Any) -> int:
    shape = getattr(value, "shape", None)
    if shape is not None:
        return len(shape)
    return 1 if hasattr(value, "__len__") else 0


def _list_shape(value: Any) -> tuple[int, ...]:
    shape: list[int] = []
    while _is_row(value):
        shape.append(len(value))
        if not len(value):
            break
        value = value[0]
    return tuple(shape)


def _flatten(
    value: Any, shape: Sequence[int], depth: int, into: list[Any], where: tuple[int, ...]
) -> None:
    if depth == len(shape):
        if _is_row(value):
            raise ShapeError(
                f"The value at {list(where)} is a list, but others there are numbers; "
                "all rows need the same length."
            )
        into.append(value)
        return
    if not _is_row(value) or len(value) != shape[depth]:
        found = _count(len(value)) if _is_row(value) else "a single number"
        first = (*where[:-1], 0) if where else ()
        raise ShapeError(
            f"Row {_place(where)} has {found}, row {_place(first)} has {_count(shape[depth])}; "
            "all rows need the same length (pad_sequences can pad)."
        )
    if depth == len(shape) - 1 and not any(_is_row(item) for item in value):
        into.extend(value)
        return
    for index, item in enumerate(value):
        _flatten(item, shape, depth + 1, into, (*where, index))


def _count(size: int) -> str:
    return "1 value" if size == 1 else f"{size} values"


def _place(where: tuple[int, ...]) -> str:
    return ", ".join(map(str, where)) if len(where) != 1 else str(where[0])


def _fits(value: int) -> bool:
    return -(2**31) <= value < 2**31


def _too_wide(value: Any) -> ArgumentError:
    return ArgumentError(
        f"{value} does not fit int32 (-2147483648 to 2147483647), the integers of p_vision. "
        "Make the numbers floats, or smaller."
    )


def address_of(value: Any) -> tuple[int, int, str]:
    """Where contiguous data lies in memory, without copying it.

    Args:
        value: A numpy array or ``array.array`` that stays alive and unmoved
            while the address is in use.

    Returns:
        The address, the number of bytes and the number type, e.g. ``"uint8"``.

    Raises:
        ArgumentError: when the values do not lie in one contiguous block.
    """
    found = host_array(value)
    numpy = sys.modules.get("numpy")
    if isinstance(value, array) or (numpy is not None and found.owner is value):
        return found.address, found.nbytes, found.source
    interface = getattr(value, "__array_interface__", None)
    if interface is not None and int(interface["data"][0]) == found.address:
        return found.address, found.nbytes, found.source
    raise ArgumentError(
        "The address of this data is not fixed: make a contiguous array of it first "
        "(numpy.ascontiguousarray)."
    )


def unpack(values: bytes, specs: Sequence[tuple[str, Sequence[int]]]) -> list[memoryview]:
    """Cut what the engine read into one view per tensor.

    Args:
        values: Packed bytes, as `Engine.read` gives them.
        specs: Dtype and shape of each tensor, in order.

    Returns:
        Flat memoryviews of format ``f``, ``i`` or ``?``.
    """
    view = memoryview(values)
    views: list[memoryview] = []
    start = 0
    for dtype, shape in specs:
        size = item_size(dtype)
        for length in shape:
            size *= length
        part = view[start : start + size]
        views.append(_typed(part, dtype))
        start += size
    return views


def _typed(part: memoryview, dtype: str) -> Any:
    if dtype == "float32":
        return part.cast("f")
    return part.cast("i") if dtype == "int32" else part.cast("?")
