"""Noise that is added while training."""

from __future__ import annotations

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


class ActivityRegularization(Layer):
    """Adds a penalty on its input to the loss; the input passes as it is.

    Args:
        l1: factor of the absolute values.
        l2: factor of the squares.
        **kwargs: name, dtype.
    """

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
