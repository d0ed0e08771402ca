"""Pictures as files and as arrays, by Pillow, which is loaded when it is needed."""

from __future__ import annotations

import sys
from typing import Any

from p_vision.errors import ArgumentError, ShapeError, UnknownNameError

__all__ = ["array_to_img", "img_to_array", "load_img", "save_img", "smart_resize"]

_MODES = {"grayscale": "L", "rgb": "RGB", "rgba": "RGBA"}
_INTERPOLATIONS = ("nearest", "bilinear", "bicubic", "hamming", "box", "lanczos")


def _pillow() -> Any:
    try:
        from PIL import Image
    except ImportError:
        way = (
            "which this page could not load. Is the computer online? Then run it again."
            if sys.platform == "emscripten"
            else "which is not installed: pip install pillow"
        )
        raise ArgumentError(f"Reading and writing pictures needs Pillow, {way}") from None
    return Image


def load_img(
    path: Any,
    color_mode: str = "rgb",
    target_size: tuple[int, int] | None = None,
    interpolation: str = "nearest",
    keep_aspect_ratio: bool = False,
) -> Any:
    """Read a picture from a file.

    Args:
        path: A file name or an open file.
        color_mode: "grayscale", "rgb" or "rgba".
        target_size: (height, width) to scale to; None keeps the size.
        interpolation: "nearest", "bilinear", "bicubic", "lanczos", "box" or "hamming".
        keep_aspect_ratio: Cut the middle out so that nothing is distorted.

    Returns:
        A picture of Pillow; `img_to_array` makes an array of it.

    Raises:
        UnknownNameError: A colour mode or interpolation of another name.

    Reference: https://keras.io/api/data_loading/image/
    """
    if color_mode not in _MODES:
        raise UnknownNameError(color_mode, _MODES, "color_mode")
    picture = _pillow().open(path)
    if picture.mode != _MODES[color_mode]:
        picture = picture.convert(_MODES[color_mode])
    if target_size is None:
        return picture
    if interpolation not in _INTERPOLATIONS:
        raise UnknownNameError(interpolation, _INTERPOLATIONS, "interpolation")
    height, width = target_size
    how = getattr(_pillow().Resampling, interpolation.upper())
    if picture.size == (width, height):
        return picture
    if not keep_aspect_ratio:
        return picture.resize((width, height), how)
    wide, high = picture.size
    cut_width, cut_height = min(wide, high * width // height), min(high, wide * height // width)
    left, top = (wide - cut_width) // 2, (high - cut_height) // 2
    return picture.resize((width, height), how, (left, top, left + cut_width, top + cut_height))


def img_to_array(img: Any, data_format: str | None = None, dtype: Any = None) -> Any:
    """Make an array of a picture.

    Args:
        img: A picture of Pillow.
        data_format: "channels_last" (the default) or "channels_first".
        dtype: float32 by default.

    Returns:
        An array of shape (height, width, channels).

    Example:
        >>> img_to_array([[255, 0]]).tolist()
        [[[255.0], [0.0]]]
    """
    import numpy

    values = numpy.asarray(img, dtype=dtype or "float32")
    if values.ndim == 2:
        values = values[:, :, None]
    if values.ndim != 3:
        raise ShapeError(f"A picture has 2 or 3 axes, but this one has shape {values.shape}.")
    return values.transpose(2, 0, 1) if data_format == "channels_first" else values


def array_to_img(
    x: Any, data_format: str | None = None, scale: bool = True, dtype: Any = None
) -> Any:
    """Make a picture of an array.

    Args:
        x: Shape (height, width, channels) with 1, 3 or 4 channels.
        data_format: "channels_last" (the default) or "channels_first".
        scale: Spread the values over 0..255; else they are taken as they are.
        dtype: float32 by default.

    Returns:
        A picture of Pillow.

    Raises:
        ShapeError: Another number of axes or channels.
    """
    import numpy

    values = numpy.asarray(x, dtype=dtype or "float32")
    if values.ndim != 3:
        raise ShapeError(
            f"A picture has 3 axes (height, width, channels), but x.shape is {values.shape}. "
            "Of a batch take one: x[0]; x[..., None] adds the channel of a grey picture."
        )
    if data_format == "channels_first":
        values = values.transpose(1, 2, 0)
    if scale:
        values = values - values.min()
        largest = values.max()
        values = values / (largest if largest != 0 else 1) * 255
    channels = values.shape[2]
    if channels not in (1, 3, 4):
        raise ShapeError(f"A picture has 1, 3 or 4 channels, but x.shape is {values.shape}.")
    bytes_ = values.astype("uint8")
    if channels == 1 and values.max() > 255:
        return _pillow().fromarray(values[:, :, 0].astype("int32"))
    return _pillow().fromarray(bytes_[:, :, 0] if channels == 1 else bytes_)


def save_img(
    path: Any,
    x: Any,
    data_format: str | None = None,
    file_format: str | None = None,
    scale: bool = True,
    **kwargs: Any,
) -> None:
    """Write an array as a picture into a file.

    Args:
        path: The file name; its ending says the format.
        x: Shape (height, width, channels).
        data_format: "channels_last" (the default) or "channels_first".
        file_format: The format, where the ending does not say it.
        scale: Spread the values over 0..255.
        **kwargs: For Pillow's `save`.
    """
    picture = array_to_img(x, data_format, scale)
    if picture.mode == "RGBA" and str(path).lower().endswith((".jpg", ".jpeg")):
        picture = picture.convert("RGB")
    picture.save(path, format=file_format, **kwargs)


def smart_resize(
    x: Any,
    size: tuple[int, int],
    interpolation: str = "bilinear",
    data_format: str = "channels_last",
    **kwargs: Any,
) -> Any:
    """Scale pictures without distorting them: the middle of the right shape is cut out first.

    Args:
        x: Shape (height, width, channels), or a batch of such.
        size: (height, width) of the result.
        interpolation: "bilinear" or "nearest".
        data_format: "channels_last".
        **kwargs: Accepted for Keras.

    Returns:
        Pictures of that size, as an array.

    Example:
        >>> import numpy
        >>> smart_resize(numpy.ones((6, 4, 3)), (2, 2)).shape
        (2, 2, 3)
    """
    from p_vision import ops

    values = ops.convert_to_tensor(x, dtype="float32")
    single = len(values.shape) == 3
    if single:
        values = values[None]
    high, wide = values.shape[1:3]
    height, width = size
    cut_height, cut_width = min(high, wide * height // width), min(wide, high * width // height)
    top, left = (high - cut_height) // 2, (wide - cut_width) // 2
    values = values[:, top : top + cut_height, left : left + cut_width]
    resized = ops.image.resize(values, size, interpolation=interpolation).numpy()
    return resized[0] if single else resized
