"""Images whose brightness or contrast changes at random."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.augmentation.base import RandomImageLayer, bounds
from p_vision.types import TensorLike


class RandomBrightness(RandomImageLayer):
    """Makes images brighter or darker while training.

    Args:
        factor: largest change as a part of the range of values; or a pair.
        value_range: smallest and largest value of a pixel.
        seed: a whole number, for the same changes each time.
        **kwargs: name, dtype, data_format.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/

    >>> RandomBrightness((0.1, 0.1))([[[[0.0]]]], training=True).tolist()
    [[[[25.5]]]]
    """

    def __init__(
        self, factor: Any, value_range: Any = (0, 255), seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.factor = bounds(factor, "factor", -1, 1)
        self.value_range = tuple(value_range)

    def _changed(self, x: TensorLike) -> TensorLike:
        low, high = (float(value) for value in self.value_range)
        change = self._draw((x.shape[0], 1, 1, 1), *self.factor) * (high - low)
        return ops.clip(x + change, low, high)


class RandomContrast(RandomImageLayer):
    """Brings pixels nearer to or further from the mean of their image while training.

    Args:
        factor: largest change: (pixel - mean) is multiplied by 1 - lower .. 1 +
            upper; a number stands for (0, number).
        value_range: smallest and largest value of a pixel.
        seed: a whole number, for the same changes each time.
        **kwargs: name, dtype, data_format.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/

    >>> RandomContrast(0.2)(ops.ones((1, 2, 2, 1)), training=True).shape
    (1, 2, 2, 1)
    """

    def __init__(
        self, factor: Any, value_range: Any = (0, 255), seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(seed=seed, **kwargs)
        self.factor = bounds(factor, "factor", 0, 1)
        self.value_range = tuple(value_range)

    def _changed(self, x: TensorLike) -> TensorLike:
        low, high = (float(value) for value in self.value_range)
        factor = self._draw((x.shape[0], 1, 1, 1), 1 - self.factor[0], 1 + self.factor[1])
        mean = ops.mean(x, axis=(1, 2), keepdims=True)
        return ops.clip((x - mean) * factor + mean, low, high)
