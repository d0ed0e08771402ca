"""Activation: any activation function as a layer."""

from __future__ import annotations

from typing import Any

from p_vision import activations
from p_vision.layers.layer import Layer
from p_vision.types import TensorLike


class Activation(Layer):
    """An activation function as a layer.

    Args:
        activation: such as "relu", or a function.
        **kwargs: name, trainable, dtype.

    >>> Activation("relu")([[-1.0, 2.0]]).tolist()
    [[0.0, 2.0]]
    """

    supports_masking = True

    def __init__(self, activation: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.activation = activations.get(activation)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the activated input, same shape."""
        return self.activation(inputs)
