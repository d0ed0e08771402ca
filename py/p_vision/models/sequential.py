"""Layers in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import engine, tracing
from p_vision.errors import ArgumentError
from p_vision.layers import Embedding, Input, InputLayer, Layer
from p_vision.layers.masking_flow import set_mask
from p_vision.layers.signatures import shapes_of
from p_vision.models.model import Model
from p_vision.serialization import deserialize_object, serialize_object
from p_vision.training.sources import Nesting

__all__ = ["Sequential"]


class Sequential(Model):
    """A model in which each layer takes what the one before gives.

    With an `Input` first (or `input_shape=` on the first layer) the shapes are known at once;
    without, they are taken from the first data.

    Args:
        layers: The layers, or None to `add` them one by one.
        trainable: Whether training changes the weights.
        name: A name; `sequential`, `sequential_1`, ... by default.
        backend: `"Cpu"`, `"Wgpu"` or None for the backend in use.

    Reference: https://keras.io/api/models/sequential/

    Example:
        >>> from p_vision import Sequential, Input, Dense
        >>> model = Sequential()
        >>> model.add(Input(shape=(16,)))
        >>> model.add(Dense(8))
        >>> len(model.weights)
        2
    """

    _nesting = Nesting(1, 1)

    def __init__(
        self,
        layers: Sequence[Any] | None = None,
        trainable: bool = True,
        name: str | None = None,
        backend: str | None = None,
    ) -> None:
        super().__init__(trainable=trainable, name=name, backend=backend)
        self._input: InputLayer | None = None
        self._sequence: list[Layer] = []
        #: What the input and each layer give, once shapes are known.
        self._symbols: list[Any] = []
        if isinstance(layers, Layer) or isinstance(trainable, Layer):
            raise ArgumentError(
                "Sequential takes its layers in a list: Sequential([Dense(8), Dense(1)])."
            )
        for layer in layers or ():
            self.add(layer)

    def add(self, layer: Any, rebuild: bool = True) -> None:
        """Put a layer at the end.

        Args:
            layer: A layer, an `Input`, or a model.
            rebuild: Accepted for Keras's sake.

        Raises:
            ArgumentError: It is no layer, its name is taken, or an `Input` comes too late.
        """
        source = _input_layer(layer)
        if source is not None:
            if self._sequence or self._input is not None:
                raise ArgumentError(
                    f"'{self.name}' has an input or layers already; Input must come first."
                )
            self._input = source
            return
        if isinstance(layer, tracing.KerasTensor):
            raise ArgumentError(
                "This is what a layer gives, not a layer: add the layer itself, or use "
                "Model(inputs, outputs)."
            )
        if isinstance(layer, type):
            raise ArgumentError(
                f"You passed the class {layer.__name__}: "
                f"write {layer.__name__}(...) to make a layer."
            )
        if not isinstance(layer, Layer):
            raise ArgumentError(
                f"Only layers can be added, but this is {layer!r:.60} ({type(layer).__name__})."
            )
        if any(layer.name == other.name for other in self._sequence):
            raise ArgumentError(
                f"'{self.name}' has a layer called '{layer.name}' already: "
                "give each its own name, and add each layer once."
            )
        hint = layer._input_shape_hint
        if not self._sequence and self._input is None and hint is not None:
            self._input = InputLayer(shape=hint)
        if not self._sequence and self._input is None:
            self._input = _input_like(layer)
        self._sequence.append(layer)
        self._changed()
        try:
            self._build_from_input()
        except Exception:
            # The model stays as it was before the layer that does not fit.
            self._sequence.pop()
            self._changed()
            self._build_from_input()
            raise

    def pop(self, rebuild: bool = True) -> Any:
        """Take the last layer off and return it.

        Args:
            rebuild: Accepted for Keras's sake.
        """
        if not self._sequence:
            raise ArgumentError(f"'{self.name}' has no layer to take off.")
        layer = self._sequence.pop()
        self._changed()
        self._build_from_input()
        return layer

    def _changed(self) -> None:
        self.built = False
        del self._symbols[len(self._sequence) + 1 :]
        self.__dict__.pop("_known_outputs", None)
        self._calls.clear()
        self._recorder.forget()

    def _build_from_input(self) -> None:
        if self._input is not None and self._sequence:
            self.build(self._input.batch_shape)

    def build(self, input_shape: Any = None) -> None:
        """Make the weights of all layers.

        Args:
            input_shape: Shape of a batch, None for the batch size.
        """
        if self._input is None:
            if input_shape is None:
                raise ArgumentError(
                    f"'{self.name}' needs input_shape, such as (None, 784), or an Input."
                )
            shape = (None, *tuple(input_shape)[1:])
            dtype = "int32" if isinstance(next(iter(self._sequence), None), Embedding) else None
            self._input = InputLayer(batch_shape=shape, dtype=dtype)
        if not self._symbols:
            self._symbols.append(self._input.output)
        with engine.scope(self._scope_name()):
            for layer in self._sequence[len(self._symbols) - 1 :]:
                self._symbols.append(layer(self._symbols[-1]))
        self.built = True

    def call(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """Give the inputs to the first layer, its output to the next, and so on."""
        if not self._sequence:
            raise ArgumentError(f"'{self.name}' has no layers yet: add some, with add(Dense(8)).")
        if mask is not None:
            set_mask(inputs, mask)
        for layer in self._sequence:
            inputs = layer(inputs, training=training)
        return inputs

    @property
    def layers(self) -> list[Any]:
        """The layers in order, without the input."""
        return list(self._sequence)

    @property
    def inputs(self) -> Any:
        """The symbolic input in a list; None before its shape is known."""
        return None if self._input is None else [self._input.output]

    @property
    def outputs(self) -> Any:
        """The symbolic outputs of the last layer; None before the shapes are known."""
        return tracing.flatten(self._symbols[-1]) if self.built and self._symbols else None

    @property
    def input(self) -> Any:
        """The symbolic input."""
        return super().input if self._input is None else self._input.output

    @property
    def output(self) -> Any:
        """The symbolic output of the last layer."""
        return self._symbols[-1] if self.built and self._symbols else super().output

    @property
    def input_shape(self) -> Any:
        """Shape of a batch of inputs, None for the batch size; None before it is known."""
        return None if self._input is None else self._input.batch_shape

    @property
    def output_shape(self) -> Any:
        """Shape of a batch of outputs, None for the batch size; None before it is known."""
        if not (self.built and self._symbols):
            return None
        return shapes_of(self._symbols[-1])

    def _input_specs(self, x: Any) -> list[tuple[Any, str | None, str]]:
        if self._input is None:
            first = next(iter(self._sequence), None)
            return [(None, None if isinstance(first, Embedding) else "float32", "x")]
        return [(self._input.batch_shape, self._input.dtype, "x")]

    def get_config(self) -> dict[str, Any]:
        """Return what the model is made of as plain Python values."""
        layers: list[Any] = [] if self._input is None else [self._input]
        layers += self._sequence
        config: dict[str, Any] = {"name": self.name, "trainable": self.trainable}
        config["layers"] = [serialize_object(layer) for layer in layers]
        if self._input is not None and self.built:
            config["build_input_shape"] = list(self._input.batch_shape)
        return config

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Sequential:
        """Make a model, with new weights, from what `get_config` returned."""
        layers = [deserialize_object(layer) for layer in config["layers"]]
        model = cls(name=config.get("name"))
        for layer in layers:
            model.add(layer)
        shape = config.get("build_input_shape")
        if shape and model._sequence and not model.built:
            model.build(shape)
        if config.get("trainable") is False:
            model.trainable = False
        return model

    def __repr__(self) -> str:
        inner = ", ".join(type(layer).__name__ for layer in self._sequence)
        state = f"{self.count_params():,} parameters" if self.built else "not built yet"
        return f"<Sequential name={self.name}, layers=[{inner}], {state}>"


def _input_layer(value: Any) -> InputLayer | None:
    if isinstance(value, InputLayer):
        return value
    if isinstance(value, tracing.KerasTensor):
        return InputLayer(batch_shape=value.shape, dtype=value.dtype, name=value.name)
    if value is Input:
        raise ArgumentError("You passed Input itself: write Input(shape=...).")
    return None


def _input_like(layer: Any) -> InputLayer | None:
    """The input of a model that comes first, where it has one whose shape is known."""
    inputs = getattr(layer, "inputs", None) if getattr(layer, "built", False) else None
    if not isinstance(inputs, list) or len(inputs) != 1:
        return None
    return InputLayer(batch_shape=tuple(inputs[0].shape), dtype=inputs[0].dtype)
