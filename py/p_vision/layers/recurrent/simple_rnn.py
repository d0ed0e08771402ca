"""The simplest recurrent layer.

h(t) = activation(x(t) @ kernel + h(t-1) @ recurrent_kernel + bias).
"""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.recurrent.base_cell import Masks, RecurrentCell
from p_vision.layers.recurrent.rnn import RNN, of_cell
from p_vision.types import TensorLike


class SimpleRNNCell(RecurrentCell):
    """One step: activation(x @ kernel + h @ recurrent_kernel + bias).

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, units).
        recurrent_initializer: first values of the recurrent kernel (units, units).
        bias_initializer: first values of the bias.
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

    >>> cell = SimpleRNNCell(4)
    >>> output, states = cell(ops.ones((2, 3)), cell.get_initial_state(2))
    >>> output.shape, len(states)
    ((2, 4), 1)
    """

    gates = 1
    _state_count = 1

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
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

    def advance(
        self, projected: TensorLike, states: Any, masks: Masks = ()
    ) -> tuple[TensorLike, list[TensorLike]]:
        """Return the output and the next state, which are the same."""
        state = ops.add(projected, self._from_state(states[0], masks))
        state = self.activation(state)
        return state, [state]


class SimpleRNN(RNN):
    """A recurrent layer whose output is its state (Elman, 1990).

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, units).
        recurrent_initializer: first values of the recurrent kernel (units, units).
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        recurrent_regularizer: a penalty on the recurrent kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        recurrent_constraint: a limit on the recurrent kernel.
        bias_constraint: a limit on the bias.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        unroll: whether to record each step by itself: faster for a few steps,
            slow to start for many.
        seed: a whole number, for the same dropout each time.
        **kwargs: name, trainable, dtype.

    Input (batch, steps, features); output (batch, units), or (batch, steps,
    units) with ``return_sequences``. Call arguments: ``initial_state`` (a list
    of 1 tensor), ``mask`` (batch, steps), ``training``.
    See https://keras.io/api/layers/recurrent_layers/simple_rnn/

    >>> SimpleRNN(4)(ops.ones((2, 5, 3))).shape
    (2, 4)
    >>> SimpleRNN(4, return_sequences=True)(ops.ones((2, 5, 3))).shape
    (2, 5, 4)
    """

    _not_in_config = RNN._not_in_config | {"cell", "seed"}

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        recurrent_initializer: Any = "orthogonal",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        recurrent_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        recurrent_constraint: Any = None,
        bias_constraint: Any = None,
        dropout: float = 0.0,
        recurrent_dropout: float = 0.0,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        cell = SimpleRNNCell(
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
            trainable=kwargs.get("trainable", True),
            name="simple_rnn_cell",
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
    use_bias = of_cell("use_bias")
    kernel_initializer = of_cell("kernel_initializer")
    recurrent_initializer = of_cell("recurrent_initializer")
    bias_initializer = of_cell("bias_initializer")
    kernel_regularizer = of_cell("kernel_regularizer")
    recurrent_regularizer = of_cell("recurrent_regularizer")
    bias_regularizer = of_cell("bias_regularizer")
    kernel_constraint = of_cell("kernel_constraint")
    recurrent_constraint = of_cell("recurrent_constraint")
    bias_constraint = of_cell("bias_constraint")
    dropout = of_cell("dropout")
    recurrent_dropout = of_cell("recurrent_dropout")
    seed = of_cell("seed")
