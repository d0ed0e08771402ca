"""Window sizes, strides and paddings as tuples, and sizes that leave nothing over."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from p_vision import ops, tracing
from p_vision.errors import ArgumentError, ImageTooSmallError
from p_vision.types import TensorLike


def whole_number(value: Any, name: str, smallest: int = 1) -> int:
    """Return a whole number, numpy's too, as an int.

    Raises:
        ArgumentError: it is none, or too small.
    """
    try:
        found = operator.index(value) if not isinstance(value, bool) else None
    except TypeError:
        found = None
    if found is not None and found >= smallest:
        return found
    text = f"{name} must be a whole number above {smallest - 1}, but it is "
    if isinstance(value, tracing.SymbolicTensor):
        raise ArgumentError(
            f"{text}a tensor. Make the layer first and call it on the tensor: Layer({name})(x)."
        )
    raise ArgumentError(f"{text}{repr(value)[:60]}.")


def sizes_tuple(value: Any, rank: int, name: str, smallest: int = 1) -> tuple[int, ...]:
    """Return a whole number repeated ``rank`` times, or that many numbers as a tuple.

    Raises:
        ArgumentError: another number of values, or one that is too small.
    """
    try:
        entries = tuple(value) if hasattr(value, "__iter__") else (value,) * rank
        values = tuple(map(operator.index, entries))
    except TypeError:
        values = ()
    if len(values) != rank:
        count = "one whole number" if rank == 1 else f"one whole number or {rank} of them"
        raise ArgumentError(f"{name} must be {count}, but it is {repr(value)[:60]}.")
    if any(entry < smallest for entry in values):
        raise ArgumentError(f"{name} must be at least {smallest}, but it is {value!r}.")
    return values


def padding_name(padding: str, allowed: Sequence[str] = ("valid", "same")) -> str:
    """Return a padding in lower case.

    Raises:
        ArgumentError: none of the allowed names.
    """
    name = padding.lower() if isinstance(padding, str) else padding
    if name not in allowed:
        choices = " or ".join(f"'{choice}'" for choice in allowed)
        raise ArgumentError(f"padding is {choices}, not {padding!r}.")
    return name


def data_format_name(data_format: str | None) -> str:
    """Return "channels_last" (for None too) or "channels_first".

    Raises:
        ArgumentError: another name.
    """
    name = "channels_last" if data_format is None else data_format
    if name not in ("channels_last", "channels_first"):
        raise ArgumentError(
            f"data_format is 'channels_last' or 'channels_first', not {data_format!r}."
        )
    return name


def channels_last(x: TensorLike, data_format: str) -> TensorLike:
    """Return ``x`` with its channels in the last axis."""
    return ops.moveaxis(x, 1, -1) if data_format == "channels_first" else x


def channels_back(x: TensorLike, data_format: str) -> TensorLike:
    """Undo :func:`channels_last`."""
    return ops.moveaxis(x, -1, 1) if data_format == "channels_first" else x


def as_float(x: TensorLike) -> TensorLike:
    """Return whole numbers and booleans as float32."""
    return x if x.dtype == "float32" else ops.cast(x, "float32")


def check_window(
    layer: Any, sizes: Sequence[int | None], window: Sequence[int], padding: str
) -> None:
    """Complain about an image that is smaller than the window that moves over it.

    Args:
        layer: the layer, for its name.
        sizes: sizes of the image without batch and channels.
        window: size of the window, dilation included.
        padding: with "same" every size is large enough.

    Raises:
        ImageTooSmallError: the window does not fit.
    """
    if padding != "valid":
        return
    if all(size is None or size >= wide for size, wide in zip(sizes, window, strict=True)):
        return
    image = "x".join("?" if size is None else str(size) for size in sizes)
    view = "x".join(str(wide) for wide in window)
    what = "image" if len(window) == 2 else "input"
    raise ImageTooSmallError(
        f"At '{layer.name}' the {what} is {image}, smaller than the {view} window. There were too "
        "many poolings or convolutions before it: use a larger input, fewer of them, or "
        "padding='same'."
    )
