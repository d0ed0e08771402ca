"""Images that are turned, zoomed or shifted at random."""

from __future__ import annotations

import math
from typing import Any

from p_vision import ops
from p_vision.layers.augmentation.base import RandomImageLayer, bounds, check_filling
from p_vision.layers.augmentation.geometry import transformed
from p_vision.types import TensorLike


class RandomMovement(RandomImageLayer):
    """Base of random changes of place; subclasses give the maps."""

    def __init__(
        self,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        check_filling(fill_mode, interpolation)
        self.fill_mode = fill_mode
        self.interpolation = interpolation
        self.fill_value = fill_value

    def _changed(self, x: TensorLike) -> TensorLike:
        maps = ops.stack(self._maps(*x.shape[:3]), axis=1)
        return transformed(x, maps, self.interpolation, self.fill_mode, self.fill_value)

    def _maps(self, batch: int, height: int, width: int) -> list[TensorLike]:
        """Return a0, a1, a2, b0, b1, b2, each (batch,)."""
        raise NotImplementedError


class RandomRotation(RandomMovement):
    """Turns images by a random angle while training.

    Args:
        factor: largest angle as a part of a full turn: 0.1 for up to 36 degrees
            either way; or a pair (lower, upper).
        fill_mode: what lies beyond the edges: "reflect", "wrap", "constant"
            or "nearest".
        interpolation: "bilinear" or "nearest".
        seed: a whole number, for the same angles each time.
        fill_value: the value for "constant".
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/

    >>> RandomRotation(0.1)(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 4, 4, 1)
    """

    def __init__(
        self,
        factor: Any,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.factor = bounds(factor, "factor", -1, 1)

    def _maps(self, batch: int, height: int, width: int) -> list[TensorLike]:
        lower, upper = self.factor
        angle = self._draw((batch,), lower * 2 * math.pi, upper * 2 * math.pi)
        cosine, sine = ops.cos(angle), ops.sin(angle)
        middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
        return [
            cosine,
            -sine,
            middle_x - cosine * middle_x + sine * middle_y,
            sine,
            cosine,
            middle_y - sine * middle_x - cosine * middle_y,
        ]


class RandomZoom(RandomMovement):
    """Zooms images in or out while training.

    Args:
        height_factor: change of the height: 0.2 for 20 % larger or smaller views;
            negative values zoom in; or a pair (lower, upper).
        width_factor: the same for the width; None to keep the ratio.
        fill_mode: what lies beyond the edges: "reflect", "wrap", "constant"
            or "nearest".
        interpolation: "bilinear" or "nearest".
        seed: a whole number, for the same zooms each time.
        fill_value: the value for "constant".
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/

    >>> RandomZoom(0.2)(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 4, 4, 1)
    """

    def __init__(
        self,
        height_factor: Any,
        width_factor: Any = None,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.height_factor = height_factor
        self.width_factor = width_factor
        self._height = bounds(height_factor, "height_factor", -1, 1)
        self._width = None if width_factor is None else bounds(width_factor, "width_factor", -1, 1)

    def _maps(self, batch: int, height: int, width: int) -> list[TensorLike]:
        down = self._draw((batch,), 1 + self._height[0], 1 + self._height[1])
        across = down
        if self._width is not None:
            across = self._draw((batch,), 1 + self._width[0], 1 + self._width[1])
        none = ops.zeros((batch,))
        middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
        return [across, none, (1.0 - across) * middle_x, none, down, (1.0 - down) * middle_y]


class RandomTranslation(RandomMovement):
    """Shifts images while training.

    Args:
        height_factor: largest shift down or up as a part of the height; or a pair.
        width_factor: largest shift right or left as a part of the width; or a pair.
        fill_mode: what lies beyond the edges: "reflect", "wrap", "constant"
            or "nearest".
        interpolation: "bilinear" or "nearest".
        seed: a whole number, for the same shifts each time.
        fill_value: the value for "constant".
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/

    >>> RandomTranslation(0.2, 0.2)(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 4, 4, 1)
    """

    def __init__(
        self,
        height_factor: Any,
        width_factor: Any,
        fill_mode: str = "reflect",
        interpolation: str = "bilinear",
        seed: int | None = None,
        fill_value: float = 0.0,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(fill_mode, interpolation, seed, fill_value, data_format, **kwargs)
        self.height_factor = height_factor
        self.width_factor = width_factor
        self._height = bounds(height_factor, "height_factor", -1, 1)
        self._width = bounds(width_factor, "width_factor", -1, 1)

    def _maps(self, batch: int, height: int, width: int) -> list[TensorLike]:
        down = self._draw((batch,), *self._height) * float(height)
        across = self._draw((batch,), *self._width) * float(width)
        none, one = ops.zeros((batch,)), ops.ones((batch,))
        return [one, none, -across, none, one, -down]
