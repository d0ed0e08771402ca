"""Colours: red, green and blue, or hue, saturation and value, or shades of grey."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops.arrangement import moveaxis
from p_vision.ops.conversion import cast
from p_vision.ops.indexing import where
from p_vision.ops.shapes import stack

__all__ = ["hsv_to_rgb", "rgb_to_grayscale", "rgb_to_hsv"]


def _channels(images: Any, data_format: str | None, op: str) -> tuple[Any, int]:
    axis = -3 if data_format == "channels_first" else -1
    x = moveaxis(as_tensor(images) * 1.0, axis, -1)
    if x.shape[-1] != 3:
        raise ShapeError(f"{op} takes 3 channels; the shape is {tuple(x.shape)}.")
    return x, axis


@composite
def rgb_to_grayscale(images: Any, data_format: str | None = None) -> Any:
    """Colour images as shades of grey: 0.2989 red + 0.5870 green + 0.1140 blue.

    Args:
        images: A tensor of shape (..., 3), or (..., 1) for what is grey already.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (..., 1).

    Example:
        >>> from p_vision import ops
        >>> ops.image.rgb_to_grayscale(ops.ones((4, 4, 3))).shape
        (4, 4, 1)
    """
    axis = -3 if data_format == "channels_first" else -1
    grey = as_tensor(images)
    if len(grey.shape) > 2 and grey.shape[axis] == 1:
        return grey
    x, axis = _channels(images, data_format, "rgb_to_grayscale")
    mixed = unary("sum", x * [0.2989, 0.587, 0.114], encode(axes=(-1,), keepdims=True))
    return moveaxis(mixed, -1, axis)


@composite
def rgb_to_hsv(images: Any, data_format: str | None = None) -> Any:
    """Red, green and blue as hue, saturation and value.

    Args:
        images: A tensor of shape (..., 3) with values from 0 to 1.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape, with values from 0 to 1.

    Example:
        >>> from p_vision import ops
        >>> ops.image.rgb_to_hsv([[[1.0, 0.0, 0.0]]]).tolist()
        [[[0.0, 1.0, 1.0]]]
    """
    x, axis = _channels(images, data_format, "rgb_to_hsv")
    r, g, b = x[..., 0], x[..., 1], x[..., 2]
    value = binary("maximum", binary("maximum", r, g), b)
    distance = value - binary("minimum", binary("minimum", r, g), b)
    bright, coloured = value > 0, distance > 0
    saturation = where(bright, distance / where(bright, value, 1.0), 0.0)
    sixth = 1.0 / (where(coloured, distance, 1.0) * 6.0)
    hue = where(value == g, sixth * (b - r) + 2.0 / 6.0, sixth * (r - g) + 4.0 / 6.0)
    hue = where(value == r, sixth * (g - b), hue)
    hue = where(coloured, hue, 0.0) + cast(hue < 0.0, "float32")
    return moveaxis(stack([hue, saturation, value], -1), -1, axis)


@composite
def hsv_to_rgb(images: Any, data_format: str | None = None) -> Any:
    """Hue, saturation and value as red, green and blue.

    Args:
        images: A tensor of shape (..., 3) with values from 0 to 1.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of the same shape, with values from 0 to 1.

    Example:
        >>> from p_vision import ops
        >>> ops.image.hsv_to_rgb([[[0.0, 1.0, 1.0]]]).tolist()
        [[[1.0, 0.0, 0.0]]]
    """
    x, axis = _channels(images, data_format, "hsv_to_rgb")
    hue, saturation, value = x[..., 0], x[..., 1], x[..., 2]
    turn = (hue - unary("floor", hue)) * 6.0
    limits = encode(min=0.0, max=1.0)
    shares = (
        unary("clip", unary("abs", turn - 3.0) - 1.0, limits),
        unary("clip", 2.0 - unary("abs", turn - 2.0), limits),
        unary("clip", 2.0 - unary("abs", turn - 4.0), limits),
    )
    planes = [value * (1.0 - saturation + saturation * share) for share in shares]
    return moveaxis(stack(planes, -1), -1, axis)
