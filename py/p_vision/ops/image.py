"""Images: tensors of shape (height, width, channels), or a batch of them."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.missing_names import missing_name
from p_vision.ops._apply import as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, pad
from p_vision.ops.colours import hsv_to_rgb, rgb_to_grayscale, rgb_to_hsv
from p_vision.ops.image_filters import (
    extract_patches,
    extract_patches_3d,
    gaussian_blur,
    sobel_edges,
    ssim,
)
from p_vision.ops.resampling import resampled, scale_and_translate
from p_vision.ops.sampling import (
    affine_transform,
    elastic_transform,
    map_coordinates,
    perspective_transform,
)
from p_vision.ops.shapes import reshape

__all__ = [
    "affine_transform",
    "crop_images",
    "elastic_transform",
    "extract_patches",
    "extract_patches_3d",
    "gaussian_blur",
    "hsv_to_rgb",
    "map_coordinates",
    "pad_images",
    "perspective_transform",
    "resize",
    "rgb_to_grayscale",
    "rgb_to_hsv",
    "scale_and_translate",
    "sobel_edges",
    "ssim",
]

_INTERPOLATIONS = ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5")


@composite
def resize(
    images: Any,
    size: tuple[int, int],
    interpolation: str = "bilinear",
    antialias: bool = False,
    crop_to_aspect_ratio: bool = False,
    pad_to_aspect_ratio: bool = False,
    fill_mode: str = "constant",
    fill_value: float = 0.0,
    data_format: str | None = None,
) -> Any:
    """Images in another size.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        size: The new (height, width).
        interpolation: ``"bilinear"``, ``"nearest"``, ``"bicubic"``,
            ``"lanczos3"`` or ``"lanczos5"``. Defaults to ``"bilinear"``.
        antialias: Whether smaller images take the mean of what they leave
            out. Defaults to False.
        crop_to_aspect_ratio: Whether to cut off what does not fit the new
            shape, so that nothing is stretched. Defaults to False.
        pad_to_aspect_ratio: Whether to put a border around it instead.
            Defaults to False.
        fill_mode: Must be ``"constant"``: a border of `fill_value`.
        fill_value: The values of that border. Defaults to 0.0.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A float32 tensor with the new height and width.

    Raises:
        ArgumentError: for another interpolation, or settings that do not go together.
        ShapeError: for something that is no image.

    Example:
        >>> from p_vision import ops
        >>> ops.image.resize(ops.ones((4, 4, 3)), (2, 2)).shape
        (2, 2, 3)
    """
    if interpolation not in _INTERPOLATIONS:
        raise ArgumentError(
            f"resize: interpolation is one of {', '.join(_INTERPOLATIONS)}; "
            f"it is {interpolation!r}."
        )
    if crop_to_aspect_ratio and pad_to_aspect_ratio:
        raise ArgumentError("resize: use only one of crop_to_ and pad_to_aspect_ratio.")
    if fill_mode != "constant":
        raise ArgumentError(f"resize: fill_mode is 'constant'; it is {fill_mode!r}.")
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
    height, width = int(size[0]), int(size[1])
    if x.dtype != "float32":
        x = x * 1.0
    if crop_to_aspect_ratio:
        x = _cropped(x, height, width)
    elif pad_to_aspect_ratio:
        x = _padded(x, height, width, fill_value)
    if interpolation == "nearest" or (interpolation == "bilinear" and not antialias):
        attrs = encode(size=(height, width), interpolation=interpolation)
        found = unary("resize", x, attrs)
    else:
        found = x
        for axis, side in ((1, height), (2, width)):
            scale = side / x.shape[axis]
            found = resampled(found, axis, side, scale, 0.0, interpolation, antialias)
    if first:
        found = moveaxis(found, -1, 1)
    return reshape(found, tuple(found.shape[1:])) if single else found


def _cropped(x: Any, height: int, width: int) -> Any:
    tall, wide = x.shape[1:3]
    rows = max(min(tall, int(wide * height / width)), 1)
    columns = max(min(wide, int(tall * width / height)), 1)
    top, left = (tall - rows) // 2, (wide - columns) // 2
    return x[:, top : top + rows, left : left + columns, :]


def _padded(x: Any, height: int, width: int, value: float) -> Any:
    tall, wide = x.shape[1:3]
    top = (max(tall, int(wide * height / width)) - tall) // 2
    left = 0 if top else (max(wide, int(tall * width / height)) - wide) // 2
    return pad(x, [(0, 0), (top, top), (left, left), (0, 0)], constant_values=value)


def _borders(
    op: str, low: int | None, high: int | None, given: int, target: int | None, sign: int
) -> tuple[int, int]:
    """Both borders of an axis: two of (low, high, target) say what the third is."""
    if target is not None:
        total = (target - given) * sign
        if low is None:
            low = total - (high or 0)
        else:
            high = total - low
    low, high = low or 0, high or 0
    if low < 0 or high < 0:
        raise ArgumentError(
            f"{op}: a side of {given} does not become {target} with a border of {max(low, high)}."
        )
    return low, high


@composite
def pad_images(
    images: Any,
    top_padding: int | None = None,
    left_padding: int | None = None,
    bottom_padding: int | None = None,
    right_padding: int | None = None,
    target_height: int | None = None,
    target_width: int | None = None,
    data_format: str | None = None,
) -> Any:
    """Images with a border of zeros.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        top_padding: Rows above.
        left_padding: Columns to the left.
        bottom_padding: Rows below.
        right_padding: Columns to the right.
        target_height: The new height, in place of one of the borders.
        target_width: The new width, in place of one of the borders.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A tensor of larger images.

    Raises:
        ArgumentError: when a border would have to be negative.

    Example:
        >>> from p_vision import ops
        >>> ops.image.pad_images(ops.ones((4, 4, 3)), 1, 1, target_height=8, target_width=6).shape
        (8, 6, 3)
    """
    x = as_tensor(images)
    first = data_format == "channels_first"
    height, width = x.shape[-2:] if first else x.shape[-3:-1]
    rows = _borders("pad_images", top_padding, bottom_padding, height, target_height, 1)
    columns = _borders("pad_images", left_padding, right_padding, width, target_width, 1)
    widths = [(0, 0), rows, columns] if first else [rows, columns, (0, 0)]
    return pad(x, [(0, 0)] * (len(x.shape) - 3) + widths)


@composite
def crop_images(
    images: Any,
    top_cropping: int | None = None,
    left_cropping: int | None = None,
    bottom_cropping: int | None = None,
    right_cropping: int | None = None,
    target_height: int | None = None,
    target_width: int | None = None,
    data_format: str | None = None,
) -> Any:
    """Images without some of their border.

    Args:
        images: A tensor of shape (height, width, channels), or a batch of them.
        top_cropping: Rows dropped above.
        left_cropping: Columns dropped to the left.
        bottom_cropping: Rows dropped below.
        right_cropping: Columns dropped to the right.
        target_height: The new height, in place of one of the others.
        target_width: The new width, in place of one of the others.
        data_format: ``"channels_last"`` (None means it) or ``"channels_first"``.

    Returns:
        A tensor of smaller images.

    Raises:
        ArgumentError: when more would be dropped than there is.

    Example:
        >>> from p_vision import ops
        >>> ops.image.crop_images(ops.ones((4, 4, 3)), 1, 1, 1, 0).shape
        (2, 3, 3)
    """
    x = as_tensor(images)
    first = data_format == "channels_first"
    height, width = x.shape[-2:] if first else x.shape[-3:-1]
    top, bottom = _borders("crop_images", top_cropping, bottom_cropping, height, target_height, -1)
    left, right = _borders("crop_images", left_cropping, right_cropping, width, target_width, -1)
    rows, columns = slice(top, height - bottom), slice(left, width - right)
    return x[..., rows, columns] if first else x[..., rows, columns, :]


__getattr__ = missing_name("p_vision.ops.image", __all__)
