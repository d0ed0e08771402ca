"""RNN: a cell run along the steps of a sequence, as one program."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, Self

from p_vision import ops, tracing
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.recurrent.base_cell import RecurrentCell
from p_vision.layers.recurrent.stacked_cells import StackedRNNCells, next_step, zero_states
from p_vision.layers.recurrent.steps import kept, run_steps
from p_vision.layers.sizes import as_float
from p_vision.serialization import deserialize_object, deserialize_values
from p_vision.types import Config, TensorLike
from p_vision.variable import Variable


def of_cell(name: str) -> Any:
    """Return a property that reads an attribute of the layer's cell."""
    return property(lambda layer: getattr(layer.cell, name), doc=f"{name} of the cell.")


class _Held:
    """States that live on between batches; they are not weights."""

    variables: Any = None


class RNN(Layer):
    """Runs a cell along the steps of a sequence.

    Args:
        cell: a layer with ``call(inputs, states)``, which returns the output and
            the next states, and ``state_size``: a number or a list of them;
            or a list of cells, to stack them.
        return_sequences: whether to return all outputs, not only the last.
        return_state: whether to return the last states too.
        go_backwards: whether to begin at the end of the sequence.
        stateful: whether a batch goes on where the batch before ended.
        unroll: whether to record each step by itself.
        zero_output_for_mask: whether the output of a masked step is 0 and not
            the output of the step before.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: the cell has no ``state_size`` or no ``call``.

    Input (batch, steps, ...). Call arguments: ``initial_state`` (a list),
    ``mask`` (batch, steps), ``training``.
    See https://keras.io/api/layers/recurrent_layers/rnn/

    >>> from p_vision.layers import LSTMCell
    >>> RNN([LSTMCell(4), LSTMCell(2)])(ops.ones((2, 5, 3))).shape
    (2, 2)
    """

    supports_masking = True

    def __init__(
        self,
        cell: Any,
        return_sequences: bool = False,
        return_state: bool = False,
        go_backwards: bool = False,
        stateful: bool = False,
        unroll: bool = False,
        zero_output_for_mask: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        cell = StackedRNNCells(cell) if isinstance(cell, (list, tuple)) else cell
        for needed in ("call", "state_size"):
            if not hasattr(cell, needed):
                raise ArgumentError(
                    f"{type(self).__name__} takes a cell with '{needed}', such as LSTMCell(8), "
                    f"but received {cell!r}."
                )
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.zero_output_for_mask = zero_output_for_mask
        self._held = _Held()
        self.input_axes: tuple[str, ...] = ("batch", "steps", "features")
        if isinstance(cell, RecurrentCell):
            self.input_axes = cell.sequence_axes

    @property
    def state_size(self) -> list[Any]:
        """Sizes of the states."""
        size = self.cell.state_size
        return [size] if isinstance(size, int) else list(size)

    @property
    def states(self) -> Any:
        """The states kept between batches (``stateful``), or None."""
        return self._held.variables

    @property
    def variables(self) -> list[Variable]:
        """The weights, the states of random numbers, and the states kept between batches."""
        held = tracing.flatten(self._held.variables)
        return [*super().variables, *(state for state in held if state is not None)]

    # States

    def build(self, sequences_shape: Any) -> None:
        """Build the cell; make the states that live on if ``stateful``."""
        cell = self.cell
        self._check_axes(tuple(sequences_shape))
        if isinstance(cell, Layer) and not cell.built:
            cell.build((sequences_shape[0], *sequences_shape[2:]))
            cell.built = True
        if isinstance(cell, RecurrentCell):
            axis = 2 if "channels" in self.input_axes[2] else -1
            axes = {axis: sequences_shape[axis]}
            self.input_spec = InputSpec(ndim=len(self.input_axes), axes=axes)
        if self.stateful:
            if sequences_shape[0] is None:
                raise ArgumentError(
                    f"'{self.name}' is stateful, so it must know the number of samples of a "
                    "batch: Input(batch_shape=(32, 10, 8)), or Input(shape=..., batch_size=32)."
                )
            first = self.get_initial_state(sequences_shape[0])
            self._held.variables = tracing.map_leaves(
                lambda state: Variable(state, trainable=False, name="rnn_state"), first
            )

    def _check_axes(self, shape: tuple[int | None, ...]) -> None:
        if not isinstance(self.cell, RecurrentCell) or len(shape) == len(self.input_axes):
            return
        text = (
            f"{type(self).__name__} '{self.name}' takes sequences ({', '.join(self.input_axes)}), "
            f"but received shape {shape}."
        )
        if len(shape) == len(self.input_axes) - 1:
            text += (
                " If a recurrent layer stands before it, give that one return_sequences=True; "
                "a single sample needs x[None]."
            )
        raise ShapeError(text)

    def get_initial_state(self, batch_size: int) -> list[Any]:
        """Return states of zeros.

        Args:
            batch_size: number of samples.
        """
        found = zero_states(self.cell, batch_size)
        return list(found) if isinstance(found, (list, tuple)) else [found]

    def reset_state(self) -> None:
        """Set the states that live on to zero."""
        for variable in tracing.flatten(self._held.variables):
            if variable is not None:
                variable.assign(ops.zeros(variable.shape))

    reset_states = reset_state

    def _first_states(self, given: Any, batch_size: int) -> list[Any]:
        if given is None:
            # For shapes alone the batch has a size that only stands for others.
            kept = self.stateful and not tracing.only_shapes()
            states = self._held.variables if kept else self.get_initial_state(batch_size)
        else:
            states = given
        states = list(states) if isinstance(states, (list, tuple)) else [states]
        if len(states) != len(self.state_size):
            raise ShapeError(
                f"'{self.name}' has {len(self.state_size)} states, but initial_state holds "
                f"{len(states)}."
            )

        def tensor(leaf: Any) -> Any:
            value = leaf.value if isinstance(leaf, Variable) else ops.convert_to_tensor(leaf)
            if value.shape[0] != batch_size:
                raise ShapeError(
                    f"The states of '{self.name}' are for batches of {value.shape[0]} samples, but "
                    f"this batch has {batch_size}. Call reset_state() or use full batches only."
                )
            return as_float(value)

        return [tracing.map_leaves(tensor, state) for state in states]

    # Calling

    def call(
        self,
        sequences: TensorLike,
        initial_state: Any = None,
        mask: TensorLike | None = None,
        training: bool = False,
    ) -> Any:
        """Return the last output, or all of them, and the states if wanted.

        Args:
            sequences: (batch, steps, ...).
            initial_state: the states to begin with; zeros by default.
            mask: (batch, steps), False for steps that are skipped.
            training: whether the model is being trained.
        """
        if mask is not None and tuple(mask.shape[:2]) != tuple(sequences.shape[:2]):
            raise ShapeError(
                f"The mask of '{self.name}' has shape {tuple(mask.shape)}, but the sequences "
                f"{tuple(sequences.shape)}: batch and steps must agree."
            )
        x = as_float(sequences)
        x = ops.transpose(x, (1, 0, *range(2, len(x.shape))))
        states = self._first_states(initial_state, x.shape[1])
        with ExitStack() as scope:
            step, x = self._step(scope, x, states, training)
            last, outputs, states = run_steps(
                step,
                x,
                states,
                mask=mask if mask is None else kept(mask),
                reverse=self.go_backwards,
                unroll=self.unroll,
                all_outputs=self.return_sequences,
                zeros=self.zero_output_for_mask,
                output_is_state=isinstance(self.cell, RecurrentCell),
            )
        if self.stateful and not tracing.only_shapes():
            pairs = zip(tracing.flatten(self._held.variables), tracing.flatten(states), strict=True)
            for variable, state in pairs:
                variable.assign(state)
        if self.return_sequences:
            if self.go_backwards:
                outputs = ops.flip(outputs, axis=0)
            found = ops.transpose(outputs, (1, 0, *range(2, len(outputs.shape))))
        else:
            found = last
        return (found, *states) if self.return_state else found

    def _step(self, scope: ExitStack, x: TensorLike, states: Any, training: Any) -> Any:
        """Return the function of one step, and what it takes."""
        cell = self.cell
        if isinstance(cell, RecurrentCell):
            masks = cell.masks(x[0], training) if training else {}
            inputs, inner = masks.get("inputs", ()), masks.get("states", ())
            return lambda entry, before: cell.advance(entry, before, inner), cell.project(x, inputs)
        if isinstance(cell, StackedRNNCells):
            cell.share_masks(scope, x[0], training)
        return lambda entry, before: next_step(cell, entry, before, training), x

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return the mask if all steps come out, else None; None for states."""
        mask = next(iter(tracing.flatten(previous_mask)), None)
        found = mask if self.return_sequences else None
        return [found, *(None for _ in self.state_size)] if self.return_state else found

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make the layer that :meth:`get_config` described."""
        config = dict(config)
        if "cell" in config:
            cell = deserialize_object(config.pop("cell"), "layer")
            return cls(cell, **deserialize_values(config))
        return cls(**deserialize_values(config))
