"""Layers that bring images to a size: scaled, or cut out of the middle."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float, data_format_name, whole_number
from p_vision.types import TensorLike


class ImageSize(Layer):
    """Base of layers that change the size of images, or of one image."""

    height: int
    width: int
    data_format: str

    def _keep(self, height: int, width: int, data_format: str | None) -> None:
        self.height, self.width = whole_number(height, "height"), whole_number(width, "width")
        self.data_format = data_format_name(data_format)

    def call(self, data: TensorLike, training: bool = True) -> TensorLike:
        """Return the images in the new size.

        Args:
            data: (batch, height, width, channels), or one image.
            training: accepted for Keras; makes no difference.
        """
        if len(data.shape) not in (3, 4):
            raise ShapeError(
                f"'{self.name}' takes images (batch, height, width, channels) or one image, but "
                f"received shape {tuple(data.shape)}."
            )
        single = len(data.shape) == 3
        first = self.data_format == "channels_first"
        x = ops.expand_dims(data, 0) if single else data
        x = self._resized(ops.moveaxis(x, 1, -1) if first else x)
        x = ops.moveaxis(x, -1, 1) if first else x
        return ops.squeeze(x, 0) if single else x

    def _resized(self, x: TensorLike) -> TensorLike:
        raise NotImplementedError


class Resizing(ImageSize):
    """Scales images.

    Args:
        height: new height.
        width: new width.
        interpolation: "bilinear" or "nearest".
        crop_to_aspect_ratio: cut off borders first, so that nothing is distorted.
        pad_to_aspect_ratio: add borders first, so that nothing is distorted.
        fill_mode: "constant".
        fill_value: value of added borders.
        antialias: accepted for Keras as False only.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/

    >>> Resizing(2, 3)(ops.ones((1, 4, 4, 1))).shape
    (1, 2, 3, 1)
    """

    def __init__(
        self,
        height: int,
        width: int,
        interpolation: str = "bilinear",
        crop_to_aspect_ratio: bool = False,
        pad_to_aspect_ratio: bool = False,
        fill_mode: str = "constant",
        fill_value: float = 0.0,
        antialias: bool = False,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._keep(height, width, data_format)
        if crop_to_aspect_ratio and pad_to_aspect_ratio:
            raise ArgumentError("Choose one of crop_to_aspect_ratio and pad_to_aspect_ratio.")
        if fill_mode != "constant":
            raise ArgumentError(f"fill_mode is 'constant', not {fill_mode!r}.")
        self.interpolation = interpolation
        self.crop_to_aspect_ratio = crop_to_aspect_ratio
        self.pad_to_aspect_ratio = pad_to_aspect_ratio
        self.fill_mode = fill_mode
        self.fill_value = fill_value
        self.antialias = antialias

    def _resized(self, x: TensorLike) -> TensorLike:
        size = (self.height, self.width)
        if self.crop_to_aspect_ratio:
            x = cut_to_ratio(x, size)
        if self.pad_to_aspect_ratio:
            x = _padded_to_ratio(x, size, self.fill_value)
        found = ops.image.resize(
            as_float(x), size, interpolation=self.interpolation, antialias=self.antialias
        )
        return found if x.dtype == "float32" else ops.cast(ops.round(found), x.dtype)


class CenterCrop(ImageSize):
    """Cuts the middle out of images; smaller images are scaled up first.

    Args:
        height: new height.
        width: new width.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_preprocessing/center_crop/

    >>> CenterCrop(2, 2)(ops.ones((1, 4, 6, 1))).shape
    (1, 2, 2, 1)
    """

    def __init__(
        self, height: int, width: int, data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._keep(height, width, data_format)

    def _resized(self, x: TensorLike) -> TensorLike:
        return cut_or_scaled(as_float(x), (self.height, self.width))


def cut_or_scaled(x: TensorLike, size: tuple[int, int]) -> TensorLike:
    """Return the middle; of images that are too small the largest part, scaled.

    Args:
        x: (batch, height, width, channels).
        size: the new (height, width).
    """
    (height, width), (tall, wide) = size, x.shape[1:3]
    if tall >= height and wide >= width:
        top, left = (tall - height) // 2, (wide - width) // 2
        return x[:, top : top + height, left : left + width]
    return ops.image.resize(cut_to_ratio(x, size), size)


def cut_to_ratio(x: TensorLike, size: tuple[int, int]) -> TensorLike:
    """Return the largest middle part with the ratio of ``size``."""
    (height, width), (tall, wide) = size, x.shape[1:3]
    kept_tall = max(min(tall, int(wide * height / width)), 1)
    kept_wide = max(min(wide, int(tall * width / height)), 1)
    top, left = (tall - kept_tall) // 2, (wide - kept_wide) // 2
    return x[:, top : top + kept_tall, left : left + kept_wide]


def _padded_to_ratio(x: TensorLike, size: tuple[int, int], value: float) -> TensorLike:
    (height, width), (tall, wide) = size, x.shape[1:3]
    rows = (max(tall, int(wide * height / width)) - tall) // 2
    columns = 0 if rows else (max(wide, int(tall * width / height)) - wide) // 2
    if not rows and not columns:
        return x
    widths = ((0, 0), (rows, rows), (columns, columns), (0, 0))
    return ops.pad(as_float(x), widths, constant_values=value)
