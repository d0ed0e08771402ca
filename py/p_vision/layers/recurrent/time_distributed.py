"""TimeDistributed: a layer used on every step of a sequence."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.layers.layer import Layer
from p_vision.layers.normalization import BatchNormalization
from p_vision.layers.signatures import call_arguments
from p_vision.layers.wrapper import Wrapper
from p_vision.tracing import map_leaves
from p_vision.types import TensorLike


class TimeDistributed(Wrapper):
    """Uses one layer, with the same weights, on every step of a sequence.

    Args:
        layer: a layer for one step.
        **kwargs: name, trainable, dtype.

    Raises:
        ShapeError: the input has fewer than three axes.

    Input (batch, steps, ...); output (batch, steps, ...).
    See https://keras.io/api/layers/recurrent_layers/time_distributed/

    >>> from p_vision.layers import Dense
    >>> TimeDistributed(Dense(4))(ops.ones((2, 5, 3))).shape
    (2, 5, 4)
    """

    supports_masking = True

    def __init__(self, layer: Layer, **kwargs: Any) -> None:
        super().__init__(layer, **kwargs)

    def build(self, input_shape: Any = None) -> None:
        """Build the layer inside for one step."""
        if len(input_shape) < 3:
            raise ShapeError(
                f"TimeDistributed '{self.name}' takes (batch, steps, ...) with at least three "
                f"axes, but received shape {tuple(input_shape)}."
            )
        super().build((input_shape[0], *input_shape[2:]))

    def call(
        self, inputs: TensorLike, training: bool | None = None, mask: TensorLike | None = None
    ) -> TensorLike:
        """Return what the layer gives for each step.

        Args:
            inputs: (batch, steps, ...).
            training: handed on if the layer has this argument.
            mask: (batch, steps, ...); handed on if the layer has this argument.
        """
        takes = call_arguments(type(self.layer))
        known: dict[str, Any] = {"training": training} if "training" in takes else {}
        if mask is not None and tuple(mask.shape[:2]) != tuple(inputs.shape[:2]):
            raise ShapeError(
                f"The mask of TimeDistributed '{self.name}' has shape {tuple(mask.shape)}, but "
                f"the input {tuple(inputs.shape)}: batch and steps must agree."
            )
        given = mask if "mask" in takes else None
        if _samples_apart(self.layer):
            return self._at_once(inputs, given, known)
        return self._step_by_step(inputs, given, known)

    def _at_once(self, inputs: Any, mask: Any, known: dict[str, Any]) -> Any:
        """Treat each step as a sample of its own."""
        batch, steps = inputs.shape[:2]
        if mask is not None:
            known["mask"] = ops.reshape(mask, (batch * steps, *mask.shape[2:]))
        found = self.layer.call(ops.reshape(inputs, (batch * steps, *inputs.shape[2:])), **known)
        return map_leaves(lambda x: ops.reshape(x, (batch, steps, *x.shape[1:])), found)

    def _step_by_step(self, inputs: Any, mask: Any, known: dict[str, Any]) -> Any:
        """Run the layer along the steps; a layer may look at all samples of one step."""

        def body(state: Any, entry: Any) -> tuple[Any, Any]:
            more = {} if mask is None else {"mask": entry[1]}
            return state, self.layer.call(entry[0], **known, **more)

        entries = [_swapped(inputs)] if mask is None else [_swapped(inputs), _swapped(mask)]
        return map_leaves(_swapped, ops.scan(body, None, entries)[1])


def _swapped(x: TensorLike) -> TensorLike:
    return ops.transpose(x, (1, 0, *range(2, len(x.shape))))


def _samples_apart(layer: Any) -> bool:
    """Return whether each output of a layer needs its own sample only."""
    known = type(layer).__module__.startswith("p_vision.")
    alone = known and not isinstance(layer, BatchNormalization)
    return alone and all(_samples_apart(inner) for inner in layer._layers)
