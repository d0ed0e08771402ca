"""Depthwise convolution followed by a mixture of the channels."""

from __future__ import annotations

from typing import Any

from p_vision import constraints, initializers, ops, regularizers
from p_vision.layers.convolutional.base_conv import BaseConv, known_channels
from p_vision.layers.convolutional.depthwise_conv import depthwise
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.sizes import check_window
from p_vision.types import TensorLike


class BaseSeparableConv(BaseConv):
    """A separable convolution over ``rank`` axes; see its subclasses."""

    _not_in_config = BaseConv._not_in_config | {
        "kernel_initializer",
        "kernel_regularizer",
        "kernel_constraint",
        "groups",
    }

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        depth_multiplier: int = 1,
        activation: Any = None,
        use_bias: bool = True,
        depthwise_initializer: Any = "glorot_uniform",
        pointwise_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        depthwise_regularizer: Any = None,
        pointwise_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        depthwise_constraint: Any = None,
        pointwise_constraint: Any = None,
        bias_constraint: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            bias_initializer=bias_initializer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.depth_multiplier = depth_multiplier
        self.depthwise_initializer = initializers.get(depthwise_initializer)
        self.pointwise_initializer = initializers.get(pointwise_initializer)
        self.depthwise_regularizer = regularizers.get(depthwise_regularizer)
        self.pointwise_regularizer = regularizers.get(pointwise_regularizer)
        self.depthwise_constraint = constraints.get(depthwise_constraint)
        self.pointwise_constraint = constraints.get(pointwise_constraint)

    def build(self, input_shape: Any) -> None:
        """Make the windows, the mixture and the bias."""
        channels = known_channels(self, input_shape[self._channel_axis])
        self.depthwise_kernel = self.add_weight(
            shape=(*self.kernel_size, channels, self.depth_multiplier),
            initializer=self.depthwise_initializer,
            regularizer=self.depthwise_regularizer,
            constraint=self.depthwise_constraint,
            name="depthwise_kernel",
        )
        self.pointwise_kernel = self.add_weight(
            shape=(*(1,) * self.rank, channels * self.depth_multiplier, self.filters),
            initializer=self.pointwise_initializer,
            regularizer=self.pointwise_regularizer,
            constraint=self.pointwise_constraint,
            name="pointwise_kernel",
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

    def _convolve(self, x: TensorLike) -> TensorLike:
        check_window(self, x.shape[1:-1], self._window(), self.padding)
        x = depthwise(x, self.depthwise_kernel, self.strides, self.padding, self.dilation_rate)
        return ops.conv(x, self.pointwise_kernel, padding="valid")


class SeparableConv1D(BaseSeparableConv):
    """A window per channel, then every output mixes the channels (Chollet, 2017).

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number.
        strides: how far the window moves: one number.
        padding: "valid" for no zeros around the sequence, or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        depth_multiplier: values per channel between the two parts.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        depthwise_initializer: first values of the windows.
        pointwise_initializer: first values of the mixture.
        bias_initializer: first values of the bias.
        depthwise_regularizer: a penalty on the windows.
        pointwise_regularizer: a penalty on the mixture.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        depthwise_constraint: a limit on the windows.
        pointwise_constraint: a limit on the mixture.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/convolution_layers/separable_convolution1d/

    >>> SeparableConv1D(4, 3)(ops.ones((1, 8, 3))).shape
    (1, 6, 4)
    """

    rank = 1


class SeparableConv2D(BaseSeparableConv):
    """A window per channel, then every output mixes the channels (Chollet, 2017).

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number, or two.
        strides: how far the window moves: one number, or two.
        padding: "valid" for no zeros around the image, or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        depth_multiplier: values per channel between the two parts.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        depthwise_initializer: first values of the windows.
        pointwise_initializer: first values of the mixture.
        bias_initializer: first values of the bias.
        depthwise_regularizer: a penalty on the windows.
        pointwise_regularizer: a penalty on the mixture.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        depthwise_constraint: a limit on the windows.
        pointwise_constraint: a limit on the mixture.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    See https://keras.io/api/layers/convolution_layers/separable_convolution2d/

    >>> SeparableConv2D(4, 3)(ops.ones((1, 8, 8, 3))).shape
    (1, 6, 6, 4)
    """

    rank = 2
