"""Bidirectional: a recurrent layer run from both ends."""

from __future__ import annotations

from typing import Any, Self

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.signatures import call_arguments
from p_vision.serialization import deserialize_object, deserialize_values, serialize_object
from p_vision.types import Config, TensorLike

_MERGE = ("sum", "mul", "concat", "ave", None)


class Bidirectional(Layer):
    """Runs a recurrent layer forwards and a copy of it backwards.

    Args:
        layer: a recurrent layer; it is copied, not used itself.
        merge_mode: how the two outputs are joined: "concat", "sum", "mul", "ave",
            or None for both.
        weights: first values: those of the forward layer, then of the backward one.
        backward_layer: a layer for the way back, if not a copy.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: not a recurrent layer, or two that do not fit.

    Call arguments: ``initial_state`` (states of the forward, then of the
    backward layer), ``mask`` (batch, steps), ``training``.
    See https://keras.io/api/layers/recurrent_layers/bidirectional/

    >>> from p_vision.layers import LSTM
    >>> Bidirectional(LSTM(4))(ops.ones((2, 5, 3))).shape
    (2, 8)
    """

    supports_masking = True
    _not_in_config = Layer._not_in_config | {"weights", "layer", "backward_layer"}

    def __init__(
        self,
        layer: Any,
        merge_mode: str | None = "concat",
        weights: Any = None,
        backward_layer: Any = None,
        **kwargs: Any,
    ) -> None:
        for given in (layer, backward_layer):
            if given is not None and not isinstance(given, Layer):
                hint = f": write {given.__name__}(...)" if isinstance(given, type) else ""
                raise ArgumentError(f"Bidirectional takes a recurrent layer, not {given!r}{hint}.")
        if not hasattr(layer, "go_backwards"):
            raise ArgumentError(
                f"Bidirectional takes a recurrent layer such as LSTM(8), but "
                f"{type(layer).__name__} '{layer.name}' has no direction."
            )
        if merge_mode not in _MERGE:
            raise ArgumentError(
                f"merge_mode is 'concat', 'sum', 'mul', 'ave' or None, not {merge_mode!r}."
            )
        super().__init__(**kwargs)
        self.forward_layer = _copy(layer, "forward_")
        if backward_layer is None:
            backward_layer = _copy(layer, "backward_", go_backwards=not layer.go_backwards)
        self.backward_layer = backward_layer
        self._check_directions()
        for one in (self.forward_layer, self.backward_layer):
            if hasattr(one, "zero_output_for_mask"):
                one.zero_output_for_mask = one.return_sequences
        self.merge_mode = merge_mode
        self._first_weights = weights
        self.stateful = layer.stateful
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state
        self.input_spec = layer.input_spec

    def _check_directions(self) -> None:
        one: Any = self.forward_layer
        other: Any = self.backward_layer
        if one.go_backwards == other.go_backwards:
            raise ArgumentError(
                "Both layers of Bidirectional go the same way: give one of them go_backwards=True."
            )
        for name in ("stateful", "return_sequences", "return_state"):
            if getattr(one, name) != getattr(other, name):
                raise ArgumentError(
                    f"Both layers of Bidirectional need the same {name}, but they have "
                    f"{getattr(one, name)} and {getattr(other, name)}."
                )

    def build(self, sequences_shape: Any) -> None:
        """Build both layers."""
        for layer in (self.forward_layer, self.backward_layer):
            if not layer.built:
                layer.build(sequences_shape)
                layer.built = True
        if self._first_weights is not None:
            half = len(self._first_weights) // 2
            self.forward_layer.set_weights(self._first_weights[:half])
            self.backward_layer.set_weights(self._first_weights[half:])
            self._first_weights = None

    @property
    def states(self) -> Any:
        """The states kept between batches (``stateful``), or None."""
        both: tuple[Any, Any] = (self.forward_layer.states, self.backward_layer.states)
        return None if None in both else [*both[0], *both[1]]

    def reset_state(self) -> None:
        """Set the states that live on to zero."""
        self.forward_layer.reset_state()
        self.backward_layer.reset_state()

    reset_states = reset_state

    def call(
        self,
        sequences: TensorLike,
        initial_state: Any = None,
        mask: TensorLike | None = None,
        training: bool | None = None,
    ) -> Any:
        """Return the joined outputs, and the states of both layers if wanted.

        Args:
            sequences: (batch, steps, features).
            initial_state: the states to begin with; zeros by default.
            mask: (batch, steps), False for steps that are skipped.
            training: whether the model is being trained.
        """
        half = 0 if initial_state is None else len(initial_state) // 2
        parts = (None, None) if not half else (initial_state[:half], initial_state[half:])
        outputs, states = [], []
        for layer, state in zip((self.forward_layer, self.backward_layer), parts, strict=True):
            known = {"initial_state": state, "mask": mask, "training": training}
            takes = call_arguments(type(layer))
            found = layer(sequences, **{key: known[key] for key in known if key in takes})
            if self.return_state:
                found, *after = found
                states.extend(after)
            outputs.append(found)
        if self.return_sequences:
            outputs[1] = ops.flip(outputs[1], axis=1)
        joined = self._joined(*outputs)
        if not self.return_state:
            return joined
        return (*joined, *states) if self.merge_mode is None else (joined, *states)

    def _joined(self, one: TensorLike, other: TensorLike) -> Any:
        if self.merge_mode == "concat":
            return ops.concatenate([one, other], axis=-1)
        if self.merge_mode == "mul":
            return ops.multiply(one, other)
        if self.merge_mode is None:
            return (one, other)
        both = ops.add(one, other)
        return both if self.merge_mode == "sum" else ops.divide(both, 2.0)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return the mask if all steps come out, else None; None for states."""
        mask = previous_mask[0] if isinstance(previous_mask, (list, tuple)) else previous_mask
        found = mask if self.return_sequences else None
        if not self.return_state:
            return [found, found] if self.merge_mode is None else found
        count = 2 * len(getattr(self.forward_layer, "state_size", [None]))
        masks = [found, found] if self.merge_mode is None else [found]
        return [*masks, *(None for _ in range(count))]

    def get_config(self) -> Config:
        """Return the constructor's arguments as plain Python values."""
        layer = serialize_object(self.forward_layer)
        layer["config"]["name"] = self.forward_layer.name.removeprefix("forward_")
        return {
            **super().get_config(),
            "layer": layer,
            "backward_layer": serialize_object(self.backward_layer),
        }

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make the layer that :meth:`get_config` described."""
        config = dict(config)
        layers = {
            name: deserialize_object(config.pop(name), "layer")
            for name in ("layer", "backward_layer")
            if config.get(name) is not None
        }
        config.pop("backward_layer", None)
        return cls(**layers, **deserialize_values(config))


def _copy(layer: Any, prefix: str, **changes: Any) -> Any:
    config = layer.get_config()
    config["name"] = prefix + layer.name.removeprefix(prefix)
    return type(layer).from_config({**config, **changes})
