"""Long short-term memory (Hochreiter and Schmidhuber, 1997).

i, f, g, o = split(x @ kernel + h @ recurrent_kernel + bias); with s the
recurrent activation and a the activation: c = s(f) * c + s(i) * a(g),
h = s(o) * a(c). The order of the gates is Keras's: i, f, c, o.
"""

from __future__ import annotations

from typing import Any

from p_vision import activations, initializers, ops
from p_vision.layers.recurrent.base_cell import Masks, RecurrentCell
from p_vision.layers.recurrent.rnn import RNN, of_cell
from p_vision.types import TensorLike


def next_states(
    gates: TensorLike, carry: TensorLike, recurrent_activation: Any, activation: Any
) -> tuple[TensorLike, list[TensorLike]]:
    """Return the output and the states h and c after one step.

    Args:
        gates: i, f, g and o side by side in the last axis.
        carry: c of the step before.
        recurrent_activation: for the gates.
        activation: for what goes into the state.
    """
    i, f, c, o = ops.split(gates, 4, axis=-1)
    kept = ops.multiply(recurrent_activation(f), carry)
    carry = ops.add(kept, ops.multiply(recurrent_activation(i), activation(c)))
    state = ops.multiply(recurrent_activation(o), activation(carry))
    return state, [state, carry]


def forget_bias(initializer: Any, units: int) -> Any:
    """Return an initializer of a bias whose forget gate starts at 1.

    Args:
        initializer: for the other gates.
        units: size of each gate.
    """

    def first_values(_: Any, dtype: str | None = None) -> Any:
        parts = [
            initializer((units,), dtype=dtype),
            initializers.Ones()((units,), dtype=dtype),
            initializer((2 * units,), dtype=dtype),
        ]
        return ops.concatenate(parts)

    return first_values


class LSTMCell(RecurrentCell):
    """One step of a long short-term memory.

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, 4 * units).
        recurrent_initializer: first values of the recurrent kernel (units, 4 * units).
        bias_initializer: first values of the bias.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        kernel_regularizer: a penalty on the kernel.
        recurrent_regularizer: a penalty on the recurrent kernel.
        bias_regularizer: a penalty on the bias.
        kernel_constraint: a limit on the kernel.
        recurrent_constraint: a limit on the recurrent kernel.
        bias_constraint: a limit on the bias.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        seed: a whole number, for the same dropout each time.
        **kwargs: name, trainable, dtype.

    >>> cell = LSTMCell(4)
    >>> output, states = cell(ops.ones((2, 3)), cell.get_initial_state(2))
    >>> output.shape, len(states)
    ((2, 4), 2)
    """

    gates = 4
    _state_count = 2

    def __init__(
        self,
        units: int,
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
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            units,
            activation=activation,
            use_bias=use_bias,
            kernel_initializer=kernel_initializer,
            recurrent_initializer=recurrent_initializer,
            bias_initializer=bias_initializer,
            kernel_regularizer=kernel_regularizer,
            recurrent_regularizer=recurrent_regularizer,
            bias_regularizer=bias_regularizer,
            kernel_constraint=kernel_constraint,
            recurrent_constraint=recurrent_constraint,
            bias_constraint=bias_constraint,
            dropout=dropout,
            recurrent_dropout=recurrent_dropout,
            seed=seed,
            **kwargs,
        )
        self.recurrent_activation = activations.get(recurrent_activation)
        self.unit_forget_bias = unit_forget_bias

    def _first_bias(self) -> Any:
        if not self.unit_forget_bias:
            return self.bias_initializer
        return forget_bias(self.bias_initializer, self.units)

    def advance(
        self, projected: TensorLike, states: Any, masks: Masks = ()
    ) -> tuple[TensorLike, list[TensorLike]]:
        """Return the output and the next states h and c."""
        gates = ops.add(projected, self._from_state(states[0], masks))
        return next_states(gates, states[1], self.recurrent_activation, self.activation)


class LSTM(RNN):
    """A recurrent layer that keeps a memory over long times.

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, 4 * units).
        recurrent_initializer: first values of the recurrent kernel (units, 4 * units).
        bias_initializer: first values of the bias.
        unit_forget_bias: whether the bias of the forget gate starts at 1.
        kernel_regularizer: a penalty on the kernel.
        recurrent_regularizer: a penalty on the recurrent kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        recurrent_constraint: a limit on the recurrent kernel.
        bias_constraint: a limit on the bias.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        seed: a whole number, for the same dropout each time.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        unroll: whether to record each step by itself: faster for a few steps,
            slow to start for many.
        use_cudnn: accepted for Keras.
        **kwargs: name, trainable, dtype.

    Input (batch, steps, features); output (batch, units), or (batch, steps,
    units) with ``return_sequences``. Call arguments: ``initial_state`` (a list
    of 2 tensors), ``mask`` (batch, steps), ``training``.
    See https://keras.io/api/layers/recurrent_layers/lstm/

    >>> LSTM(4)(ops.ones((2, 5, 3))).shape
    (2, 4)
    >>> LSTM(4, return_sequences=True)(ops.ones((2, 5, 3))).shape
    (2, 5, 4)
    """

    _not_in_config = RNN._not_in_config | {"cell", "use_cudnn"}

    def __init__(
        self,
        units: int,
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
        unroll: bool = False,
        use_cudnn: Any = "auto",
        **kwargs: Any,
    ) -> None:
        cell = LSTMCell(
            units,
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
            name="lstm_cell",
        )
        super().__init__(
            cell,
            return_sequences=return_sequences,
            return_state=return_state,
            go_backwards=go_backwards,
            stateful=stateful,
            unroll=unroll,
            activity_regularizer=activity_regularizer,
            **kwargs,
        )

    units = of_cell("units")
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
