"""Normalizations that keep the direction of a vector and change its length."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.normalization.axes import axes_list, known_size
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike


class UnitNormalization(Layer):
    """Divides vectors by their length.

    Args:
        axis: axis or axes of the vectors.
        **kwargs: name, dtype.

    See https://keras.io/api/layers/normalization_layers/unit_normalization/

    >>> UnitNormalization()([[0.0, 2.0]]).tolist()
    [[0.0, 1.0]]
    """

    supports_masking = True

    def __init__(self, axis: Any = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(axis, (int, list, tuple)):
            raise ArgumentError(f"axis must be a whole number or several, but it is {axis!r}.")
        self.axis = list(axis) if isinstance(axis, (list, tuple)) else axis
        self.built = True

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return vectors of length 1, same shape."""
        x = as_float(inputs)
        axes = axes_list(self.axis, len(x.shape))
        square = ops.sum(ops.square(x), axis=axes, keepdims=True)
        return ops.multiply(x, ops.rsqrt(ops.maximum(square, 1e-24)))


class RMSNormalization(Layer):
    """Divides by the root of the mean square, then scales (Zhang and Sennrich, 2019).

    Args:
        axis: axis or axes of the mean.
        epsilon: keeps the division safe.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/normalization_layers/rms_normalization/

    >>> RMSNormalization(epsilon=0.0)([[2.0, 2.0]]).tolist()
    [[1.0, 1.0]]
    """

    def __init__(self, axis: Any = -1, epsilon: float = 1e-6, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis
        self.epsilon = epsilon

    def build(self, input_shape: Any) -> None:
        """Make the scale, in the shape of the normalized axes."""
        axes = self.axis if isinstance(self.axis, (list, tuple)) else [self.axis]
        sizes = {axis % len(input_shape): known_size(self, input_shape, axis) for axis in axes}
        shape = tuple(sizes[axis] for axis in sorted(sizes))
        self.scale = self.add_weight(shape=shape, initializer="ones", name="scale")

    def call(self, x: TensorLike) -> TensorLike:
        """Return the normalized input, same shape."""
        x = as_float(x)
        axes = axes_list(self.axis, len(x.shape))
        mean = ops.mean(ops.square(x), axis=axes, keepdims=True)
        found = ops.multiply(x, ops.rsqrt(ops.add(mean, self.epsilon)))
        shape = tuple(size if axis in axes else 1 for axis, size in enumerate(x.shape))
        return ops.multiply(found, ops.reshape(self.scale, shape))
