"""Transposed convolutions: they make images larger."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.convolutional.base_conv import BaseConv
from p_vision.layers.sizes import sizes_tuple
from p_vision.types import TensorLike


class BaseConvTranspose(BaseConv):
    """A transposed convolution over ``rank`` axes; see its subclasses."""

    _not_in_config = BaseConv._not_in_config | {"groups"}

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        output_padding: Any = None,
        data_format: str | None = None,
        dilation_rate: Any = 1,
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
        super().__init__(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint,
            **kwargs,
        )
        self.output_padding = (
            None
            if output_padding is None
            else sizes_tuple(output_padding, self.rank, "output_padding", smallest=0)
        )

    def _kernel_shape(self, channels: int) -> tuple[int, ...]:
        return (*self.kernel_size, self.filters, channels)

    def _convolve(self, x: TensorLike) -> TensorLike:
        return ops.conv_transpose(
            x,
            self.kernel,
            strides=self.strides,
            padding=self.padding,
            output_padding=self.output_padding,
            dilation_rate=self.dilation_rate,
        )


class Conv1DTranspose(BaseConvTranspose):
    """Each step of a sequence is spread over a window of the output.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window.
        strides: how many times longer the output is.
        padding: "valid" keeps what lies beyond the edges, "same" gives
            exactly ``steps * strides``.
        output_padding: steps added at the end, or None.
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window reaches.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        **kwargs: as for :class:`Conv1D`.

    >>> Conv1DTranspose(2, 3, strides=2, padding="same")(ops.ones((1, 4, 3))).shape
    (1, 8, 2)
    """

    rank = 1


class Conv2DTranspose(BaseConvTranspose):
    """Each pixel is spread over a window of a larger image.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number, or two.
        strides: how many times larger the output is: one number, or two.
        padding: "valid" keeps what lies beyond the edges, "same" gives
            exactly ``size * strides``.
        output_padding: rows and columns added at the end, or None.
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window reaches.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        **kwargs: as for :class:`Conv2D`.

    See https://keras.io/api/layers/convolution_layers/convolution2d_transpose/

    >>> Conv2DTranspose(2, 3, strides=2, padding="same")(ops.ones((1, 4, 4, 3))).shape
    (1, 8, 8, 2)
    """

    rank = 2


class Conv3DTranspose(BaseConvTranspose):
    """Each point is spread over a window of a larger volume.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window: one number, or three.
        strides: how many times larger the output is: one number, or three.
        padding: "valid" keeps what lies beyond the edges, "same" gives
            exactly ``size * strides``.
        output_padding: values added at the end, or None.
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window reaches.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        **kwargs: as for :class:`Conv3D`.

    See https://keras.io/api/layers/convolution_layers/convolution3d_transpose/

    >>> Conv3DTranspose(2, 3, strides=2, padding="same")(ops.ones((1, 2, 2, 2, 3))).shape
    (1, 4, 4, 4, 2)
    """

    rank = 3

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        output_padding: Any = None,
        dilation_rate: Any = 1,
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
        # In Keras data_format comes before output_padding here, unlike in the others.
        super().__init__(
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            output_padding=output_padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            bias_regularizer=bias_regularizer,
            activity_regularizer=activity_regularizer,
            kernel_constraint=kernel_constraint,
            bias_constraint=bias_constraint,
            **kwargs,
        )
