"""ConvLSTM: long short-term memories for sequences of images."""

from __future__ import annotations

from typing import Any, ClassVar

from p_vision import ops
from p_vision.layers.recurrent.conv_lstm_cell import ConvLSTMCell
from p_vision.layers.recurrent.rnn import RNN, of_cell
from p_vision.types import TensorLike


class ConvLSTM(RNN):
    """A convolutional LSTM over ``rank`` axes; see its subclasses."""

    rank: ClassVar[int]
    _not_in_config = RNN._not_in_config | {"cell"}

    def __init__(
        self,
        filters: int,
        kernel_size: Any,
        strides: Any = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: Any = 1,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        unit_forget_bias: bool = True,
        kernel_regularizer: Any = None,
        recurrent_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        seed: int | None = None,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        **kwargs: Any,
    ) -> None:
        cell = ConvLSTMCell(
            self.rank,
            filters,
            kernel_size,
            strides=strides,
            padding=padding,
            data_format=data_format,
            dilation_rate=dilation_rate,
            activation=activation,
            recurrent_activation=recurrent_activation,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer,
            unit_forget_bias=unit_forget_bias,
            kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            seed=seed,
            trainable=kwargs.get("trainable", True),
            name=f"conv_lstm_cell{self.rank}d",
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )

    filters = of_cell("filters")
    kernel_size = of_cell("kernel_size")
    strides = of_cell("strides")
    padding = of_cell("padding")
    data_format = of_cell("data_format")
    dilation_rate = of_cell("dilation_rate")
    activation = of_cell("activation")
    recurrent_activation = of_cell("recurrent_activation")
    use_bias = of_cell("use_bias")
    kernel_initializer = of_cell("kernel_initializer")
    recurrent_initializer = of_cell("recurrent_initializer")
    bias_initializer = of_cell("bias_initializer")
    unit_forget_bias = of_cell("unit_forget_bias")
    kernel_regularizer = of_cell("kernel_regularizer")
    recurrent_regularizer = of_cell("recurrent_regularizer")
    bias_regularizer = of_cell("bias_regularizer")
    kernel_constraint = of_cell("kernel_constraint")
    recurrent_constraint = of_cell("recurrent_constraint")
    bias_constraint = of_cell("bias_constraint")
    dropout = of_cell("dropout")
    recurrent_dropout = of_cell("recurrent_dropout")
    seed = of_cell("seed")

    def call(
        self,
        sequences: TensorLike,
        initial_state: Any = None,
        mask: TensorLike | None = None,
        training: bool = False,
    ) -> Any:
        """Return the last output, or all of them, and the states if wanted.

        Args:
            sequences: (batch, steps, sizes, channels).
            initial_state: the states to begin with; zeros by default.
            mask: (batch, steps), False for steps that are skipped.
            training: whether the model is being trained.
        """
        first = self.data_format == "channels_first"
        if first and initial_state is not None:
            initial_state = [ops.moveaxis(state, 1, -1) for state in initial_state]
        found = super().call(sequences, initial_state, mask, training)
        if not first:
            return found
        if not self.return_state:
            return self._channels_first(found, self.return_sequences)
        output, *states = found
        output = self._channels_first(output, self.return_sequences)
        return (output, *(self._channels_first(state, False) for state in states))

    def _channels_first(self, x: TensorLike, sequence: bool) -> TensorLike:
        return ops.moveaxis(x, -1, 2 if sequence else 1)


class ConvLSTM1D(ConvLSTM):
    """An LSTM for sequences of rows: its products are convolutions.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window.
        strides: how far the window moves over the input.
        padding: "valid" or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        seed: a whole number, for the same dropout each time.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        **kwargs: initializers, regularizers and constraints as for :class:`LSTM`, name.

    Input (batch, steps, length, channels).
    See https://keras.io/api/layers/recurrent_layers/conv_lstm1d/

    >>> ConvLSTM1D(2, 3)(ops.ones((1, 3, 6, 2))).shape
    (1, 4, 2)
    """

    rank = 1


class ConvLSTM2D(ConvLSTM):
    """An LSTM for sequences of images, such as a film: its products are convolutions.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window.
        strides: how far the window moves over the input.
        padding: "valid" or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        seed: a whole number, for the same dropout each time.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        **kwargs: initializers, regularizers and constraints as for :class:`LSTM`, name.

    Input (batch, steps, height, width, channels).
    See https://keras.io/api/layers/recurrent_layers/conv_lstm2d/

    >>> ConvLSTM2D(2, 3)(ops.ones((1, 3, 6, 6, 2))).shape
    (1, 4, 4, 2)
    """

    rank = 2


class ConvLSTM3D(ConvLSTM):
    """An LSTM for sequences of volumes: its products are convolutions.

    Args:
        filters: number of outputs per position.
        kernel_size: size of the window.
        strides: how far the window moves over the input.
        padding: "valid" or "same".
        data_format: "channels_last" (default) or "channels_first".
        dilation_rate: distance of the values the window looks at.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        seed: a whole number, for the same dropout each time.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        **kwargs: initializers, regularizers and constraints as for :class:`LSTM`, name.

    Input (batch, steps, depth, height, width, channels).
    See https://keras.io/api/layers/recurrent_layers/conv_lstm3d/

    >>> ConvLSTM3D(2, 3)(ops.ones((1, 2, 4, 4, 4, 1))).shape
    (1, 2, 2, 2, 2)
    """

    rank = 3
