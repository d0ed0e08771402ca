"""Noise that is added while training."""

from __future__ import annotations

import math
from typing import Any

from p_vision import ops, random
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.regularizers import L1L2
from p_vision.types import TensorLike


class GaussianNoise(Layer):
    """Adds normal values while training; does nothing otherwise.

    Args:
        stddev: standard deviation of the noise.
        seed: a whole number, for the same noise each time.
        **kwargs: name, dtype.

    >>> GaussianNoise(0.1)([[1.0, 2.0]]).tolist()
    [[1.0, 2.0]]
    """

    supports_masking = True

    def __init__(self, stddev: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if stddev < 0:
            raise ArgumentError(f"stddev cannot be below 0, but it is {stddev}.")
        self.stddev = stddev
        self.seed = seed
        if stddev > 0:
            self.seed_generator = random.SeedGenerator(seed)

    def call(self, inputs: TensorLike, training: bool = False) -> TensorLike:
        """Return the input with noise while training.

        Args:
            inputs: any shape.
            training: whether the model is being trained.
        """
        if not training or self.stddev == 0:
            return inputs
        noise = random.normal(tuple(inputs.shape), 0.0, self.stddev, seed=self.seed_generator)
        return ops.add(inputs, noise)


class GaussianDropout(Layer):
    """Multiplies by normal values of mean 1 while training (Srivastava et al., 2014).

    Their standard deviation is sqrt(rate / (1 - rate)), as that of dropout.

    Args:
        rate: 0..1, as for :class:`Dropout`.
        seed: a whole number, for the same noise each time.
        **kwargs: name, dtype.

    >>> GaussianDropout(0.1)([[1.0, 2.0]]).tolist()
    [[1.0, 2.0]]
    """

    supports_masking = True

    def __init__(self, rate: float, seed: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not 0 <= rate < 1:
            raise ArgumentError(f"rate must be from 0 to below 1, but it is {rate}.")
        self.rate = rate
        self.seed = seed
        if rate > 0:
            self.seed_generator = random.SeedGenerator(seed)

    def call(self, inputs: TensorLike, training: bool = False) -> TensorLike:
        """Return the input with noise while training.

        Args:
            inputs: any shape.
            training: whether the model is being trained.
        """
        if not training or self.rate == 0:
            return inputs
        spread = math.sqrt(self.rate / (1.0 - self.rate))
        noise = random.normal(tuple(inputs.shape), 1.0, spread, seed=self.seed_generator)
        return ops.multiply(inputs, noise)


class AlphaDropout(Layer):
    """Dropout that keeps mean and variance behind ``selu`` (Klambauer et al., 2017).

    Dropped values become alpha' = -1.7581; then a * x + b restores the rest.

    Args:
        rate: which part is dropped, 0..1.
        noise_shape: shape of the pattern; sizes of 1 (None: as the input)
            share one decision.
        seed: a whole number, for the same pattern each time.
        **kwargs: name, dtype.

    >>> AlphaDropout(0.1)([[1.0, 2.0]]).tolist()
    [[1.0, 2.0]]
    """

    supports_masking = True

    def __init__(
        self, rate: float, noise_shape: Any = None, seed: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        if not 0 <= rate < 1:
            raise ArgumentError(f"rate must be from 0 to below 1, but it is {rate}.")
        self.rate = rate
        self.seed = seed
        self.noise_shape = noise_shape
        if rate > 0:
            self.seed_generator = random.SeedGenerator(seed)

    def call(self, inputs: TensorLike, training: bool = False) -> TensorLike:
        """Return the input, in part replaced while training.

        Args:
            inputs: any shape.
            training: whether the model is being trained.
        """
        if not training or self.rate == 0:
            return inputs
        shape = tuple(inputs.shape)
        if self.noise_shape is not None:
            pairs = zip(self.noise_shape, shape, strict=True)
            shape = tuple(given if size is None else size for size, given in pairs)
        low = -1.0507009873554805 * 1.6732632423543772
        draw = random.uniform(shape, seed=self.seed_generator)
        kept = ops.greater_equal(draw, float(self.rate))
        factor = ((1 - self.rate) * (1 + self.rate * low**2)) ** -0.5
        return ops.where(kept, inputs, low) * factor + -factor * low * self.rate


class ActivityRegularization(Layer):
    """Adds a penalty on its input to the loss; the input passes as it is.

    Args:
        l1: factor of the absolute values.
        l2: factor of the squares.
        **kwargs: name, dtype.
    """

    supports_masking = True

    def __init__(self, l1: float = 0.0, l2: float = 0.0, **kwargs: Any) -> None:
        super().__init__(activity_regularizer=L1L2(l1=l1, l2=l2), **kwargs)
        self.l1 = l1
        self.l2 = l2

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments as plain Python values."""
        config = super().get_config()
        del config["activity_regularizer"]
        return config

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the input."""
        return inputs
