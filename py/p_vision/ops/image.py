"""Images: tensors of shape (height, width, channels), or a batch of them."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, pad
from p_vision.ops.shapes import reshape

__all__ = ["crop_images", "pad_images", "resize", "rgb_to_grayscale"]


@composite
def resize(
    images: Any,
    size: tuple[int, int],
    interpolation: str = "bilinear",
    antialias: bool = False,
    data_format: str | None = None,
) -> Any:
    """Images in another size.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        size: The new (height, width).
        interpolation: ``"bilinear"`` or ``"nearest"``. Defaults to ``"bilinear"``.
        antialias: Accepted for Keras; must be False.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A tensor with the new height and width.

    Example:
        >>> from p_vision import ops
        >>> ops.image.resize(ops.ones((4, 4, 3)), (2, 2)).shape
        (2, 2, 3)
    """
    if interpolation not in ("bilinear", "nearest"):
        raise ArgumentError(
            f"resize: interpolation is 'bilinear' or 'nearest'; it is {interpolation!r}."
        )
    if antialias:
        raise ArgumentError("resize: antialias=True is not available.")
    x = as_tensor(images)
    single = len(x.shape) == 3
    if len(x.shape) not in (3, 4):
        raise ShapeError(
            f"resize takes (height, width, channels) or a batch of it; this has shape {x.shape}."
        )
    if single:
        x = reshape(x, (1, *x.shape))
    first = data_format == "channels_first"
    if first:
        x = moveaxis(x, 1, -1)
    attrs = encode(size=(int(size[0]), int(size[1])), interpolation=interpolation)
    found = unary("resize", x * 1.0 if x.dtype != "float32" else x, attrs)
    if first:
        found = moveaxis(found, -1, 1)
    return reshape(found, tuple(found.shape[1:])) if single else found


@composite
def rgb_to_grayscale(images: Any, data_format: str | None = None) -> Any:
    """Colour images as shades of grey: 0.2989 red + 0.5870 green + 0.1140 blue.

    Args:
        images: A tensor of shape (..., 3).
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor of shape (..., 1).

    Example:
        >>> from p_vision import ops
        >>> ops.image.rgb_to_grayscale(ops.ones((4, 4, 3))).shape
        (4, 4, 1)
    """
    axis = -3 if data_format == "channels_first" else -1
    x = moveaxis(as_tensor(images), axis, -1)
    if x.shape[-1] != 3:
        raise ShapeError(f"rgb_to_grayscale takes 3 channels; the shape is {x.shape}.")
    grey = unary("sum", x * [0.2989, 0.587, 0.114], encode(axes=(-1,), keepdims=True))
    return moveaxis(grey, -1, axis)


@composite
def pad_images(
    images: Any,
    top_padding: int = 0,
    left_padding: int = 0,
    bottom_padding: int = 0,
    right_padding: int = 0,
) -> Any:
    """Images with a border of zeros.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        top_padding: Rows above. Defaults to 0.
        left_padding: Columns to the left. Defaults to 0.
        bottom_padding: Rows below. Defaults to 0.
        right_padding: Columns to the right. Defaults to 0.

    Returns:
        A tensor of larger images.

    Example:
        >>> from p_vision import ops
        >>> ops.image.pad_images(ops.ones((4, 4, 3)), 1, 1, 1, 1).shape
        (6, 6, 3)
    """
    x = as_tensor(images)
    widths = [(top_padding, bottom_padding), (left_padding, right_padding), (0, 0)]
    return pad(x, [(0, 0)] * (len(x.shape) - 3) + widths)


@composite
def crop_images(
    images: Any,
    top_cropping: int = 0,
    left_cropping: int = 0,
    bottom_cropping: int = 0,
    right_cropping: int = 0,
) -> Any:
    """Images without some of their border.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        top_cropping: Rows dropped above. Defaults to 0.
        left_cropping: Columns dropped to the left. Defaults to 0.
        bottom_cropping: Rows dropped below. Defaults to 0.
        right_cropping: Columns dropped to the right. Defaults to 0.

    Returns:
        A tensor of smaller images.

    Example:
        >>> from p_vision import ops
        >>> ops.image.crop_images(ops.ones((4, 4, 3)), 1, 1, 1, 0).shape
        (2, 3, 3)
    """
    x = as_tensor(images)
    height, width = x.shape[-3:-1]
    return x[
        ..., top_cropping : height - bottom_cropping, left_cropping : width - right_cropping, :
    ]
