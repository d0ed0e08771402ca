"""Convolutions that look at each channel apart."""

from __future__ import annotations

from typing import Any

from p_vision import activations, constraints, initializers, ops, regularizers
from p_vision.layers.convolutional.base_conv import AXES, check_strides, known_channels
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


class BaseDepthwiseConv(Layer):
    """A depthwise convolution over ``rank`` axes; see its subclasses."""

    rank: int

    def __init__(
        self,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        depth_multiplier: int = 1,
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        self.kernel_size = sizes_tuple(kernel_size, self.rank, "kernel_size")
        self.strides = sizes_tuple(strides, self.rank, "strides")
        self.padding = padding_name(padding)
        self.depth_multiplier = whole_number(depth_multiplier, "depth_multiplier")
        self.data_format = data_format_name(data_format)
        self.dilation_rate = sizes_tuple(dilation_rate, self.rank, "dilation_rate")
        check_strides(self.strides, self.dilation_rate)
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.depthwise_initializer = initializers.get(depthwise_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.depthwise_regularizer = regularizers.get(depthwise_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.depthwise_constraint = constraints.get(depthwise_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.bias: Variable | None = None
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def build(self, input_shape: Any) -> None:
        """Make kernel (window, channels, depth_multiplier) and bias."""
        axis = -1 if self.data_format == "channels_last" else 1
        channels = known_channels(self, input_shape[axis])
        self.kernel = self.add_weight(
            shape=(*self.kernel_size, channels, self.depth_multiplier),
            initializer=self.depthwise_initializer,
            regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint,
            name="kernel",
        )
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(channels * self.depth_multiplier,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )
        self.input_spec = InputSpec(ndim=self.rank + 2, axes={axis: channels})

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, *sizes, channels * depth_multiplier)."""
        x = channels_last(as_float(inputs), self.data_format)
        pairs = zip(self.kernel_size, self.dilation_rate, strict=True)
        window = tuple((size - 1) * dilation + 1 for size, dilation in pairs)
        check_window(self, x.shape[1:-1], window, self.padding)
        x = depthwise(x, self.kernel, self.strides, self.padding, self.dilation_rate)
        if self.bias is not None:
            x = ops.add(x, self.bias)
        return channels_back(self.activation(x), self.data_format)


class DepthwiseConv1D(BaseDepthwiseConv):
    """A window per channel that moves along a sequence.

    Args:
        kernel_size: size of the window: one number.
        strides: how far the window moves: one number.
        padding: "valid" for no zeros around the sequence, or "same".
        depth_multiplier: outputs per channel; output ``c * depth_multiplier + m``
            belongs to channel c.
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        depthwise_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        depthwise_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        depthwise_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/

    >>> DepthwiseConv1D(3)(ops.ones((1, 8, 3))).shape
    (1, 6, 3)
    """

    rank = 1


class DepthwiseConv2D(BaseDepthwiseConv):
    """A window per channel that moves over an image.

    Args:
        kernel_size: size of the window: one number, or two.
        strides: how far the window moves: one number, or two.
        padding: "valid" for no zeros around the image, or "same".
        depth_multiplier: outputs per channel; output ``c * depth_multiplier + m``
            belongs to channel c.
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        depthwise_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        depthwise_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        depthwise_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/

    >>> DepthwiseConv2D(3)(ops.ones((1, 8, 8, 3))).shape
    (1, 6, 6, 3)
    """

    rank = 2


def depthwise(
    x: TensorLike, kernel: TensorLike, strides: Any, padding: str, dilation_rate: Any
) -> TensorLike:
    """Return the depthwise convolution: one group per channel."""
    *window, channels, multiplier = kernel.shape
    grouped = ops.reshape(kernel, (*window, 1, channels * multiplier))
    return ops.conv(x, grouped, strides=strides, padding=padding, dilation_rate=dilation_rate)
