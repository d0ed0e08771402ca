"""The part of a model that is made of symbolic inputs and outputs."""

from __future__ import annotations

from typing import Any

from p_vision import ops, tracing
from p_vision.errors import ArgumentError
from p_vision.layers import Input, InputLayer, Layer
from p_vision.layers.masking_flow import get_mask, set_mask
from p_vision.layers.weight_owner import WeightOwner
from p_vision.models.graph import Graph
from p_vision.models.graph_call import run_graph
from p_vision.models.graph_copy import copied_from
from p_vision.models.graph_inputs import GraphInputs
from p_vision.tracing import KerasTensor
from p_vision.training.structure import flatten, pack, structure_of

__all__ = ["GraphModel"]


class GraphModel(Layer):
    """What a model with symbolic inputs and outputs knows and does; `Model` inherits it."""

    _graph: Graph | None = None
    _graph_inputs: GraphInputs
    _outputs_structure: Any = None

    def _set_graph(self, inputs: Any, outputs: Any) -> None:
        """Make the model of what leads from the inputs to the outputs.

        Raises:
            ArgumentError: They are no symbolic tensors, or do not hang together.
        """
        starts, ends = self._checked_ends(inputs, "inputs"), self._checked_ends(outputs, "outputs")
        if all(map(_is_input, ends)) and not any(map(_is_input, starts)):
            raise ArgumentError(
                f"Model '{self.name}' was given what looks like the outputs first: "
                "write Model(inputs, outputs)."
            )
        if any(not _is_start(tensor) for tensor in starts):
            # Begins in the middle of another model: it gets inputs of its own.
            fresh = [Input(batch_shape=t.shape, dtype=t.dtype, name=_own_name(t)) for t in starts]
            graph = Graph(starts, ends, self.name)
            ends = copied_from(graph, fresh)
            inputs = pack(structure_of(inputs), list(fresh))
            outputs = pack(structure_of(outputs), list(ends))
            starts = fresh
        self._graph = Graph(starts, ends, self.name)
        names = [tensor.call.operation.name if tensor.call else tensor.name for tensor in starts]
        self._graph_inputs = GraphInputs(inputs, starts, names, self.name)
        self._outputs_structure = outputs
        self.built = True

    def _checked_ends(self, value: Any, what: str) -> list[KerasTensor]:
        leaves: list[KerasTensor] = flatten(value)
        for leaf in leaves:
            if not isinstance(leaf, KerasTensor):
                raise ArgumentError(
                    f"{what} of model '{self.name}' must come from Input(...) and layers called "
                    f"on it, but there is {leaf!r:.60} ({type(leaf).__name__})."
                )
        if not leaves:
            raise ArgumentError(f"Model '{self.name}' needs {what}, but there are none.")
        return leaves

    # What it is

    @property
    def inputs(self) -> Any:
        """The symbolic inputs in a row; None when the model has none."""
        return None if self._graph is None else list(self._graph.inputs)

    @property
    def outputs(self) -> Any:
        """The symbolic outputs in a row; None when the model has none."""
        return None if self._graph is None else list(self._graph.outputs)

    @property
    def input(self) -> Any:
        """The symbolic inputs in the nesting the model was made with."""
        return super().input if self._graph is None else self._graph_inputs.structure

    @property
    def output(self) -> Any:
        """The symbolic outputs in the nesting the model was made with."""
        return super().output if self._graph is None else self._outputs_structure

    @property
    def input_names(self) -> list[str]:
        """The names of the input layers."""
        return [] if self._graph is None else list(self._graph_inputs.names)

    @property
    def output_names(self) -> list[str] | None:
        """The names of the layers that give the outputs; None when they are not known."""
        if self._graph is None:
            return None
        return [
            tensor.call.operation.name if tensor.call else tensor.name
            for tensor in self._graph.outputs
        ]

    @property
    def operations(self) -> list[Any]:
        """The layers and the operations between them, in order."""
        return list(self.layers) if self._graph is None else list(self._graph.operations)

    @property
    def input_shape(self) -> Any:
        """Shape of a batch of inputs, None for the batch size."""
        if self._graph is None:
            return super().input_shape
        return _shapes(self._graph.inputs)

    @property
    def output_shape(self) -> Any:
        """Shape of a batch of outputs, None for the batch size."""
        return super().output_shape if self._graph is None else _shapes(self._graph.outputs)

    @property
    def _layers(self) -> list[WeightOwner]:
        attached = super()._layers
        if self._graph is None:
            return attached
        layers = [part for part in self._graph.operations if isinstance(part, WeightOwner)]
        inside = {id(layer) for layer in layers}
        return layers + [layer for layer in attached if id(layer) not in inside]

    @property
    def layers(self) -> list[Any]:
        """The layers of the model in order."""
        if self._graph is not None:
            return [part for part in self._graph.operations if isinstance(part, Layer)]
        return [layer for layer in self._layers if isinstance(layer, Layer)]

    # Calling it

    def call(self, inputs: Any, training: Any = None, mask: Any = None) -> Any:
        """Compute the outputs; a subclass that makes its layers by itself overrides this.

        Args:
            inputs: In the nesting the model was made with, or by name.
            training: Whether the model is being trained.
            mask: Masks of the inputs.
        """
        if self._graph is None:
            raise NotImplementedError(
                f"{type(self).__name__} '{self.name}' needs a method call(self, inputs)."
            )
        values = self._graph_inputs.in_a_row(inputs)
        masks = [None] * len(values) if mask is None else tracing.flatten(mask)
        fitted = [
            _fitted(value, tensor, given)
            for value, tensor, given in zip(values, self._graph.inputs, masks, strict=True)
        ]
        found = run_graph(self._graph, self._outputs_structure, fitted)
        alone = isinstance(found, (list, tuple)) and len(found) == 1
        return found[0] if alone else found

    def compute_mask(self, inputs: Any, previous_mask: Any) -> Any:
        """Return None: the layers inside give the outputs their masks."""
        return None


def _is_start(tensor: KerasTensor) -> bool:
    return tensor.call is None or not (tensor.call.args or tensor.call.kwargs)


def _is_input(tensor: KerasTensor) -> bool:
    return tensor.call is not None and isinstance(tensor.call.operation, InputLayer)


def _own_name(tensor: KerasTensor) -> str | None:
    return tensor.name if _is_start(tensor) else None


def _shapes(tensors: list[KerasTensor]) -> Any:
    """The shape of one tensor, or a list of the shapes of several, in a row as in Keras."""
    found = [tuple(tensor.shape) for tensor in tensors]
    return found[0] if len(found) == 1 else found


def _fitted(value: Any, tensor: KerasTensor, given_mask: Any) -> Any:
    """A value with the axes and the number type of a symbolic input."""
    if value is None:
        return None
    mask = get_mask(value) if given_mask is None else given_mask
    found = ops.convert_to_tensor(value)
    if found.dtype != tensor.dtype:
        found = ops.cast(found, tensor.dtype)
    missing = len(tensor.shape) - len(found.shape)
    if missing == 1 and tensor.shape[-1] == 1:
        found = ops.expand_dims(found, -1)
    elif missing == -1 and found.shape[-1] == 1:
        found = ops.squeeze(found, -1)
    if mask is not None:
        set_mask(found, mask)
    return found
