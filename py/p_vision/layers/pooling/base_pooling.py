"""What the poolings of every rank share: a window that keeps one value per channel."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.convolutional.base_conv import AXES
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import (
    as_float,
    channels_back,
    channels_last,
    check_window,
    data_format_name,
    padding_name,
    sizes_tuple,
)
from p_vision.types import TensorLike


class BasePooling(Layer):
    """A pooling over ``rank`` axes; see its subclasses."""

    rank: int

    def __init__(
        self,
        pool_size: Any,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.pool_size = sizes_tuple(pool_size, self.rank, "pool_size")
        self.strides = (
            self.pool_size if strides is None else sizes_tuple(strides, self.rank, "strides")
        )
        self.padding = padding_name(padding)
        self.data_format = data_format_name(data_format)
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, *smaller sizes, channels)."""
        x = channels_last(as_float(inputs), self.data_format)
        check_window(self, x.shape[1:-1], self.pool_size, self.padding)
        return channels_back(self._pool(x), self.data_format)

    def _pool(self, x: TensorLike) -> TensorLike:
        raise NotImplementedError


class MaxPooling(BasePooling):
    """The largest value in the window."""

    def _pool(self, x: TensorLike) -> TensorLike:
        return ops.max_pool(x, self.pool_size, strides=self.strides, padding=self.padding)


class AveragePooling(BasePooling):
    """The mean of the values in the window; padding does not count."""

    def _pool(self, x: TensorLike) -> TensorLike:
        return ops.average_pool(x, self.pool_size, strides=self.strides, padding=self.padding)
