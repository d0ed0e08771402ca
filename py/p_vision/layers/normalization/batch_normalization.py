"""Batch normalization (Ioffe and Szegedy, 2015).

Training: (x - mean) / sqrt(variance + epsilon) * gamma + beta with the mean
and (biased) variance of the batch; moving = moving * momentum + batch * (1 -
momentum). Otherwise, and when frozen: the same with the moving values.
"""

from __future__ import annotations

from typing import Any

from p_vision import constraints, initializers, ops, regularizers
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.normalization.axes import known_size
from p_vision.layers.not_here import refuse
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike
from p_vision.variable import Variable


class BatchNormalization(Layer):
    """Brings each channel to mean 0 and variance 1, then learns what it should be.

    Args:
        axis: axis of the channels.
        momentum: how much of the moving values is kept per batch.
        epsilon: keeps the division safe.
        center: whether to learn a mean (beta).
        scale: whether to learn a spread (gamma).
        beta_initializer: first values of beta.
        gamma_initializer: first values of gamma.
        moving_mean_initializer: first values of the moving mean.
        moving_variance_initializer: first values of the moving variance.
        beta_regularizer: a penalty on beta.
        gamma_regularizer: a penalty on gamma.
        beta_constraint: a limit on beta.
        gamma_constraint: a limit on gamma.
        renorm: accepted for Keras as False only.
        renorm_clipping: accepted for Keras.
        renorm_momentum: accepted for Keras.
        synchronized: accepted for Keras; makes no difference on one device.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/normalization_layers/batch_normalization/

    >>> layer = BatchNormalization(epsilon=0.0)
    >>> layer([[1.0], [3.0]], training=True).tolist()
    [[-1.0], [1.0]]
    """

    supports_masking = True

    def __init__(
        self,
        axis: int = -1,
        momentum: float = 0.99,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        moving_mean_initializer: Any = "zeros",
        moving_variance_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        renorm: bool = False,
        renorm_clipping: dict[str, float] | None = None,
        renorm_momentum: float = 0.99,
        synchronized: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        refuse(self, renorm=renorm)
        self.axis = int(axis)
        self.momentum = float(momentum)
        self.epsilon = float(epsilon)
        self.center = center
        self.scale = scale
        self.beta_initializer = initializers.get(beta_initializer)
        self.gamma_initializer = initializers.get(gamma_initializer)
        self.moving_mean_initializer = initializers.get(moving_mean_initializer)
        self.moving_variance_initializer = initializers.get(moving_variance_initializer)
        self.beta_regularizer = regularizers.get(beta_regularizer)
        self.gamma_regularizer = regularizers.get(gamma_regularizer)
        self.beta_constraint = constraints.get(beta_constraint)
        self.gamma_constraint = constraints.get(gamma_constraint)
        self.renorm = False
        self.renorm_clipping = renorm_clipping
        self.renorm_momentum = renorm_momentum
        self.synchronized = synchronized
        self.gamma: Variable | None = None
        self.beta: Variable | None = None

    def build(self, input_shape: Any) -> None:
        """Make gamma, beta and the moving values."""
        shape = (known_size(self, input_shape, self.axis),)
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
        self.moving_mean = self.add_weight(
            shape=shape,
            initializer=self.moving_mean_initializer,
            trainable=False,
            name="moving_mean",
        )
        self.moving_variance = self.add_weight(
            shape=shape,
            initializer=self.moving_variance_initializer,
            trainable=False,
            name="moving_variance",
        )
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: shape[0]})

    def call(
        self, inputs: TensorLike, training: bool | None = None, mask: TensorLike | None = None
    ) -> TensorLike:
        """Return the normalized input, same shape.

        Args:
            inputs: (batch, ..., channels).
            training: whether to use, and remember, the mean of this batch.
            mask: (batch, ...), False for what the mean leaves out; None for nothing.
        """
        x = as_float(inputs)
        if training and self.trainable:
            mean, variance = self._of_batch(x, mask)
            self._remember_batch(ops.stop_gradient(mean), ops.stop_gradient(variance))
        else:
            mean, variance = self.moving_mean.value, self.moving_variance.value
        factor = ops.rsqrt(ops.add(variance, self.epsilon))
        if self.gamma is not None:
            factor = ops.multiply(factor, self.gamma)
        offset = ops.negative(ops.multiply(mean, factor))
        if self.beta is not None:
            offset = ops.add(offset, self.beta)
        return ops.add(ops.multiply(x, self._along(x, factor)), self._along(x, offset))

    def _of_batch(self, x: TensorLike, mask: TensorLike | None) -> tuple[TensorLike, TensorLike]:
        axes = tuple(axis for axis in range(len(x.shape)) if axis != self.axis % len(x.shape))
        if mask is None:
            mean = ops.mean(x, axis=axes)
            apart = ops.subtract(x, self._along(x, mean))
            return mean, ops.mean(ops.square(apart), axis=axes)
        counts = ops.broadcast_to(ops.expand_dims(ops.cast(mask, "float32"), -1), x.shape)
        total = ops.sum(counts, axis=axes) + 1e-7
        mean = ops.sum(counts * x, axis=axes) / total
        apart = ops.subtract(x, self._along(x, mean))
        return mean, ops.sum(counts * ops.square(apart), axis=axes) / total

    def _remember_batch(self, mean: TensorLike, variance: TensorLike) -> None:
        for moving, value in ((self.moving_mean, mean), (self.moving_variance, variance)):
            kept = ops.multiply(moving, self.momentum)
            moving.assign(ops.add(kept, ops.multiply(value, 1.0 - self.momentum)))

    def _along(self, x: TensorLike, values: TensorLike) -> TensorLike:
        """Put one value per channel where the channels of ``x`` are."""
        position = self.axis % len(x.shape)
        if position == len(x.shape) - 1:
            return values
        shape = [1] * len(x.shape)
        shape[position] = x.shape[position]
        return ops.reshape(values, tuple(shape))
