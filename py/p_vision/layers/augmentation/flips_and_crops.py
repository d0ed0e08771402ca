"""Images that are mirrored, cut or partly erased at random."""

from __future__ import annotations

from typing import Any

from p_vision import ops, random
from p_vision.errors import ArgumentError
from p_vision.layers.augmentation.base import RandomImageLayer, bounds
from p_vision.layers.preprocessing.image_sizes import cut_or_scaled
from p_vision.layers.sizes import whole_number
from p_vision.types import TensorLike

_AXES = {"horizontal": (2,), "vertical": (1,), "horizontal_and_vertical": (2, 1)}


class RandomFlip(RandomImageLayer):
    """Mirrors every other image, by chance, while training.

    Args:
        mode: "horizontal", "vertical" or "horizontal_and_vertical".
        seed: a whole number, for the same flips each time.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/

    >>> RandomFlip("horizontal")(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 4, 4, 1)
    """

    def __init__(
        self,
        mode: str = "horizontal_and_vertical",
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        if mode not in _AXES:
            choices = ", ".join(f"'{name}'" for name in _AXES)
            raise ArgumentError(f"mode is one of {choices}, not {mode!r}.")
        self.mode = mode

    def _changed(self, x: TensorLike) -> TensorLike:
        for axis in _AXES[self.mode]:
            chosen = ops.less_equal(self._draw((x.shape[0], 1, 1, 1)), 0.5)
            x = ops.where(chosen, ops.flip(x, axis=axis), x)
        return x


class RandomCrop(RandomImageLayer):
    """Cuts a part out of the images: by chance while training, else the middle.

    All images of a batch are cut at the same place. Smaller images are scaled up.

    Args:
        height: new height.
        width: new width.
        seed: a whole number, for the same places each time.
        data_format: "channels_last" (default) or "channels_first".
        name: a name.
        **kwargs: dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_crop/

    >>> RandomCrop(2, 3)(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 2, 3, 1)
    """

    def __init__(
        self,
        height: int,
        width: int,
        seed: int | None = None,
        data_format: str | None = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, name=name, **kwargs)
        self.height = whole_number(height, "height")
        self.width = whole_number(width, "width")

    def _changed(self, x: TensorLike) -> TensorLike:
        tall, wide = x.shape[1:3]
        if tall < self.height or wide < self.width:
            return self._unchanged(x)
        for axis, size, kept in ((1, tall, self.height), (2, wide, self.width)):
            if size > kept:
                start = random.randint((1,), 0, size - kept + 1, seed=self.generator)
                x = ops.take(x, start + ops.arange(kept), axis=axis)
        return x

    def _unchanged(self, x: TensorLike) -> TensorLike:
        return cut_or_scaled(x, (self.height, self.width))


class RandomErasing(RandomImageLayer):
    """Covers a rectangle of some images while training (Zhong et al., 2017).

    Args:
        factor: probability, a number or a pair it is drawn from.
        scale: part of the area that is covered, a pair it is drawn from.
        fill_value: what covers it: a number, one per channel, or None for noise.
        value_range: smallest and largest value of a pixel.
        seed: a whole number, for the same changes each time.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    See https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/

    >>> RandomErasing()(ops.ones((1, 4, 4, 1)), training=True).shape
    (1, 4, 4, 1)
    """

    def __init__(
        self,
        factor: Any = 1.0,
        scale: Any = (0.02, 0.33),
        fill_value: Any = None,
        value_range: Any = (0, 255),
        seed: int | None = None,
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(seed=seed, data_format=data_format, **kwargs)
        self.factor = bounds(factor, "factor", 0, 1)
        self.scale = bounds(scale, "scale", 0, 1)
        self.fill_value = fill_value
        self.value_range = tuple(value_range)

    def _changed(self, x: TensorLike) -> TensorLike:
        batch, height, width, _ = x.shape
        covered = None
        for axis, size in ((1, height), (2, width)):
            length = ops.sqrt(self._draw((batch, 1, 1, 1), *self.scale)) * float(size)
            start = self._draw((batch, 1, 1, 1)) * (float(size) - length)
            shape = [1] * 4
            shape[axis] = size
            places = ops.reshape(ops.arange(size, dtype="float32"), tuple(shape))
            here = ops.logical_and(places >= start, places < start + length)
            covered = here if covered is None else ops.logical_and(covered, here)
        chance = self._draw((batch, 1, 1, 1), *self.factor)
        covered = ops.logical_and(covered, self._draw((batch, 1, 1, 1)) < chance)
        return ops.where(covered, self._filling(x), x)

    def _filling(self, x: TensorLike) -> TensorLike:
        low, high = (float(value) for value in self.value_range)
        if self.fill_value is None:
            noise = random.normal(tuple(x.shape), seed=self.generator) * high
            return ops.clip(noise, low, high)
        values = ops.convert_to_tensor(self.fill_value, dtype="float32")
        return ops.broadcast_to(ops.clip(values, low, high), x.shape)
