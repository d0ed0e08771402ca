"""Windows that move over images, sequences and volumes. The channels come last."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import apply, as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis
from p_vision.ops.shapes import reshape

__all__ = [
    "average_pool",
    "conv",
    "conv_transpose",
    "depthwise_conv",
    "max_pool",
    "separable_conv",
]


def _each(value: Any, rank: int, name: str, op: str) -> tuple[int, ...]:
    if isinstance(value, int):
        return (value,) * rank
    found = tuple(int(item) for item in value)
    if len(found) == 1:
        found *= rank
    if len(found) != rank:
        raise ArgumentError(f"{op}: {name} needs {rank} numbers; it is {value!r}.")
    return found


def _padding(padding: Any, op: str) -> Any:
    if isinstance(padding, str):
        lower = padding.lower()
        if lower not in ("valid", "same", "causal"):
            raise ArgumentError(f"{op}: padding is 'valid' or 'same'; it is {padding!r}.")
        return lower
    return tuple((int(low), int(high)) for low, high in padding)


def _is_first(data_format: str | None, op: str) -> bool:
    if data_format in (None, "channels_last"):
        return False
    if data_format == "channels_first":
        return True
    raise ArgumentError(
        f"{op}: data_format is 'channels_last' or 'channels_first'; it is {data_format!r}."
    )


def _spatial(x: Any, op: str) -> int:
    rank = len(x.shape) - 2
    if not 1 <= rank <= 3:
        raise ShapeError(
            f"{op} takes a tensor (batch, *places, channels) with 1 to 3 axes of places; "
            f"this has shape {x.shape}."
        )
    return rank


@composite
def conv(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: Any = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
    groups: int | None = None,
) -> Any:
    """A convolution: at each place, the sum of products of a window with a kernel.

    Args:
        inputs: A tensor of shape (batch, *places, in).
        kernel: A tensor of shape (*window, in / groups, out).
        strides: How far the window moves, one number or one for each axis. Defaults to 1.
        padding: ``"valid"`` (windows inside only), ``"same"`` (as many places
            as the input, divided by the stride), ``"causal"`` for sequences, or
            (before, after) pairs. Defaults to ``"valid"``.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.
        dilation_rate: The distance between the places of a window. Defaults to 1.
        groups: How many groups of channels are kept apart; None finds it out
            from the shapes.

    Returns:
        A float32 tensor of shape (batch, *new places, out).

    Example:
        >>> from p_vision import ops
        >>> ops.conv(ops.ones((1, 5, 5, 1)), ops.ones((3, 3, 1, 8))).shape
        (1, 3, 3, 8)
    """
    x, kernel = as_tensor(inputs), as_tensor(kernel)
    rank = _spatial(x, "conv")
    first = _is_first(data_format, "conv")
    if first:
        x = moveaxis(x, 1, -1)
    if len(kernel.shape) != rank + 2:
        raise ShapeError(
            f"conv: a tensor of shape {x.shape} needs a kernel of {rank + 2} axes, "
            f"(*window, in, out); the kernel has shape {kernel.shape}."
        )
    if groups is None:
        groups = max(x.shape[-1] // kernel.shape[-2], 1)
    attrs = encode(
        strides=_each(strides, rank, "strides", "conv"),
        padding=_padding(padding, "conv"),
        dilation=_each(dilation_rate, rank, "dilation_rate", "conv"),
        groups=groups,
    )
    found = apply("conv", (x, kernel), attrs)
    return moveaxis(found, -1, 1) if first else found


@composite
def depthwise_conv(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: Any = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Any:
    """A convolution of each channel by itself.

    Args:
        inputs: A tensor of shape (batch, *places, in).
        kernel: A tensor of shape (*window, in, multiplier).
        strides: How far the window moves. Defaults to 1.
        padding: As for `conv`. Defaults to ``"valid"``.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.
        dilation_rate: The distance between the places of a window. Defaults to 1.

    Returns:
        A float32 tensor of shape (batch, *new places, in * multiplier).

    Example:
        >>> from p_vision import ops
        >>> ops.depthwise_conv(ops.ones((1, 5, 5, 3)), ops.ones((3, 3, 3, 2))).shape
        (1, 3, 3, 6)
    """
    x, kernel = as_tensor(inputs), as_tensor(kernel)
    channels, multiplier = kernel.shape[-2:]
    grouped = reshape(kernel, (*kernel.shape[:-2], 1, channels * multiplier))
    return conv(x, grouped, strides, padding, data_format, dilation_rate, groups=channels)


@composite
def separable_conv(
    inputs: Any,
    depthwise_kernel: Any,
    pointwise_kernel: Any,
    strides: Any = 1,
    padding: Any = "valid",
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Any:
    """A convolution of each channel by itself, then a mix of the channels.

    Args:
        inputs: A tensor of shape (batch, *places, in).
        depthwise_kernel: A tensor of shape (*window, in, multiplier).
        pointwise_kernel: A tensor of shape (*ones, in * multiplier, out).
        strides: How far the window moves. Defaults to 1.
        padding: As for `conv`. Defaults to ``"valid"``.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.
        dilation_rate: The distance between the places of a window. Defaults to 1.

    Returns:
        A float32 tensor of shape (batch, *new places, out).

    Example:
        >>> from p_vision import ops
        >>> x, d, p = ops.ones((1, 5, 5, 3)), ops.ones((3, 3, 3, 1)), ops.ones((1, 1, 3, 8))
        >>> ops.separable_conv(x, d, p).shape
        (1, 3, 3, 8)
    """
    x = depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate)
    return conv(x, pointwise_kernel, 1, "valid", data_format)


@composite
def conv_transpose(
    inputs: Any,
    kernel: Any,
    strides: Any = 1,
    padding: str = "valid",
    output_padding: Any = None,
    data_format: str | None = None,
    dilation_rate: Any = 1,
) -> Any:
    """The way back of a convolution: each value spreads over a window.

    Args:
        inputs: A tensor of shape (batch, *places, in).
        kernel: A tensor of shape (*window, out, in).
        strides: How far apart the windows lie. Defaults to 1.
        padding: ``"valid"`` or ``"same"``. Defaults to ``"valid"``.
        output_padding: How many more places at the end; None finds it out.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.
        dilation_rate: The distance between the places of a window. Defaults to 1.

    Returns:
        A float32 tensor of shape (batch, *larger places, out).

    Example:
        >>> from p_vision import ops
        >>> ops.conv_transpose(ops.ones((1, 4, 4, 3)), ops.ones((3, 3, 8, 3)), 2, "same").shape
        (1, 8, 8, 8)
    """
    x, kernel = as_tensor(inputs), as_tensor(kernel)
    rank = _spatial(x, "conv_transpose")
    first = _is_first(data_format, "conv_transpose")
    if first:
        x = moveaxis(x, 1, -1)
    more = output_padding
    attrs = encode(
        strides=_each(strides, rank, "strides", "conv_transpose"),
        padding=_padding(padding, "conv_transpose"),
        output_padding=None
        if more is None
        else _each(more, rank, "output_padding", "conv_transpose"),
        dilation=_each(dilation_rate, rank, "dilation_rate", "conv_transpose"),
    )
    found = apply("conv_transpose", (x, kernel), attrs)
    return moveaxis(found, -1, 1) if first else found


def _pooled(
    op: str, inputs: Any, pool_size: Any, strides: Any, padding: Any, data_format: str | None
) -> Any:
    x = as_tensor(inputs)
    rank = _spatial(x, op)
    first = _is_first(data_format, op)
    if first:
        x = moveaxis(x, 1, -1)
    window = _each(pool_size, rank, "pool_size", op)
    attrs = encode(
        pool_size=window,
        strides=window if strides is None else _each(strides, rank, "strides", op),
        padding=_padding(padding, op),
    )
    found = unary(op, x, attrs)
    return moveaxis(found, -1, 1) if first else found


@composite
def max_pool(
    inputs: Any,
    pool_size: Any,
    strides: Any = None,
    padding: Any = "valid",
    data_format: str | None = None,
) -> Any:
    """The largest value of each window.

    Args:
        inputs: A tensor of shape (batch, *places, channels).
        pool_size: The size of the window, one number or one for each axis.
        strides: How far the window moves; None means its size. Defaults to None.
        padding: ``"valid"`` or ``"same"``. Defaults to ``"valid"``.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (batch, *fewer places, channels).

    Example:
        >>> from p_vision import ops
        >>> ops.max_pool(ops.ones((1, 4, 4, 3)), 2).shape
        (1, 2, 2, 3)
    """
    return _pooled("max_pool", inputs, pool_size, strides, padding, data_format)


@composite
def average_pool(
    inputs: Any,
    pool_size: Any,
    strides: Any = None,
    padding: Any = "valid",
    data_format: str | None = None,
) -> Any:
    """The mean of each window; places outside the input do not count.

    Args:
        inputs: A tensor of shape (batch, *places, channels).
        pool_size: The size of the window, one number or one for each axis.
        strides: How far the window moves; None means its size. Defaults to None.
        padding: ``"valid"`` or ``"same"``. Defaults to ``"valid"``.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (batch, *fewer places, channels).

    Example:
        >>> from p_vision import ops
        >>> ops.average_pool(ops.ones((1, 4, 4, 3)), 2).shape
        (1, 2, 2, 3)
    """
    return _pooled("average_pool", inputs, pool_size, strides, padding, data_format)
