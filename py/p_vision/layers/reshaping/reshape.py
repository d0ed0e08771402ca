"""Layers that order the same values differently."""

from __future__ import annotations

import math
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import (
    channels_last,
    data_format_name,
    sizes_tuple,
    whole_number,
)
from p_vision.types import TensorLike


class Flatten(Layer):
    """Puts all values of a sample in one row.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    Input (batch, ...); output (batch, values).

    >>> Flatten()(ops.ones((2, 3, 4))).shape
    (2, 12)
    """

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = data_format_name(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, values)."""
        x = inputs
        if len(x.shape) > 2:
            x = channels_last(x, self.data_format)
        return ops.reshape(x, (x.shape[0], math.prod(x.shape[1:])))


class Reshape(Layer):
    """Gives each sample another shape with as many values.

    Args:
        target_shape: shape of one sample; one size may be -1 for "what is left".
        **kwargs: name, dtype.

    >>> Reshape((2, -1))(ops.ones((1, 6))).shape
    (1, 2, 3)
    """

    def __init__(self, target_shape: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        given = target_shape if hasattr(target_shape, "__iter__") else (target_shape,)
        sizes = sizes_tuple(given, len(tuple(given)), "target_shape", smallest=-1)
        if sizes.count(-1) > 1:
            raise ArgumentError(f"Only one size of target_shape may be -1, not {sizes}.")
        self.target_shape = sizes

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, *target_shape)."""
        values = math.prod(inputs.shape[1:])
        known = math.prod(size for size in self.target_shape if size != -1)
        fits = values % known == 0 if -1 in self.target_shape else values == known
        if not fits:
            raise ShapeError(
                f"Reshape '{self.name}' cannot make {self.target_shape} of samples of shape "
                f"{tuple(inputs.shape[1:])}: that is {known} values of {values}."
            )
        sizes = tuple(values // known if size == -1 else size for size in self.target_shape)
        return ops.reshape(inputs, (inputs.shape[0], *sizes))


class Permute(Layer):
    """Changes the order of the axes of a sample.

    Args:
        dims: which axis comes where, counted from 1; the batch stays first.
        **kwargs: name, dtype.

    >>> Permute((2, 1))(ops.ones((1, 3, 4))).shape
    (1, 4, 3)
    """

    def __init__(self, dims: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(self.dims) != list(range(1, len(self.dims) + 1)):
            raise ArgumentError(
                f"dims must hold each of 1..{len(self.dims)} once, but it is {self.dims}."
            )
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the input with its axes in another order."""
        return ops.transpose(inputs, (0, *self.dims))


class RepeatVector(Layer):
    """Repeats each sample as the steps of a sequence.

    Args:
        n: number of steps.
        **kwargs: name, dtype.

    Input (batch, features); output (batch, n, features).

    >>> RepeatVector(3)(ops.ones((1, 2))).shape
    (1, 3, 2)
    """

    def __init__(self, n: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.n = whole_number(n, "n")
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, n, features)."""
        return ops.repeat(ops.expand_dims(inputs, 1), self.n, axis=1)
