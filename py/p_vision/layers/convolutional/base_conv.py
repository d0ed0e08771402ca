"""What convolutions of every rank share.

out[n, p, f] = sum over the window of x[n, p * stride + k * dilation, c] *
kernel[k, c, f] + bias[f]; channels last.
"""

from __future__ import annotations

from typing import Any

from p_vision import activations, constraints, initializers, ops, regularizers
from p_vision.errors import ArgumentError
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
    whole_number,
)
from p_vision.types import TensorLike
from p_vision.variable import Variable

AXES = {
    1: ("batch", "steps", "channels"),
    2: ("batch", "height", "width", "channels"),
    3: ("batch", "depth", "height", "width", "channels"),
}


def known_channels(layer: Any, channels: int | None) -> int:
    """Return the number of channels.

    Raises:
        ArgumentError: it is not known.
    """
    if channels is None:
        raise ArgumentError(
            f"'{layer.name}' must know the number of channels: give it in Input(shape=...)."
        )
    return channels


def check_strides(strides: tuple[int, ...], dilation_rate: tuple[int, ...]) -> None:
    """Complain about a window that has holes and also moves by more than one.

    Raises:
        ArgumentError: both are above 1.
    """
    if max(strides) > 1 and max(dilation_rate) > 1:
        raise ArgumentError(
            f"strides and dilation_rate cannot both be above 1, but they are {strides} and "
            f"{dilation_rate}. Set one of them to 1."
        )


class BaseConv(Layer):
    """A convolution over ``rank`` axes; see its subclasses."""

    rank: int
    _paddings: tuple[str, ...] = ("valid", "same")

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        groups: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        filters = whole_number(filters, "filters")
        groups = whole_number(groups, "groups")
        if filters % groups:
            raise ArgumentError(
                f"filters must be a multiple of groups, but they are {filters} and {groups}."
            )
        self.filters = filters
        self.kernel_size = sizes_tuple(kernel_size, self.rank, "kernel_size")
        self.strides = sizes_tuple(strides, self.rank, "strides")
        self.padding = padding_name(padding, self._paddings)
        self.data_format = data_format_name(data_format)
        self.dilation_rate = sizes_tuple(dilation_rate, self.rank, "dilation_rate")
        check_strides(self.strides, self.dilation_rate)
        self.groups = groups
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.bias: Variable | None = None
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    @property
    def _channel_axis(self) -> int:
        return -1 if self.data_format == "channels_last" else 1

    def _kernel_shape(self, channels: int) -> tuple[int, ...]:
        return (*self.kernel_size, channels // self.groups, self.filters)

    def build(self, input_shape: Any) -> None:
        """Make kernel (window, channels / groups, filters) and bias (filters,)."""
        channels = known_channels(self, input_shape[self._channel_axis])
        if channels % self.groups:
            raise ArgumentError(
                f"The {channels} channels of the input of '{self.name}' cannot be split into "
                f"{self.groups} groups."
            )
        self.kernel = self.add_weight(
            shape=self._kernel_shape(channels),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            name="kernel",
        )
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(self.filters,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={self._channel_axis: channels})

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, *sizes, filters)."""
        x = channels_last(as_float(inputs), self.data_format)
        x = self._convolve(x)
        if self.bias is not None:
            x = ops.add(x, self.bias)
        return channels_back(self.activation(x), self.data_format)

    def _convolve(self, x: TensorLike) -> TensorLike:
        check_window(self, x.shape[1:-1], self._window(), self.padding)
        return ops.conv(
            x,
            self.kernel,
            strides=self.strides,
            padding=self.padding,
            dilation_rate=self.dilation_rate,
        )

    def _window(self) -> tuple[int, ...]:
        pairs = zip(self.kernel_size, self.dilation_rate, strict=True)
        return tuple((size - 1) * dilation + 1 for size, dilation in pairs)
