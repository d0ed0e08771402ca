"""Blocks of pictures side by side, poolings of any size, and a product that slides."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import apply, as_tensor, composite, encode, unary
from p_vision.ops.arrangement import flip, moveaxis, pad, transpose
from p_vision.ops.creation import zeros
from p_vision.ops.indexing import take
from p_vision.ops.shapes import reshape, stack

__all__ = ["adaptive_average_pool", "adaptive_max_pool", "correlate", "fold", "unfold"]


def _both(value: Any) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (int(value[0]), int(value[1]))


def _pooled(op: str, inputs: Any, output_size: Any, data_format: str | None) -> Any:
    x = as_tensor(inputs) * 1.0
    rank = len(x.shape) - 2
    if rank not in (1, 2, 3):
        raise ShapeError(f"Adaptive pooling takes (batch, *places, channels), not {x.shape}.")
    sizes = (output_size,) * rank if isinstance(output_size, int) else tuple(output_size)
    if len(sizes) != rank:
        raise ArgumentError(f"output_size needs {rank} numbers for shape {x.shape}, not {sizes}.")
    first = data_format == "channels_first"
    if first:
        x = moveaxis(x, 1, -1)
    for axis, count in enumerate(sizes, start=1):
        size = x.shape[axis]
        before = (slice(None),) * axis
        parts = [
            x[(*before, slice(n * size // count, -(-(n + 1) * size // count)))]
            for n in range(count)
        ]
        pooled = [unary(op, part, encode(axes=(axis,), keepdims=False)) for part in parts]
        x = stack(pooled, axis)
    return moveaxis(x, -1, 1) if first else x


@composite
def adaptive_average_pool(inputs: Any, output_size: Any, data_format: str | None = None) -> Any:
    """The means of windows, as many along each axis as asked for.

    Args:
        inputs: A tensor of shape (batch, *places, channels).
        output_size: A number for each axis of places, or one for all.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (batch, *output_size, channels).

    Example:
        >>> from p_vision import ops
        >>> ops.adaptive_average_pool([[[1.0], [3.0], [8.0]]], 1).tolist()
        [[[4.0]]]
    """
    return _pooled("mean", inputs, output_size, data_format)


@composite
def adaptive_max_pool(inputs: Any, output_size: Any, data_format: str | None = None) -> Any:
    """The largest values of windows, as many along each axis as asked for.

    Args:
        inputs: A tensor of shape (batch, *places, channels).
        output_size: A number for each axis of places, or one for all.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (batch, *output_size, channels).

    Example:
        >>> from p_vision import ops
        >>> ops.adaptive_max_pool([[[1.0], [3.0], [8.0]]], 1).tolist()
        [[[8.0]]]
    """
    return _pooled("max", inputs, output_size, data_format)


def _places(size: Any, kernel: Any, dilation: Any, stride: Any) -> Any:
    """For each value of a window and each window, its place in the flattened picture."""
    import numpy

    axes = []
    for length, window, gap, step in zip(size, kernel, dilation, stride, strict=True):
        count = (length - gap * (window - 1) - 1) // step + 1
        if count < 1:
            raise ShapeError(f"A window of {window} does not fit into {length} values.")
        axes.append(numpy.arange(window)[:, None] * gap + numpy.arange(count) * step)
    rows, columns = axes
    both = rows[:, None, :, None] * size[1] + columns[None, :, None, :]
    return both.reshape(kernel[0] * kernel[1], -1).astype("int32")


@composite
def unfold(x: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Any:
    """The windows of pictures, each as a column.

    Args:
        x: A tensor of shape (batch, channels, height, width).
        kernel_size: The size of a window.
        dilation: The distance of its values. Defaults to 1.
        padding: Zeros around the picture. Defaults to 0.
        stride: How far a window stands from the one before. Defaults to 1.

    Returns:
        A tensor of shape (batch, channels * values of a window, windows).

    Example:
        >>> from p_vision import ops
        >>> ops.unfold(ops.ones((1, 2, 4, 4)), 2, stride=2).shape
        (1, 8, 4)
    """
    x = as_tensor(x)
    high, wide = _both(padding)
    x = pad(x, [(0, 0), (0, 0), (high, high), (wide, wide)])
    batch, channels, height, width = x.shape
    kernel, gaps, steps = _both(kernel_size), _both(dilation), _both(stride)
    places = _places((height, width), kernel, gaps, steps)
    picked = take(reshape(x, (batch, channels, height * width)), places, axis=-1)
    return reshape(picked, (batch, channels * places.shape[0], places.shape[1]))


@composite
def fold(
    x: Any,
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Any:
    """Windows put back into pictures; where they overlap, values add up.

    Args:
        x: A tensor of shape (batch, channels * values of a window, windows).
        output_size: The (height, width) of the pictures.
        kernel_size: The size of a window.
        dilation: The distance of its values. Defaults to 1.
        padding: What is cut off around the picture. Defaults to 0.
        stride: How far a window stands from the one before. Defaults to 1.

    Returns:
        A tensor of shape (batch, channels, height, width).

    Example:
        >>> from p_vision import ops
        >>> ops.fold(ops.ones((1, 4, 4)), 3, 2).tolist()
        [[[[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]]]
    """
    x = as_tensor(x)
    high, wide = _both(padding)
    height, width = _both(output_size)
    size = (height + 2 * high, width + 2 * wide)
    places = _places(size, _both(kernel_size), _both(dilation), _both(stride))
    batch = x.shape[0]
    if len(x.shape) != 3 or x.shape[2] != places.shape[1] or x.shape[1] % places.shape[0]:
        raise ShapeError(
            f"fold: {places.shape[1]} windows of {places.shape[0]} values make this picture; "
            f"x has shape {x.shape}."
        )
    channels = x.shape[1] // places.shape[0]
    rows = transpose(reshape(x, (batch * channels, -1)))
    start = zeros((size[0] * size[1], batch * channels), x.dtype)
    added = transpose(apply("scatter_add", (start, places.reshape(-1), rows)))
    found = reshape(added, (batch, channels, *size))
    return found[:, :, high : high + height, wide : wide + width]


@composite
def correlate(x1: Any, x2: Any, mode: str = "valid") -> Any:
    """The sums of products of a sequence with another one that slides along it.

    Args:
        x1: A tensor of shape (n,).
        x2: A tensor of shape (m,).
        mode: ``"valid"`` where both overlap fully, ``"full"`` where they meet,
            or ``"same"`` for the longer length. Defaults to ``"valid"``.

    Returns:
        A float32 tensor of shape (length,).

    Example:
        >>> from p_vision import ops
        >>> ops.correlate([1.0, 2.0, 3.0], [0.0, 1.0]).tolist()
        [2.0, 3.0]
    """
    if mode not in ("valid", "same", "full"):
        raise ArgumentError(f"correlate: mode is 'valid', 'same' or 'full'; it is {mode!r}.")
    x1, x2 = as_tensor(x1) * 1.0, as_tensor(x2) * 1.0
    if len(x1.shape) != 1 or len(x2.shape) != 1:
        raise ShapeError(f"correlate takes two sequences; the shapes are {x1.shape}, {x2.shape}.")
    if x1.shape[0] < x2.shape[0]:
        return flip(correlate(x2, x1, mode), 0)
    size, window = x1.shape[0], x2.shape[0]
    before, after = {
        "valid": (0, 0),
        "full": (window - 1, window - 1),
        "same": (window // 2, window - 1 - window // 2),
    }[mode]
    from p_vision.ops.convolution import conv

    row = reshape(pad(x1, [(before, after)]), (1, size + before + after, 1))
    return reshape(conv(row, reshape(x2, (window, 1, 1))), (-1,))
