"""Layers that enlarge images and sequences without weights."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.convolutional.base_conv import AXES
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import (
    as_float,
    channels_back,
    channels_last,
    data_format_name,
    sizes_tuple,
)
from p_vision.types import TensorLike


class UpSampling1D(Layer):
    """Repeats each step of a sequence.

    Args:
        size: how often.
        **kwargs: name, dtype.

    >>> UpSampling1D(2)([[[1.0], [2.0]]]).tolist()
    [[[1.0], [1.0], [2.0], [2.0]]]
    """

    def __init__(self, size: int = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.size = sizes_tuple(size, 1, "size")[0]
        self.input_axes = AXES[1]
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the longer sequence."""
        return ops.repeat(inputs, self.size, axis=1)


class UpSampling2D(Layer):
    """Makes images larger by whole factors.

    Args:
        size: factor: one number, or two.
        data_format: "channels_last" (default) or "channels_first".
        interpolation: "nearest" repeats pixels, "bilinear" mixes them.
        **kwargs: name, dtype.

    >>> UpSampling2D(2)(ops.ones((1, 3, 3, 1))).shape
    (1, 6, 6, 1)
    """

    def __init__(
        self,
        size: Any = (2, 2),
        data_format: str | None = None,
        interpolation: str = "nearest",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.size = sizes_tuple(size, 2, "size")
        self.data_format = data_format_name(data_format)
        if interpolation not in ("nearest", "bilinear"):
            raise ArgumentError(f"interpolation is 'nearest' or 'bilinear', not {interpolation!r}.")
        self.interpolation = interpolation
        self.input_axes = AXES[2]
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the larger image."""
        x = channels_last(as_float(inputs), self.data_format)
        if self.interpolation == "nearest":
            x = ops.repeat(ops.repeat(x, self.size[0], axis=1), self.size[1], axis=2)
        else:
            sizes = (x.shape[1] * self.size[0], x.shape[2] * self.size[1])
            x = ops.image.resize(x, sizes, interpolation="bilinear")
        return channels_back(x, self.data_format)


class UpSampling3D(Layer):
    """Makes volumes larger by whole factors: repeats each value.

    Args:
        size: factor: one number, or three.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> UpSampling3D(2)(ops.ones((1, 2, 2, 2, 1))).shape
    (1, 4, 4, 4, 1)
    """

    def __init__(
        self, size: Any = (2, 2, 2), data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.size = sizes_tuple(size, 3, "size")
        self.data_format = data_format_name(data_format)
        self.input_axes = AXES[3]
        self.input_spec = InputSpec(ndim=5)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the larger volume."""
        x = channels_last(inputs, self.data_format)
        for axis, factor in enumerate(self.size, start=1):
            x = ops.repeat(x, factor, axis=axis)
        return channels_back(x, self.data_format)
