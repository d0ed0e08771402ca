"""What the recurrent cells share: sizes, first values, dropout.

A cell works in two parts. ``project`` multiplies inputs by the kernel; it
needs no state, so a layer does it for a whole sequence at once. ``advance``
adds what comes from the state, step by step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from p_vision import activations, constraints, initializers, ops, random, regularizers
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float, whole_number
from p_vision.types import TensorLike
from p_vision.variable import Variable

#: One mask per gate, or one for all of them, or none.
Masks = tuple[TensorLike, ...]


class RecurrentCell(Layer):
    """One step of a recurrent layer; see its subclasses."""

    gates: ClassVar[int]
    _state_count: ClassVar[int] = 1
    #: Axes of a whole sequence: batch, steps, features.
    sequence_axes: tuple[str, ...] = ("batch", "steps", "features")
    _not_in_config = Layer._not_in_config | {"implementation"}

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
        implementation: int = 2,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        for name, rate in (("dropout", dropout), ("recurrent_dropout", recurrent_dropout)):
            if not 0 <= rate <= 1:
                raise ArgumentError(f"{name} must be between 0 and 1, but it is {rate}.")
        self.units = whole_number(units, "units")
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.recurrent_initializer = initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.recurrent_regularizer = regularizers.get(recurrent_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.recurrent_constraint = constraints.get(recurrent_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.dropout = dropout
        self.recurrent_dropout = recurrent_dropout
        self.seed = seed
        self.implementation = implementation
        if dropout or recurrent_dropout:
            self.seed_generator = random.SeedGenerator(seed)
        self.state_size: Any = units if self._state_count == 1 else [units] * self._state_count
        self.output_size = units
        self.bias: Variable | None = None
        # Set while a layer runs its steps: they share one pattern of dropout.
        self._kept_masks: dict[str, Masks] | None = None

    def build(self, input_shape: Any) -> None:
        """Make kernel, recurrent kernel and bias."""
        width = self.units * self.gates
        self.kernel = self.add_weight(
            shape=(input_shape[-1], width),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            name="kernel",
        )
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, width),
            initializer=self.recurrent_initializer,
            regularizer=self.recurrent_regularizer,
            constraint=self.recurrent_constraint,
            name="recurrent_kernel",
        )
        if self.use_bias:
            self.bias = self.add_weight(
                shape=self._bias_shape(),
                initializer=self._first_bias(),
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )

    def _bias_shape(self) -> tuple[int, ...]:
        return (self.units * self.gates,)

    def _first_bias(self) -> Any:
        return self.bias_initializer

    def get_initial_state(self, batch_size: int | None = None) -> list[TensorLike]:
        """Return states of zeros.

        Args:
            batch_size: number of samples.
        """
        return [ops.zeros((batch_size, self.units)) for _ in range(self._state_count)]

    # Dropout

    def masks(self, inputs: TensorLike, training: Any) -> dict[str, Masks]:
        """Return patterns of dropout for inputs and states of one batch.

        Args:
            inputs: (batch, features), for their shape.
            training: whether the model is being trained.
        """
        if not training:
            return {}
        states = self.get_initial_state(inputs.shape[0])
        shapes = {"inputs": tuple(inputs.shape), "states": tuple(states[0].shape)}
        rates = {"inputs": self.dropout, "states": self.recurrent_dropout}
        # With a rate for the states every gate has a pattern of its own.
        count = self.gates if self.recurrent_dropout else 1
        found: dict[str, Masks] = {}
        for name, rate in rates.items():
            if rate >= 1:
                found[name] = (ops.zeros(shapes[name]),) * count
            elif rate > 0:
                seed = self.seed_generator
                found[name] = tuple(
                    random.dropout(ops.ones(shapes[name]), rate, seed=seed) for _ in range(count)
                )
        return found

    @contextmanager
    def sharing_masks(self, inputs: TensorLike, training: Any) -> Iterator[dict[str, Masks]]:
        """Use one pattern of dropout for all steps in the block."""
        self._kept_masks = self.masks(inputs, training)
        try:
            yield self._kept_masks
        finally:
            self._kept_masks = None

    # Computing

    def project(self, inputs: TensorLike, masks: Masks = ()) -> TensorLike:
        """Return inputs times kernel plus bias.

        Args:
            inputs: (batch, features) or (steps, batch, features).
            masks: patterns of dropout (batch, features), one per gate or one.
        """
        found = _product(as_float(inputs), self.kernel, masks, self.gates)
        bias = self._input_bias()
        return found if bias is None else ops.add(found, bias)

    def _input_bias(self) -> Any:
        return self.bias

    def advance(
        self, projected: TensorLike, states: Any, masks: Masks = ()
    ) -> tuple[TensorLike, list[TensorLike]]:
        """Return the output and the next states.

        Args:
            projected: what :meth:`project` gave for this step.
            states: the states before.
            masks: patterns of dropout for the first state.
        """
        raise NotImplementedError

    def _from_state(self, state: TensorLike, masks: Masks) -> TensorLike:
        return _product(state, self.recurrent_kernel, masks, self.gates)

    def call(self, inputs: TensorLike, states: Any, training: bool = False) -> Any:
        """Return the output and the next states.

        Args:
            inputs: (batch, features), one step.
            states: what the step before left: a list.
            training: whether the model is being trained.
        """
        masks = self._kept_masks
        if masks is None:
            masks = self.masks(inputs, training)
        single = not isinstance(states, (list, tuple))
        projected = self.project(inputs, masks.get("inputs", ()))
        output, after = self.advance(
            projected, [states] if single else states, masks.get("states", ())
        )
        return output, after[0] if single else after


def _product(x: TensorLike, kernel: Variable, masks: Masks, gates: int) -> TensorLike:
    if not masks:
        return ops.matmul(x, kernel)
    if len(masks) == 1:
        return ops.matmul(ops.multiply(x, masks[0]), kernel)
    parts = ops.split(kernel, gates, axis=1)
    pairs = zip(masks, parts, strict=True)
    return ops.concatenate([ops.matmul(ops.multiply(x, mask), part) for mask, part in pairs], -1)
