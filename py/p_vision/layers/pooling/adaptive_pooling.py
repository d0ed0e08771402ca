"""Poolings that give a size of their own, whatever the size of the input.

Window i of n over an axis of L goes from floor(i * L / n) to
ceil((i + 1) * L / n), each axis by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import ops
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


class BaseAdaptivePooling(Layer):
    """An adaptive pooling over ``rank`` axes; see its subclasses."""

    rank: int
    _reduce: Callable[..., Any]

    def __init__(self, output_size: Any, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.output_size = sizes_tuple(output_size, self.rank, "output_size")
        self.data_format = data_format_name(data_format)
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, *output_size, channels)."""
        x = channels_last(as_float(inputs), self.data_format)
        for axis, windows in enumerate(self.output_size, start=1):
            if x.shape[axis] != windows:
                x = self._pool(x, axis, windows)
        return channels_back(x, self.data_format)

    def _pool(self, x: TensorLike, axis: int, windows: int) -> TensorLike:
        size = x.shape[axis]
        before = (slice(None),) * axis
        parts = [
            type(self)._reduce(x[(*before, slice(start, stop))], axis=axis)
            for start, stop in (
                (index * size // windows, -(-(index + 1) * size // windows))
                for index in range(windows)
            )
        ]
        return ops.stack(parts, axis=axis)


class AdaptiveAveragePooling(BaseAdaptivePooling):
    """The mean of each window."""

    _reduce = staticmethod(ops.mean)


class AdaptiveMaxPooling(BaseAdaptivePooling):
    """The largest value of each window."""

    _reduce = staticmethod(ops.max)


class AdaptiveAveragePooling1D(AdaptiveAveragePooling):
    """The mean of each window of a sequence, with as many windows as asked for.

    Args:
        output_size: number of windows.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveAveragePooling1D(2)(ops.ones((1, 7, 3))).shape
    (1, 2, 3)
    """

    rank = 1


class AdaptiveAveragePooling2D(AdaptiveAveragePooling):
    """The mean of each window of an image, with as many windows as asked for.

    Args:
        output_size: number of windows: one number, or two.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveAveragePooling2D(2)(ops.ones((1, 7, 5, 3))).shape
    (1, 2, 2, 3)
    """

    rank = 2


class AdaptiveAveragePooling3D(AdaptiveAveragePooling):
    """The mean of each window of a volume, with as many windows as asked for.

    Args:
        output_size: number of windows: one number, or three.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveAveragePooling3D(2)(ops.ones((1, 4, 5, 3, 1))).shape
    (1, 2, 2, 2, 1)
    """

    rank = 3


class AdaptiveMaxPooling1D(AdaptiveMaxPooling):
    """The largest value of each window of a sequence, with as many windows as asked for.

    Args:
        output_size: number of windows.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveMaxPooling1D(2)(ops.ones((1, 7, 3))).shape
    (1, 2, 3)
    """

    rank = 1


class AdaptiveMaxPooling2D(AdaptiveMaxPooling):
    """The largest value of each window of an image, with as many windows as asked for.

    Args:
        output_size: number of windows: one number, or two.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveMaxPooling2D(2)(ops.ones((1, 7, 5, 3))).shape
    (1, 2, 2, 3)
    """

    rank = 2


class AdaptiveMaxPooling3D(AdaptiveMaxPooling):
    """The largest value of each window of a volume, with as many windows as asked for.

    Args:
        output_size: number of windows: one number, or three.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> AdaptiveMaxPooling3D(2)(ops.ones((1, 4, 5, 3, 1))).shape
    (1, 2, 2, 2, 1)
    """

    rank = 3
