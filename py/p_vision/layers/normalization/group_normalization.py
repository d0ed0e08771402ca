"""Group normalization (Wu and He, 2018).

The channels of each sample are split into groups; a group is brought to mean
0 and variance 1 over its channels and all positions, then gamma and beta of
each channel follow.
"""

from __future__ import annotations

from typing import Any

from p_vision import constraints, initializers, ops, regularizers
from p_vision.errors import ArgumentError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.normalization.axes import known_size
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike
from p_vision.variable import Variable


class GroupNormalization(Layer):
    """Brings groups of channels to mean 0 and variance 1, sample by sample.

    Args:
        groups: number of groups; -1 for one per channel (instance normalization).
        axis: axis of the channels.
        epsilon: keeps the division safe.
        center: whether to learn a mean (beta).
        scale: whether to learn a spread (gamma).
        beta_initializer: first values of beta.
        gamma_initializer: first values of gamma.
        beta_regularizer: a penalty on beta.
        gamma_regularizer: a penalty on gamma.
        beta_constraint: a limit on beta.
        gamma_constraint: a limit on gamma.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: the channels cannot be split into so many groups.

    See https://keras.io/api/layers/normalization_layers/group_normalization/

    >>> GroupNormalization(groups=1, epsilon=0.0)([[1.0, 3.0]]).tolist()
    [[-1.0, 1.0]]
    """

    supports_masking = True

    def __init__(
        self,
        groups: int = 32,
        axis: int = -1,
        epsilon: float = 1e-3,
        center: bool = True,
        scale: bool = True,
        beta_initializer: Any = "zeros",
        gamma_initializer: Any = "ones",
        beta_regularizer: Any = None,
        gamma_regularizer: Any = None,
        beta_constraint: Any = None,
        gamma_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not isinstance(groups, int) or (groups < 1 and groups != -1):
            raise ArgumentError(f"groups must be above 0, or -1, but it is {groups!r}.")
        self.groups = groups
        self.axis = axis
        self.epsilon = epsilon
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

    def build(self, input_shape: Any) -> None:
        """Make gamma and beta, one value per channel."""
        channels = known_size(self, input_shape, self.axis)
        if self.groups == -1:
            self.groups = channels
        if channels % self.groups:
            raise ArgumentError(
                f"The {channels} channels of the input of '{self.name}' cannot be split into "
                f"{self.groups} groups. Choose groups that divides {channels}."
            )
        if self.scale:
            self.gamma = self.add_weight(
                shape=(channels,),
                initializer=self.gamma_initializer,
                regularizer=self.gamma_regularizer,
                constraint=self.gamma_constraint,
                name="gamma",
            )
        if self.center:
            self.beta = self.add_weight(
                shape=(channels,),
                initializer=self.beta_initializer,
                regularizer=self.beta_regularizer,
                constraint=self.beta_constraint,
                name="beta",
            )
        self.input_spec = InputSpec(ndim=len(input_shape), axes={self.axis: channels})

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the normalized input, same shape."""
        x = as_float(inputs)
        position = self.axis % len(x.shape)
        before, channels, after = x.shape[:position], x.shape[position], x.shape[position + 1 :]
        grouped = ops.reshape(x, (*before, self.groups, channels // self.groups, *after))
        axes = tuple(axis for axis in range(1, len(grouped.shape)) if axis != position)
        apart = ops.subtract(grouped, ops.mean(grouped, axis=axes, keepdims=True))
        variance = ops.mean(ops.square(apart), axis=axes, keepdims=True)
        found = ops.multiply(apart, ops.rsqrt(ops.add(variance, self.epsilon)))
        found = ops.reshape(found, x.shape)
        shape = (*(1,) * position, channels, *(1,) * len(after))
        if self.gamma is not None:
            found = ops.multiply(found, ops.reshape(self.gamma, shape))
        if self.beta is not None:
            found = ops.add(found, ops.reshape(self.beta, shape))
        return found
