"""One step of a long short-term memory whose products are convolutions (Shi et al., 2015)."""

from __future__ import annotations

from typing import Any

from p_vision import activations, ops
from p_vision.errors import ArgumentError
from p_vision.layers.convolutional.base_conv import AXES, check_strides, known_channels
from p_vision.layers.recurrent.base_cell import Masks, RecurrentCell
from p_vision.layers.recurrent.lstm import forget_bias, next_states
from p_vision.layers.sizes import data_format_name, padding_name, sizes_tuple
from p_vision.types import TensorLike


class ConvLSTMCell(RecurrentCell):
    """A step of :class:`ConvLSTM2D` and its like.

    Args:
        rank: number of axes the window moves over.
        filters: number of outputs per position.
        kernel_size: size of the window.
        strides: how far the window moves over the input.
        padding: "valid" or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        recurrent_activation: for the gates.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        **kwargs: as for :class:`LSTMCell`.
    """

    gates = 4
    _state_count = 2

    def __init__(
        self,
        rank: int,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        recurrent_activation: Any = "sigmoid",
        unit_forget_bias: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(filters, **kwargs)
        self.rank = rank
        self.filters = filters
        self.kernel_size = sizes_tuple(kernel_size, rank, "kernel_size")
        self.strides = sizes_tuple(strides, rank, "strides")
        self.padding = padding_name(padding)
        self.data_format = data_format_name(data_format)
        self.dilation_rate = sizes_tuple(dilation_rate, rank, "dilation_rate")
        check_strides(self.strides, self.dilation_rate)
        self.recurrent_activation = activations.get(recurrent_activation)
        self.unit_forget_bias = unit_forget_bias
        self._last = self.data_format == "channels_last"
        batch, *sizes, channels = AXES[rank]
        rest = (*sizes, channels) if self._last else (channels, *sizes)
        self.sequence_axes = (batch, "steps", *rest)
        self._sizes: tuple[int, ...] = ()

    def build(self, input_shape: Any) -> None:
        """Make both kernels (window, channels, 4 * filters) and the bias."""
        channels = known_channels(self, input_shape[-1 if self._last else 1])
        sizes = tuple(input_shape[1:-1] if self._last else input_shape[2:])
        if None in sizes:
            raise ArgumentError(
                f"'{self.name}' must know the size of the images: give it in Input(shape=...)."
            )
        self._sizes = tuple(map(self._size_after, range(self.rank), sizes))
        width = 4 * self.filters
        self.kernel = self.add_weight(
            shape=(*self.kernel_size, channels, width),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            name="kernel",
        )
        self.recurrent_kernel = self.add_weight(
            shape=(*self.kernel_size, self.filters, width),
            initializer=self.recurrent_initializer,
            regularizer=self.recurrent_regularizer,
            constraint=self.recurrent_constraint,
            name="recurrent_kernel",
        )
        if self.use_bias:
            first = self.bias_initializer
            self.bias = self.add_weight(
                shape=(width,),
                initializer=forget_bias(first, self.filters) if self.unit_forget_bias else first,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )

    def _size_after(self, axis: int, size: int) -> int:
        window = (self.kernel_size[axis] - 1) * self.dilation_rate[axis] + 1
        room = size - window + 1 if self.padding == "valid" else size
        return -(-room // self.strides[axis])

    def get_initial_state(self, batch_size: int | None = None) -> list[TensorLike]:
        """Return states of zeros, channels last.

        Args:
            batch_size: number of samples.
        """
        return [ops.zeros((batch_size, *self._sizes, self.filters)) for _ in range(2)]

    def project(self, inputs: TensorLike, masks: Masks = ()) -> TensorLike:
        """Return the convolution of one step or of many, channels last.

        Args:
            inputs: (batch, ...) or (steps, batch, ...).
            masks: patterns of dropout, one per gate or one.
        """
        lead = tuple(inputs.shape[: len(inputs.shape) - self.rank - 1])
        parts = [self._flat(ops.multiply(inputs, mask)) for mask in masks] or [self._flat(inputs)]
        found = self._convolve(parts, self.kernel, self.strides, self.padding, self.dilation_rate)
        if self.bias is not None:
            found = ops.add(found, self.bias)
        return ops.reshape(found, (*lead, *found.shape[1:]))

    def _flat(self, x: TensorLike) -> TensorLike:
        shape = x.shape[len(x.shape) - self.rank - 1 :]
        x = ops.reshape(x, (-1, *shape))
        return x if self._last else ops.moveaxis(x, 1, -1)

    def _convolve(
        self, parts: list[TensorLike], kernel: Any, strides: Any, padding: str, dilation: Any
    ) -> TensorLike:
        kernels = [kernel] if len(parts) == 1 else ops.split(kernel, 4, axis=-1)
        found = [
            ops.conv(part, one, strides=strides, padding=padding, dilation_rate=dilation)
            for part, one in zip(parts, kernels, strict=True)
        ]
        return found[0] if len(found) == 1 else ops.concatenate(found, axis=-1)

    def _from_state(self, state: TensorLike, masks: Masks) -> TensorLike:
        parts = [ops.multiply(state, mask) for mask in masks] or [state]
        return self._convolve(parts, self.recurrent_kernel, 1, "same", 1)

    def advance(
        self, projected: TensorLike, states: Any, masks: Masks = ()
    ) -> tuple[TensorLike, list[TensorLike]]:
        """Return the output and the next states h and c, channels last."""
        gates = ops.add(projected, self._from_state(states[0], masks))
        return next_states(gates, states[1], self.recurrent_activation, self.activation)
