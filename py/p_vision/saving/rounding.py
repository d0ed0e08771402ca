"""Weights in fewer bytes: half precision, or whole numbers of eight bits with a scale.

With eight bits, each output channel has a scale s = max |w| / 127 of its own, and a weight is kept
as round(w / s): what comes back differs from it by s / 2 at most.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["PRECISIONS", "in_bytes", "out_of_bytes"]

PRECISIONS = ("float32", "float16", "int8")

_LARGEST_HALF = 65504.0
#: Biases and other short rows take no room; rounding them would only cost accuracy.
_WORTH_ROUNDING = 64
_PLAIN = {"float32": "<f4", "int32": "<i4", "bool": "?"}


def in_bytes(
    array: Any, precision: str = "float32", axes: Sequence[int] = (-1,)
) -> tuple[dict[str, Any], bytes]:
    """Write an array in the precision that is asked for, where that saves room.

    Args:
        array: Numbers of the dtypes float32, int32 or bool.
        precision: "float32", "float16" or "int8".
        axes: The axes of the output channels, for the scales of "int8".

    Returns:
        What `out_of_bytes` needs besides the bytes: `{"dtype", "shape", "stored", "scale"}`, and
        the bytes.

    Raises:
        ArgumentError: Numbers that are infinite or not numbers, or an unknown precision.

    >>> import numpy
    >>> entry, data = in_bytes(numpy.ones((8, 8), "float32"), "int8")
    >>> entry["stored"], entry["scale"], len(data)
    ('int8', [1, 8], 96)
    >>> bool((out_of_bytes(entry, data) == 1).all())
    True
    """
    import numpy

    if precision not in PRECISIONS:
        names = ", ".join(PRECISIONS)
        raise ArgumentError(f"A precision is one of {names}, not {precision!r}.")
    dtype = str(array.dtype)
    entry = {"dtype": dtype, "shape": list(array.shape), "stored": dtype}
    if dtype == "float32" and not numpy.isfinite(array).all():
        raise ArgumentError(
            "The model's weights hold values that are no numbers (nan or inf). Train it again with "
            "a smaller learning rate."
        )
    if dtype != "float32" or array.ndim < 2 or array.size < _WORTH_ROUNDING:
        precision = "float32"
    if precision == "float16" and abs(array).max() <= _LARGEST_HALF:
        return {**entry, "stored": "float16"}, array.astype("<f2").tobytes()
    if precision == "int8":
        kept = {axis % array.ndim for axis in axes}
        others = tuple(axis for axis in range(array.ndim) if axis not in kept)
        scale = (abs(array).max(axis=others, keepdims=True) / 127).astype("float32")
        scale[scale == 0] = 1
        rounded = numpy.rint(array / scale).clip(-127, 127).astype("i1")
        data = scale.astype("<f4").tobytes() + rounded.tobytes()
        return {**entry, "stored": "int8", "scale": list(scale.shape)}, data
    return entry, array.astype(_PLAIN[dtype]).tobytes()


def out_of_bytes(entry: dict[str, Any], data: bytes) -> Any:
    """The array that `in_bytes` wrote.

    Args:
        entry: What it returned.
        data: The bytes.

    Raises:
        ValueError: They do not belong together.
    """
    import numpy

    shape, stored = [int(size) for size in entry["shape"]], entry["stored"]
    if stored == "float16":
        return numpy.frombuffer(data, "<f2").reshape(shape).astype("float32")
    if stored == "int8":
        scale_shape = [int(size) for size in entry["scale"]]
        end = 4 * math.prod(scale_shape)
        scale = numpy.frombuffer(data[:end], "<f4").reshape(scale_shape)
        return numpy.frombuffer(data[end:], "i1").reshape(shape) * scale
    if stored != entry["dtype"] or stored not in _PLAIN:
        raise ValueError(stored)
    return numpy.frombuffer(data, _PLAIN[stored]).reshape(shape).copy()
