"""A functional model's layers and connections as plain dicts, in Keras's form, and back.

Each layer lists its calls; a tensor is written as [layer, number of the layer's call, number of
the call's output]. In the lists of inputs and outputs Keras counts the calls of a functional model
that is used as a layer from 1; so does this.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.models.graph import Graph
from p_vision.models.operation_config import (
    call_of_operation,
    operation_from,
    serialize_operation,
)
from p_vision.serialization import deserialize_object, serialize_object
from p_vision.tracing import Call, KerasTensor, Operation, map_leaves

__all__ = ["functional_config", "functional_parts", "takes_ends"]


def takes_ends(cls: type) -> bool:
    """Whether a class of models is made of inputs and outputs, with no arguments of its own.

    Args:
        cls: A subclass of `Model`.
    """
    parameters = list(inspect.signature(cls).parameters.values())
    open_ended = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    known = {"inputs", "outputs", "name", "trainable", "backend"}
    return all(entry.name in known or entry.kind in open_ended for entry in parameters) and (
        any(entry.name == "inputs" or entry.kind in open_ended for entry in parameters)
    )


def functional_config(model: Any) -> dict[str, Any]:
    """Write the layers of a functional model and how they are connected.

    Args:
        model: The model; only its graph is looked at.
    """
    graph: Graph = model._graph
    layers = []
    for operation in graph.operations:
        if isinstance(operation, Operation):
            written = serialize_operation(operation)
        else:
            written = serialize_object(operation)
        calls = [call for call in operation._inbound_nodes if graph.contains(call)]
        nodes = [_node(graph, call) for call in calls if call.args or call.kwargs]
        layers.append({**written, "name": operation.name, "inbound_nodes": nodes})
    return {
        "name": model.name,
        "trainable": model.trainable,
        "layers": layers,
        "input_layers": _ends(graph, model._graph_inputs.structure),
        "output_layers": _ends(graph, model._outputs_structure),
    }


def _history(graph: Graph, tensor: KerasTensor) -> list[Any]:
    call = tensor.call
    assert call is not None
    calls = [other for other in call.operation._inbound_nodes if graph.contains(other)]
    number = next(index for index, other in enumerate(calls) if other is call)
    return [call.operation.name, number, tensor.index]


def _node(graph: Graph, call: Call) -> dict[str, Any]:
    def written(leaf: Any) -> Any:
        if isinstance(leaf, KerasTensor):
            config = {
                "shape": list(leaf.shape),
                "dtype": leaf.dtype,
                "keras_history": _history(graph, leaf),
            }
            return {"class_name": "__keras_tensor__", "config": config}
        if hasattr(leaf, "tolist") and hasattr(leaf, "dtype"):
            values = {"value": leaf.tolist(), "dtype": str(leaf.dtype)}
            return {"class_name": "__numpy__", "config": values}
        return serialize_object(leaf)

    args, kwargs = list(call.args), dict(call.kwargs)
    if isinstance(call.operation, Operation):
        args, kwargs = call_of_operation(call)
    return {"args": map_leaves(written, args), "kwargs": map_leaves(written, kwargs)}


def _ends(graph: Graph, structure: Any) -> Any:
    def end(leaf: Any) -> Any:
        name, number, index = _history(graph, leaf)
        return [name, number + _first_number(leaf.call.operation), index]

    return map_leaves(end, structure)


def _first_number(operation: Any) -> int:
    return int(type(operation).__name__ == "Functional")


def functional_parts(
    config: Mapping[str, Any], given: Mapping[str, Any] | None = None
) -> tuple[Any, Any, dict[str, Any]]:
    """Make the layers a configuration describes and call them.

    Args:
        config: What `functional_config`, or Keras, wrote.
        given: Layers to use in place of those described, by name.

    Returns:
        The inputs, the outputs and the other arguments of the model.

    Raises:
        ArgumentError: The connections have a hole or a loop.
    """
    made: dict[str, Any] = {}
    shared: dict[Any, Any] = {}
    waiting: list[tuple[str, Any]] = []
    for entry in config["layers"]:
        name = str(entry["name"])
        layer = (given or {}).get(name) or operation_from(entry)
        if layer is None:
            layer = _shared(entry, shared)
            layer.name = name
        if type(layer).__name__ == "InputLayer":
            layer.output  # noqa: B018 - makes the symbolic tensor
        made[name] = layer
        waiting.extend((name, node) for node in entry["inbound_nodes"])
    while waiting:
        later: list[tuple[str, Any]] = []
        for name, node in waiting:
            blocked = any(name == other for other, _ in later)
            if blocked or not _call(made, name, node):
                later.append((name, node))
        if len(later) == len(waiting):
            stuck = ", ".join(sorted({name for name, _ in later}))
            raise ArgumentError(f"The model's connections do not lead to the layers {stuck}.")
        waiting = later
    rest = {
        key: value
        for key, value in config.items()
        if key not in ("layers", "input_layers", "output_layers", "dtype")
    }

    def end(entry: Any) -> Any:
        if isinstance(entry, Mapping):
            return {key: end(part) for key, part in entry.items()}
        if len(entry) == 3 and isinstance(entry[0], str):
            layer = made[entry[0]]
            return _tensor(layer, entry[1] - _first_number(layer), entry[2])
        return [end(part) for part in entry]

    return end(config["input_layers"]), end(config["output_layers"]), rest


def _shared(entry: Mapping[str, Any], shared: dict[Any, Any]) -> Any:
    """The layer of an entry; one layer for all entries with the same shared number."""
    number = entry.get("shared_object_id")
    if number is not None and number in shared:
        return shared[number]
    layer = deserialize_object(entry)
    if number is not None:
        shared[number] = layer
    return layer


def _tensor(layer: Any, number: int, index: int) -> Any:
    if number >= len(layer._inbound_nodes):
        return None
    return layer._inbound_nodes[number].outputs[index]


def _call(made: Mapping[str, Any], name: str, node: Any) -> bool:
    """Make one call; False when a tensor it needs is not there yet."""
    missing = False

    def read(value: Any) -> Any:
        nonlocal missing
        if isinstance(value, Mapping) and value.get("class_name") == "__keras_tensor__":
            layer, number, index = value["config"]["keras_history"]
            if layer not in made:
                raise ArgumentError(f"The model's configuration has no layer '{layer}'.")
            found = _tensor(made[layer], number, index)
            missing = missing or found is None
            return found
        if isinstance(value, Mapping) and "class_name" not in value:
            return {key: read(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [read(part) for part in value]
        return deserialize_object(value)

    args, kwargs = read(node["args"]), read(node["kwargs"])
    if missing:
        return False
    made[name](*args, **kwargs)
    return True
