"""Dropout: some values become 0 while training (Srivastava et al., 2014).

The others are divided by 1 - rate, so that sums stay alike.
"""

from __future__ import annotations

from typing import Any

from p_vision import ops, random
from p_vision.errors import ArgumentError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import data_format_name
from p_vision.types import TensorLike


class Dropout(Layer):
    """Sets a part of the values to 0 while training; does nothing otherwise.

    Args:
        rate: which part, 0..1.
        noise_shape: shape of the pattern; sizes of 1 (None: as the input)
            share one decision.
        seed: a whole number, for the same pattern each time.
        **kwargs: name, dtype.

    >>> Dropout(0.5)([[1.0, 2.0]]).tolist()
    [[1.0, 2.0]]
    """

    supports_masking = True

    def __init__(
        self, rate: float, noise_shape: Any = None, seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        if isinstance(rate, str) or not 0 <= rate <= 1:
            raise ArgumentError(f"rate must be between 0 and 1, but it is {rate!r}.")
        self.rate = rate
        self.noise_shape = noise_shape
        self.seed = seed
        if rate > 0:
            self.seed_generator = random.SeedGenerator(seed)

    def call(self, inputs: TensorLike, training: bool = False) -> TensorLike:
        """Return the input, in part 0 while training.

        Args:
            inputs: any shape.
            training: whether the model is being trained.
        """
        if not training or self.rate == 0:
            return inputs
        if self.rate == 1:
            return ops.zeros_like(inputs)
        return random.dropout(
            inputs, self.rate, noise_shape=self._pattern(inputs), seed=self.seed_generator
        )

    def _pattern(self, inputs: TensorLike) -> Any:
        if self.noise_shape is None:
            return None
        sizes = zip(self.noise_shape, inputs.shape, strict=True)
        return tuple(given if size is None else size for size, given in sizes)


class SpatialDropout1D(Dropout):
    """Drops whole channels of a sequence.

    Args:
        rate: which part of the channels, 0..1.
        seed: a whole number, for the same pattern each time.
        **kwargs: name, dtype.
    """

    # Keras's own class takes no `trainable`.
    _not_in_config = Dropout._not_in_config | {"noise_shape", "trainable"}

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(rate, None, seed, **kwargs)
        self.input_spec = InputSpec(ndim=3)

    def _pattern(self, inputs: TensorLike) -> Any:
        return (inputs.shape[0], 1, inputs.shape[2])


class SpatialDropout2D(Dropout):
    """Drops whole channels of an image.

    Args:
        rate: which part of the channels, 0..1.
        data_format: "channels_last" (default) or "channels_first".
        seed: a whole number, for the same pattern each time.
        **kwargs: name, dtype.
    """

    rank = 2
    # Keras's own class takes no `trainable`.
    _not_in_config = Dropout._not_in_config | {"noise_shape", "trainable"}

    def __init__(
        self,
        rate: float,
        data_format: str | None = None,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(rate, None, seed, **kwargs)
        self.data_format = data_format_name(data_format)
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _pattern(self, inputs: TensorLike) -> Any:
        batch, *sizes = inputs.shape
        if self.data_format == "channels_first":
            return (batch, sizes[0], *(1,) * self.rank)
        return (batch, *(1,) * self.rank, sizes[-1])


class SpatialDropout3D(SpatialDropout2D):
    """Drops whole channels of a volume.

    Args:
        rate: which part of the channels, 0..1.
        data_format: "channels_last" (default) or "channels_first".
        seed: a whole number, for the same pattern each time.
        **kwargs: name, dtype.

    >>> SpatialDropout3D(0.5)([[[[[1.0]]]]]).shape
    (1, 1, 1, 1, 1)
    """

    rank = 3
