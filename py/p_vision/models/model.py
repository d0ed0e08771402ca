"""The base of all models: a layer that can be compiled, trained and asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from p_vision import engine
from p_vision.errors import ArgumentError, closest_names
from p_vision.layers import Layer
from p_vision.models.functional_config import functional_config, functional_parts, takes_ends
from p_vision.models.graph_model import GraphModel
from p_vision.models.missing_members import missing_member
from p_vision.models.model_files import ModelFiles
from p_vision.training.sources import Nesting
from p_vision.training.trainer import Trainer
from p_vision.variable_moves import move_all

__all__ = ["Model"]


class Model(ModelFiles, Trainer, GraphModel):
    """A layer with `compile`, `fit`, `evaluate` and `predict`.

    Make one of symbolic inputs and outputs (`Model(inputs, outputs)`), or subclass it: make
    layers in `__init__` and connect them in `call`. `Sequential` is the short form for layers in
    a row.

    Args:
        inputs: What `Input` returned: one, a list or a dictionary.
        outputs: What layers gave when called on the inputs: one, a list or a dictionary.
        name: The model's name.
        trainable: Whether training changes the weights.
        backend: `"Cpu"`, `"Wgpu"` or None for the backend in use; where the weights live and the
            computing is done.

    Reference: https://keras.io/api/models/model/

    Example:
        >>> import p_vision
        >>> from p_vision import layers
        >>> class Doubler(p_vision.Model):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.dense = layers.Dense(1, kernel_initializer="ones")
        ...     def call(self, x):
        ...         return self.dense(x) * 2
        >>> Doubler()(p_vision.ops.ones((1, 3))).tolist()
        [[6.0]]
    """

    _backend: str | None = None
    #: Whether `fit` has chosen where the weights are.
    _placed = False
    #: Whether it was made where a `with` block names a backend.
    _made_in_block = False
    _not_in_config = Layer._not_in_config | {"inputs", "outputs", "args", "backend"}

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Make a `Functional` where inputs and outputs are given."""
        if cls is Model and (args or "inputs" in kwargs or "outputs" in kwargs):
            from p_vision.models.functional import Functional

            return Functional.__new__(Functional, *args, **kwargs)  # type: ignore[return-value]
        return super().__new__(cls, *args, **kwargs)

    def __init__(
        self,
        *args: Any,
        inputs: Any = None,
        outputs: Any = None,
        backend: str | None = None,
        **kwargs: Any,
    ) -> None:
        given = dict(zip(("inputs", "outputs", "name"), args, strict=False))
        inputs, outputs = given.pop("inputs", inputs), given.pop("outputs", outputs)
        Layer.__init__(self, **given, **kwargs)
        self._backend = engine.standardize_backend(backend)
        self._made_in_block = engine.in_named_block()
        by_name = type(self).__name__ == "Functional" or inputs is not None or outputs is not None
        if by_name and (inputs is None or outputs is None):
            missing = "outputs" if outputs is None else "inputs"
            raise ArgumentError(f"Model '{self.name}' needs {missing} too: Model(inputs, outputs).")
        if inputs is not None:
            self._set_graph(inputs, outputs)

    @property
    def backend(self) -> str:
        """Where the model computes: `"Cpu"` or `"Wgpu"`.

        Setting it moves the weights and the optimizer's state; the next `fit` goes on from there.
        """
        return self._scope_name() or engine.default().name

    @backend.setter
    def backend(self, name: str | None) -> None:
        wanted = engine.standardize_backend(name)
        self._backend = wanted
        self._placed = False
        move_all(self._every_variable(), engine.default() if wanted is None else engine.get(wanted))

    def _scope_name(self) -> str | None:
        """The backend to compute on; None for the one in use."""
        if self._backend is not None:
            return self._backend
        first = self.__dict__.get("_first_variable")
        if first is None:
            first = next(iter(self.variables), None)
            self.__dict__["_first_variable"] = first
        return None if first is None else str(first.backend)

    def _every_variable(self) -> list[Any]:
        found = list(self.variables)
        if self.optimizer is not None:
            found += self.optimizer.variables
        for metric in self.metrics:
            found += metric.variables
        return found

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output on the backend of the model, building it first if needed.

        Args:
            *args: Inputs: tensors, arrays or lists.
            **kwargs: More inputs, and `training`.
        """
        with engine.scope(self._scope_name()):
            return super().__call__(*args, **kwargs)

    @property
    def _nesting(self) -> Nesting:  # type: ignore[override]
        if self._graph is None:
            return Nesting()
        return Nesting(len(self._graph.inputs), len(self._graph.outputs))

    def _input_specs(self, x: Any) -> list[tuple[Any, str | None, str]]:
        if self._graph is None:
            return []
        expected = self._graph_inputs
        if isinstance(x, Mapping):
            tensors = dict(zip(expected.keys_for(x), expected.tensors, strict=True))
            return [(tensors[k].shape, tensors[k].dtype, f"x[{k!r}]") for k in sorted(x)]
        expected.in_a_row(x)
        several = len(expected.tensors) > 1
        return [
            (tensor.shape, tensor.dtype, f"x[{index}]" if several else "x")
            for index, tensor in enumerate(expected.tensors)
        ]

    def layer_output_shape(self, layer: Any) -> Any:
        """The shape a layer gives, None for the batch; None alone when it is not known yet."""
        return getattr(layer, "output_shape", None) if layer.built else None

    def get_layer(self, name: str | None = None, index: int | None = None) -> Any:
        """Find a layer by its name or its position.

        Args:
            name: Its name.
            index: Its position in `layers`.

        Raises:
            ArgumentError: There is no such layer.
        """
        if index is not None:
            if not -len(self.layers) <= index < len(self.layers):
                raise ArgumentError(
                    f"There is no layer {index}: '{self.name}' has {len(self.layers)} layers."
                )
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        names = [layer.name for layer in self.layers]
        if name is None:
            raise ArgumentError("get_layer needs a name or an index: get_layer('dense').")
        near = closest_names(name, names)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise ArgumentError(
            f"'{self.name}' has no layer {name!r}.{hint} Its layers: {', '.join(names)}."
        )

    def summary(
        self,
        line_length: int | None = None,
        positions: Any = None,
        print_fn: Any = None,
        expand_nested: bool = False,
        show_trainable: bool = False,
        layer_range: Any = None,
    ) -> None:
        """Print a table of the layers, their output shapes and their numbers of parameters.

        Args:
            line_length: Characters of a line; as many as the columns need by default.
            positions: Where the columns end, as parts of the line.
            print_fn: What is called with the text instead of `print`.
            expand_nested: Also show the layers inside of nested models.
            show_trainable: Add a column that says whether a layer is trained.
            layer_range: Names, or patterns, of the first and the last layer to show.
        """
        from p_vision.summary import summary_text

        text = summary_text(
            self, expand_nested, show_trainable, line_length, positions, layer_range
        )
        (print_fn or print)(text)

    def get_config(self) -> dict[str, Any]:
        """Return what the model is made of, or its constructor's arguments, as plain values."""
        if self._graph is not None and takes_ends(type(self)):
            return functional_config(self)
        return super().get_config()

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """Make a model, with new weights, from what `get_config` returned."""
        if "input_layers" in config and takes_ends(cls):
            inputs, outputs, rest = functional_parts(config)
            return cls(inputs=inputs, outputs=outputs, **rest)
        return super().from_config(config)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    def __getattr__(self, name: str) -> Any:
        raise missing_member(self, name)
