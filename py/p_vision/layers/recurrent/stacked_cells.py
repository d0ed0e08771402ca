"""StackedRNNCells: several cells as one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, Self

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.recurrent.base_cell import RecurrentCell
from p_vision.layers.signatures import call_arguments
from p_vision.serialization import deserialize_object, deserialize_values
from p_vision.types import Config, TensorLike


def zero_states(cell: Any, batch_size: int) -> Any:
    """Return the states a cell begins with.

    Args:
        cell: any cell.
        batch_size: number of samples.
    """
    if hasattr(cell, "get_initial_state"):
        return cell.get_initial_state(batch_size=batch_size)
    size = cell.state_size
    if isinstance(size, int):
        return ops.zeros((batch_size, size))
    return [ops.zeros((batch_size, *_sizes(entry))) for entry in size]


def _sizes(size: Any) -> tuple[int, ...]:
    return (size,) if isinstance(size, int) else tuple(size)


def next_step(cell: Any, inputs: TensorLike, states: Any, training: Any) -> tuple[Any, list[Any]]:
    """Return the output and the list of states after one step of any cell.

    Args:
        cell: any cell.
        inputs: (batch, ...).
        states: the states before, a list.
        training: whether the model is being trained.
    """
    takes = "training" in call_arguments(type(cell))
    call = cell if callable(cell) else cell.call
    output, after = call(inputs, states, **({"training": training} if takes else {}))
    return output, list(after) if isinstance(after, (list, tuple)) else [after]


class StackedRNNCells(Layer):
    """Cells one after the other, each with states of its own.

    Args:
        cells: the cells; the output of one is the input of the next.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: one of them has no ``state_size`` or no ``call``.

    See https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/

    >>> from p_vision.layers import GRUCell
    >>> StackedRNNCells([GRUCell(4), GRUCell(2)]).output_size
    2
    """

    def __init__(self, cells: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for cell in cells:
            for needed in ("call", "state_size"):
                if not hasattr(cell, needed):
                    raise ArgumentError(
                        f"StackedRNNCells takes cells with '{needed}', such as LSTMCell(8), but "
                        f"received {cell!r}."
                    )
        self.cells = list(cells)

    @property
    def state_size(self) -> list[Any]:
        """Sizes of the states of each cell."""
        return [cell.state_size for cell in self.cells]

    @property
    def output_size(self) -> int:
        """Number of outputs of the last cell."""
        return _output_size(self.cells[-1])

    def get_initial_state(self, batch_size: int | None = None) -> list[Any]:
        """Return states of zeros for each cell.

        Args:
            batch_size: number of samples.
        """
        return [zero_states(cell, batch_size or 1) for cell in self.cells]

    def build(self, input_shape: Any) -> None:
        """Build the cells one after the other."""
        shape = tuple(input_shape)
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(shape)
                cell.built = True
            shape = (shape[0], _output_size(cell))

    def call(self, inputs: TensorLike, states: Any, training: bool = False) -> Any:
        """Return the output of the last cell and the next states of all.

        Args:
            inputs: (batch, features), one step.
            states: a list of states for each cell.
            training: whether the model is being trained.
        """
        after = []
        for cell, state in zip(self.cells, states, strict=True):
            several = isinstance(state, (list, tuple))
            inputs, found = next_step(cell, inputs, list(state) if several else [state], training)
            after.append(found if several else found[0])
        return inputs, after

    def share_masks(self, scope: ExitStack, inputs: TensorLike, training: Any) -> None:
        """Let each cell use one pattern of dropout until the scope ends.

        Args:
            scope: when it ends, the patterns are forgotten.
            inputs: (batch, features), for their shape.
            training: whether the model is being trained.
        """
        for cell in self.cells:
            if isinstance(cell, RecurrentCell):
                scope.enter_context(cell.sharing_masks(inputs, training))
            inputs = ops.zeros((inputs.shape[0], _output_size(cell)))

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make the cells that :meth:`get_config` described."""
        config = dict(config)
        cells = [deserialize_object(entry, "layer") for entry in config.pop("cells")]
        return cls(cells, **deserialize_values(config))


def _output_size(cell: Any) -> int:
    size = getattr(cell, "output_size", None)
    if size is None:
        size = cell.state_size
    found: int = size[0] if isinstance(size, (list, tuple)) else size
    return found
