"""Layer normalization (Ba et al., 2016).

(x - mean) / sqrt(variance + epsilon) * gamma + beta, with the mean and
(biased) variance of each sample over ``axis``.
"""

from __future__ import annotations

from typing import Any

from p_vision import constraints, initializers, ops, regularizers
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.normalization.axes import axes_list, known_size
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike
from p_vision.variable import Variable


class LayerNormalization(Layer):
    """Brings each sample to mean 0 and variance 1, then learns what it should be.

    Args:
        axis: axis or axes of the mean.
        epsilon: keeps the division safe.
        center: whether to learn a mean (beta).
        scale: whether to learn a spread (gamma).
        beta_initializer: first values of beta.
        gamma_initializer: first values of gamma.
        beta_regularizer: a penalty on beta.
        gamma_regularizer: a penalty on gamma.
        beta_constraint: a limit on beta.
        gamma_constraint: a limit on gamma.
        rms_scaling: accepted for Keras as False only.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/normalization_layers/layer_normalization/

    >>> LayerNormalization(epsilon=0.0)([[1.0, 3.0]]).tolist()
    [[-1.0, 1.0]]
    """

    supports_masking = True

    def __init__(
        self,
        axis: Any = -1,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        rms_scaling: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if rms_scaling:
            raise ArgumentError("rms_scaling is gone: use RMSNormalization() instead.")
        self.rms_scaling = False
        self.axis = list(axis) if isinstance(axis, (list, tuple)) else axis
        self.epsilon = float(epsilon)
        self.center = center
        self.scale = scale
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.beta_regularizer = regularizers.get(beta_regularizer)
        self.gamma_regularizer = regularizers.get(gamma_regularizer)
        self.beta_constraint = constraints.get(beta_constraint)
        self.gamma_constraint = constraints.get(gamma_constraint)
        self.gamma: Variable | None = None
        self.beta: Variable | None = None

    def _axes(self, shape: Any) -> tuple[int, ...]:
        return axes_list(self.axis, len(shape))

    def build(self, input_shape: Any) -> None:
        """Make gamma and beta, in the shape of the normalized axes."""
        for axis in self.axis if isinstance(self.axis, list) else [self.axis]:
            known_size(self, input_shape, axis)
        shape = tuple(input_shape[axis] for axis in self._axes(input_shape))
        if self.scale:
            self.gamma = self.add_weight(
                shape=shape,
                initializer=self.gamma_initializer,
                regularizer=self.gamma_regularizer,
                constraint=self.gamma_constraint,
                name="gamma",
            )
        if self.center:
            self.beta = self.add_weight(
                shape=shape,
                initializer=self.beta_initializer,
                regularizer=self.beta_regularizer,
                constraint=self.beta_constraint,
                name="beta",
            )

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the normalized input, same shape."""
        x = as_float(inputs)
        axes = self._axes(x.shape)
        apart = ops.subtract(x, ops.mean(x, axis=axes, keepdims=True))
        variance = ops.mean(ops.square(apart), axis=axes, keepdims=True)
        x = ops.multiply(apart, ops.rsqrt(ops.add(variance, self.epsilon)))
        shape = tuple(x.shape[axis] if axis in axes else 1 for axis in range(len(x.shape)))
        if self.gamma is not None:
            x = ops.multiply(x, ops.reshape(self.gamma, shape))
        if self.beta is not None:
            x = ops.add(x, ops.reshape(self.beta, shape))
        return x
