"""Activations that treat negative values apart, as layers."""

from __future__ import annotations

from typing import Any

from p_vision import activations, constraints, initializers, ops, regularizers
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.notices import warn
from p_vision.types import TensorLike


class ReLU(Layer):
    """``max(x, 0)``, with a limit, a slope and a threshold if wanted.

    Args:
        max_value: upper limit, or None.
        negative_slope: slope below the threshold.
        threshold: where the line starts.
        **kwargs: name, trainable, dtype.

    >>> ReLU(max_value=6.0)([[-1.0, 2.0, 9.0]]).tolist()
    [[0.0, 2.0, 6.0]]
    """

    supports_masking = True

    def __init__(
        self,
        max_value: float | None = None,
        negative_slope: float = 0.0,
        threshold: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        for name, value in (
            ("max_value", max_value),
            ("negative_slope", negative_slope),
            ("threshold", threshold),
        ):
            if value is not None and value < 0:
                raise ArgumentError(f"{name} cannot be below 0, but it is {value}.")
        self.max_value = max_value
        self.negative_slope = negative_slope
        self.threshold = threshold

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the rectified input, same shape."""
        return activations.relu(inputs, self.negative_slope, self.max_value, self.threshold)


class LeakyReLU(Layer):
    """x above zero, ``negative_slope * x`` below.

    Args:
        negative_slope: slope below zero.
        **kwargs: name, trainable, dtype.

    >>> LeakyReLU(negative_slope=0.5)([[-1.0, 2.0]]).tolist()
    [[-0.5, 2.0]]
    """

    supports_masking = True

    _old_arguments = frozenset({"alpha"})

    def __init__(self, negative_slope: float = 0.3, **kwargs: Any) -> None:
        if "alpha" in kwargs:
            negative_slope = kwargs.pop("alpha")
            warn("LeakyReLU's argument 'alpha' is called 'negative_slope' today.")
        super().__init__(**kwargs)
        self.negative_slope = negative_slope

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the activated input, same shape."""
        return activations.leaky_relu(inputs, self.negative_slope)


class ELU(Layer):
    """x above zero, ``alpha * (exp(x) - 1)`` below (Clevert et al., 2015).

    Args:
        alpha: minus the value far below zero.
        **kwargs: name, trainable, dtype.
    """

    supports_masking = True

    def __init__(self, alpha: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the activated input, same shape."""
        return activations.elu(inputs, self.alpha)


class PReLU(Layer):
    """x above zero, ``alpha * x`` below, with alpha learned (He et al., 2015).

    Args:
        alpha_initializer: first values of alpha.
        alpha_regularizer: a penalty on alpha.
        alpha_constraint: a limit on alpha.
        shared_axes: axes that share one alpha, such as (1, 2) for images.
        **kwargs: name, trainable, dtype.
    """

    supports_masking = True

    def __init__(
        self,
        alpha_initializer: Any = "Zeros",
        alpha_regularizer: Any = None,
        alpha_constraint: Any = None,
        shared_axes: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.alpha_initializer = initializers.get(alpha_initializer)
        self.alpha_regularizer = regularizers.get(alpha_regularizer)
        self.alpha_constraint = constraints.get(alpha_constraint)
        if shared_axes is not None and not isinstance(shared_axes, (list, tuple)):
            shared_axes = [shared_axes]
        self.shared_axes = shared_axes

    def build(self, input_shape: Any) -> None:
        """Make alpha."""
        shape = list(input_shape[1:])
        for axis in self.shared_axes or ():
            shape[axis - 1] = 1
        self.alpha = self.add_weight(
            shape=tuple(shape),
            initializer=self.alpha_initializer,
            regularizer=self.alpha_regularizer,
            constraint=self.alpha_constraint,
            name="alpha",
        )

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the activated input, same shape."""
        below = ops.multiply(ops.relu(ops.negative(inputs)), self.alpha)
        return ops.subtract(ops.relu(inputs), below)
