"""Spectral normalization (Miyato et al., 2018).

Before each training step the kernel of a layer is divided by its largest
singular value, which power iteration estimates: v = u W^T / |.|, u = v W / |.|,
sigma = v W u^T.
"""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.wrapper import Wrapper
from p_vision.types import TensorLike


class SpectralNormalization(Wrapper):
    """Keeps the largest singular value of a layer's kernel at 1 while training.

    Args:
        layer: a layer with a kernel, such as Dense or Conv2D, or with embeddings.
        power_iterations: rounds of power iteration for each step.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: the layer has neither a kernel nor embeddings.

    See https://keras.io/api/layers/normalization_layers/spectral_normalization/

    >>> from p_vision.layers import Dense
    >>> SpectralNormalization(Dense(2))(ops.ones((1, 3)), training=True).shape
    (1, 2)
    """

    def __init__(self, layer: Layer, power_iterations: int = 1, **kwargs: Any) -> None:
        super().__init__(layer, **kwargs)
        if power_iterations < 1:
            raise ArgumentError(f"power_iterations must be above 0, but it is {power_iterations}.")
        self.power_iterations = power_iterations

    def build(self, input_shape: Any = None) -> None:
        """Build the layer inside and make the vector u."""
        super().build(input_shape)
        kernel = getattr(self.layer, "kernel", None)
        if kernel is None:
            kernel = getattr(self.layer, "embeddings", None)
        if kernel is None:
            raise ArgumentError(
                f"SpectralNormalization needs a layer with a kernel; "
                f"{type(self.layer).__name__} '{self.layer.name}' has none."
            )
        self.kernel = kernel
        self.input_spec = InputSpec(shape=(None, *input_shape[1:]))
        self.vector_u = self.add_weight(
            shape=(1, kernel.shape[-1]),
            initializer="truncated_normal",
            trainable=False,
            name="vector_u",
        )

    def call(self, inputs: TensorLike, training: bool = False) -> TensorLike:
        """Return what the layer gives; while training its kernel is normalized first.

        Args:
            inputs: what the layer takes.
            training: whether the model is being trained.
        """
        if training:
            self._normalize()
        return self.layer(inputs)

    def _normalize(self) -> None:
        kernel = ops.stop_gradient(self.kernel.value)
        matrix = ops.reshape(kernel, (-1, kernel.shape[-1]))
        u = self.vector_u.value
        v = u
        for _ in range(self.power_iterations):
            v = _unit(ops.matmul(u, ops.transpose(matrix)))
            u = _unit(ops.matmul(v, matrix))
        sigma = ops.matmul(ops.matmul(v, matrix), ops.transpose(u))
        some = ops.any(ops.not_equal(kernel, 0.0))
        self.kernel.assign(ops.where(some, kernel / ops.reshape(sigma, ()), kernel))
        self.vector_u.assign(ops.where(some, u, self.vector_u.value))


def _unit(row: TensorLike) -> TensorLike:
    return ops.multiply(row, ops.rsqrt(ops.maximum(ops.sum(ops.square(row)), 1e-12)))
