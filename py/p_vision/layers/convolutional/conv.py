"""Convolutions over one, two and three axes."""

from __future__ import annotations

from p_vision import ops
from p_vision.layers.convolutional.base_conv import BaseConv
from p_vision.types import TensorLike


class Conv1D(BaseConv):
    """A window that moves along a sequence.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number.
        strides: how far the window moves: one number.
        padding: "valid" for no zeros around the input,
            "causal" for an output that never looks ahead, or "same" for as many
            outputs as inputs (divided by the stride).
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        groups: number of groups the channels are split into.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    Input (batch, steps, channels); output (batch, steps, filters).
    See https://keras.io/api/layers/convolution_layers/convolution1d/

    >>> Conv1D(4, 3)(ops.ones((1, 10, 2))).shape
    (1, 8, 4)
    """

    rank = 1
    _paddings = ("valid", "same", "causal")

    def _convolve(self, x: TensorLike) -> TensorLike:
        if self.padding != "causal":
            return super()._convolve(x)
        x = ops.pad(x, ((0, 0), (self._window()[0] - 1, 0), (0, 0)))
        return ops.conv(
            x,
            self.kernel,
            strides=self.strides,
            padding="valid",
            dilation_rate=self.dilation_rate,
        )


class Conv2D(BaseConv):
    """A window that moves over an image.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number, or two.
        strides: how far the window moves: one number, or two.
        padding: "valid" for no zeros around the input, or "same" for as many
            outputs as inputs (divided by the stride).
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        groups: number of groups the channels are split into.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    Input (batch, height, width, channels); output (batch, height, width, filters).
    See https://keras.io/api/layers/convolution_layers/convolution2d/

    >>> Conv2D(4, 3, padding="same")(ops.ones((1, 8, 8, 3))).shape
    (1, 8, 8, 4)
    """

    rank = 2


class Conv3D(BaseConv):
    """A window that moves through a volume.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number, or three.
        strides: how far the window moves: one number, or three.
        padding: "valid" for no zeros around the input, or "same" for as many
            outputs as inputs (divided by the stride).
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        groups: number of groups the channels are split into.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        **kwargs: name, trainable, dtype.

    Input (batch, depth, height, width, channels); output the same with filters.
    See https://keras.io/api/layers/convolution_layers/convolution3d/

    >>> Conv3D(2, 2)(ops.ones((1, 4, 4, 4, 1))).shape
    (1, 3, 3, 3, 2)
    """

    rank = 3
