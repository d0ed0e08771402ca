"""Gated recurrent unit (Cho et al., 2014).

z = s(x_z + h @ U_z), r = s(x_r + h @ U_r), n = a(x_h + r * (h @ U_h + b)) with
``reset_after``, else n = a(x_h + (r * h) @ U_h); then h = z * h + (1 - z) * n.
The order of the gates is Keras's: z, r, h.
"""

from __future__ import annotations

from typing import Any

from p_vision import activations, ops
from p_vision.layers.recurrent.base_cell import Masks, RecurrentCell
from p_vision.layers.recurrent.rnn import RNN, of_cell
from p_vision.types import TensorLike


class GRUCell(RecurrentCell):
    """One step of a gated recurrent unit.

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, 3 * units).
        recurrent_initializer: first values of the recurrent kernel (units, 3 * units).
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        recurrent_regularizer: a penalty on the recurrent kernel.
        bias_regularizer: a penalty on the bias.
        kernel_constraint: a limit on the kernel.
        recurrent_constraint: a limit on the recurrent kernel.
        bias_constraint: a limit on the bias.
        dropout: which part of the inputs is dropped while training.
        recurrent_dropout: which part of the state is dropped while training.
        reset_after: whether the reset gate works after the product with the state.
        seed: a whole number, for the same dropout each time.
        **kwargs: name, trainable, dtype.

    >>> cell = GRUCell(4)
    >>> output, states = cell(ops.ones((2, 3)), cell.get_initial_state(2))
    >>> output.shape, len(states)
    ((2, 4), 1)
    """

    gates = 3
    _state_count = 1

    def __init__(
        self,
        units: int,
        activation: Any = "tanh",
        recurrent_activation: Any = "sigmoid",
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
        reset_after: bool = True,
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
        self.reset_after = reset_after

    def _bias_shape(self) -> tuple[int, ...]:
        width = 3 * self.units
        return (2, width) if self.reset_after else (width,)

    def _input_bias(self) -> Any:
        return self.bias[0] if self.bias is not None and self.reset_after else self.bias

    def advance(
        self, projected: TensorLike, states: Any, masks: Masks = ()
    ) -> tuple[TensorLike, list[TensorLike]]:
        """Return the output and the next state, which are the same."""
        state = states[0]
        z, r, h = ops.split(projected, 3, axis=-1)
        if self.reset_after:
            inner = self._from_state(state, masks)
            if self.bias is not None:
                inner = ops.add(inner, self.bias[1])
            from_z, from_r, from_h = ops.split(inner, 3, axis=-1)
            reset = self.recurrent_activation(ops.add(r, from_r))
            from_h = ops.multiply(reset, from_h)
        else:
            kernels = ops.split(self.recurrent_kernel, 3, axis=1)
            dropped = [ops.multiply(state, mask) for mask in masks] or [state] * 3
            from_z, from_r = (
                ops.matmul(part, kernel)
                for part, kernel in zip(dropped[:2], kernels[:2], strict=True)
            )
            reset = self.recurrent_activation(ops.add(r, from_r))
            from_h = ops.matmul(ops.multiply(reset, dropped[2]), kernels[2])
        update = self.recurrent_activation(ops.add(z, from_z))
        new = self.activation(ops.add(h, from_h))
        state = ops.add(new, ops.multiply(update, ops.subtract(state, new)))
        return state, [state]


class GRU(RNN):
    """A recurrent layer with an update gate and a reset gate.

    Args:
        units: number of outputs.
        activation: such as "tanh", for what goes into the state.
        recurrent_activation: such as "sigmoid", for the gates.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (features, 3 * units).
        recurrent_initializer: first values of the recurrent kernel (units, 3 * units).
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
        seed: a whole number, for the same dropout each time.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        unroll: whether to record each step by itself: faster for a few steps,
            slow to start for many.
        reset_after: whether the reset gate works after the product with the state.
        use_cudnn: accepted for Keras.
        **kwargs: name, trainable, dtype.

    Input (batch, steps, features); output (batch, units), or (batch, steps,
    units) with ``return_sequences``. Call arguments: ``initial_state`` (a list
    of 1 tensor), ``mask`` (batch, steps), ``training``.
    See https://keras.io/api/layers/recurrent_layers/gru/

    >>> GRU(4)(ops.ones((2, 5, 3))).shape
    (2, 4)
    >>> GRU(4, return_sequences=True)(ops.ones((2, 5, 3))).shape
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
        reset_after: bool = True,
        use_cudnn: Any = "auto",
        **kwargs: Any,
    ) -> None:
        cell = GRUCell(
            units,
            activation=activation,
            recurrent_activation=recurrent_activation,
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
            reset_after=reset_after,
            seed=seed,
            trainable=kwargs.get("trainable", True),
            name="gru_cell",
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
    kernel_regularizer = of_cell("kernel_regularizer")
    recurrent_regularizer = of_cell("recurrent_regularizer")
    bias_regularizer = of_cell("bias_regularizer")
    kernel_constraint = of_cell("kernel_constraint")
    recurrent_constraint = of_cell("recurrent_constraint")
    bias_constraint = of_cell("bias_constraint")
    dropout = of_cell("dropout")
    recurrent_dropout = of_cell("recurrent_dropout")
    reset_after = of_cell("reset_after")
    seed = of_cell("seed")
