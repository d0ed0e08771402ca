"""Parts and blocks of tensors, and windows of signals."""

from __future__ import annotations

import math
from typing import Any

from p_vision.ops._apply import as_tensor, composite, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.ranges import arange
from p_vision.ops.shapes import concatenate, reshape, split

__all__ = [
    "bartlett",
    "blackman",
    "depth_to_space",
    "dsplit",
    "dstack",
    "hamming",
    "hanning",
    "hsplit",
    "space_to_depth",
    "vsplit",
]


def _deep(x: Any) -> Any:
    if len(x.shape) >= 3:
        return x
    return reshape(x, (*x.shape, 1) if len(x.shape) == 2 else (1, -1, 1))


def _wave(size: Any, times: int) -> Any:
    place = arange(int(size), dtype="float32")
    return unary("cos", place * (2.0 * math.pi * times / max(int(size) - 1, 1)))


def _last(x: Any, data_format: str) -> Any:
    return moveaxis(x, 1, -1) if data_format == "channels_first" else x


def _back(x: Any, data_format: str) -> Any:
    return moveaxis(x, -1, 1) if data_format == "channels_first" else x


@composite
def hsplit(x: Any, indices_or_sections: Any) -> Any:
    """A tensor in parts that lie side by side.

    Args:
        x: A tensor.
        indices_or_sections: How many parts, or the places of the cuts.

    Returns:
        A list of tensors.

    Example:
        >>> from p_vision import ops
        >>> [p.tolist() for p in ops.hsplit([[1, 2, 3, 4]], 2)]
        [[[1, 2]], [[3, 4]]]
    """
    x = as_tensor(x)
    axis = 0 if len(x.shape) == 1 else 1
    return split(x, indices_or_sections, axis)


@composite
def vsplit(x: Any, indices_or_sections: Any) -> Any:
    """A tensor in parts that lie one above the other.

    Args:
        x: A tensor.
        indices_or_sections: How many parts, or the places of the cuts.

    Returns:
        A list of tensors.

    Example:
        >>> from p_vision import ops
        >>> [p.tolist() for p in ops.vsplit([[1], [2]], 2)]
        [[[1]], [[2]]]
    """
    x = as_tensor(x)
    axis = 0
    return split(x, indices_or_sections, axis)


@composite
def dsplit(x: Any, indices_or_sections: Any) -> Any:
    """A tensor in parts that lie one behind the other.

    Args:
        x: A tensor.
        indices_or_sections: How many parts, or the places of the cuts.

    Returns:
        A list of tensors.

    Example:
        >>> from p_vision import ops
        >>> [p.tolist() for p in ops.dsplit([[[1, 2]]], 2)]
        [[[[1]]], [[[2]]]]
    """
    x = as_tensor(x)
    axis = 2
    return split(x, indices_or_sections, axis)


@composite
def dstack(xs: Any) -> Any:
    """Tensors behind each other, along the third axis.

    Args:
        xs: Tensors of the same shape with up to three axes.

    Returns:
        A tensor with at least three axes.

    Example:
        >>> from p_vision import ops
        >>> ops.dstack([[1, 2], [3, 4]]).tolist()
        [[[1, 3], [2, 4]]]
    """
    return concatenate([_deep(as_tensor(x)) for x in xs], axis=2)


@composite
def hamming(x: Any) -> Any:
    """The Hamming window: 0.54 - 0.46 * cos(2 pi n / (size - 1)).

    Args:
        x: How many values.

    Returns:
        A float32 tensor of shape (x,).

    Example:
        >>> from p_vision import ops
        >>> print(ops.hamming(3).numpy().round(2))
        [0.08 1.   0.08]
    """
    return 0.54 - 0.46 * _wave(x, 1)


@composite
def hanning(x: Any) -> Any:
    """The Hanning window: 0.5 - 0.5 * cos(2 pi n / (size - 1)).

    Args:
        x: How many values.

    Returns:
        A float32 tensor of shape (x,).

    Example:
        >>> from p_vision import ops
        >>> print(ops.hanning(3).numpy().round(2))
        [0. 1. 0.]
    """
    return 0.5 - 0.5 * _wave(x, 1)


@composite
def blackman(x: Any) -> Any:
    """The Blackman window: 0.42 - 0.5 cos + 0.08 cos of the double.

    Args:
        x: How many values.

    Returns:
        A float32 tensor of shape (x,).

    Example:
        >>> from p_vision import ops
        >>> print(abs(ops.blackman(3).numpy()).round(2))
        [0. 1. 0.]
    """
    return 0.42 - 0.5 * _wave(x, 1) + 0.08 * _wave(x, 2)


@composite
def bartlett(x: Any) -> Any:
    """The Bartlett window: a triangle.

    Args:
        x: How many values.

    Returns:
        A float32 tensor of shape (x,).

    Example:
        >>> from p_vision import ops
        >>> print(ops.bartlett(3).numpy().round(2))
        [0. 1. 0.]
    """
    place = arange(int(x), dtype="float32") * (2.0 / max(int(x) - 1, 1)) - 1.0
    return 1.0 - unary("abs", place)


@composite
def depth_to_space(x: Any, block_size: int, data_format: str = "channels_last") -> Any:
    """Channels spread out over blocks of pixels.

    Args:
        x: Pictures of shape (batch, height, width, channels).
        block_size: The side of a block.
        data_format: ``"channels_last"`` or ``"channels_first"``.

    Returns:
        Pictures of shape (batch, height * block, width * block, channels / block^2).

    Example:
        >>> from p_vision import ops
        >>> ops.depth_to_space(ops.ones((1, 2, 2, 4)), 2).shape
        (1, 4, 4, 1)
    """
    x = _last(as_tensor(x), data_format)
    batch, height, width, channels = x.shape
    b = int(block_size)
    parts = reshape(x, (batch, height, width, b, b, channels // (b * b)))
    mixed = transpose(parts, (0, 1, 3, 2, 4, 5))
    return _back(reshape(mixed, (batch, height * b, width * b, channels // (b * b))), data_format)


@composite
def space_to_depth(x: Any, block_size: int, data_format: str = "channels_last") -> Any:
    """Blocks of pixels put into channels.

    Args:
        x: Pictures of shape (batch, height, width, channels).
        block_size: The side of a block.
        data_format: ``"channels_last"`` or ``"channels_first"``.

    Returns:
        Pictures of shape (batch, height / block, width / block, channels * block^2).

    Example:
        >>> from p_vision import ops
        >>> ops.space_to_depth(ops.ones((1, 4, 4, 1)), 2).shape
        (1, 2, 2, 4)
    """
    x = _last(as_tensor(x), data_format)
    batch, height, width, channels = x.shape
    b = int(block_size)
    parts = reshape(x, (batch, height // b, b, width // b, b, channels))
    mixed = transpose(parts, (0, 1, 3, 2, 4, 5))
    return _back(reshape(mixed, (batch, height // b, width // b, channels * b * b)), data_format)
