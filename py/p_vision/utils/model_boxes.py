"""What stands in the boxes of a model's picture, and which boxes are connected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.tracing import KerasTensor, flatten

__all__ = ["Box", "boxes_of"]

_CHARACTER = 7.2
_LINE = 17.0


@dataclass
class Box:
    """A title and lines below it."""

    title: str
    lines: list[str]
    kind: str
    layer: Any = None

    @property
    def width(self) -> float:
        """Width that the text needs."""
        longest = max(len(self.title) * 1.08, *(len(line) for line in self.lines), 8)
        return longest * _CHARACTER + 22

    @property
    def height(self) -> float:
        """Height that the text needs."""
        return _LINE * (1 + len(self.lines)) + 13


def boxes_of(model: Any, nested: bool = False, **show: bool) -> tuple[list[Box], list[Any]]:
    """The boxes of a model and pairs of numbers for the arrows.

    Args:
        model: A built model.
        nested: Put the layers inside of nested models in place of these.
        **show: What to write: names, shapes, dtypes, activations, trainable.

    Raises:
        ArgumentError: The model has no layers or no shapes yet.
    """
    if not model.built or not model.layers:
        raise ArgumentError(
            f"'{model.name}' cannot be drawn yet: add Input(shape=...) as its first layer, "
            "or call it on data once."
        )
    boxes: list[Box] = []
    edges: list[tuple[int, int]] = []
    _draw_model(model, [], boxes, edges, nested, show)
    return boxes, list(dict.fromkeys(edges))


def _draw_model(
    model: Any, sources: list[list[int]], boxes: list[Box], edges: Any, nested: bool, show: Any
) -> list[int]:
    """Add a model's boxes behind those of its inputs; returns the boxes of its outputs."""
    if getattr(model, "_graph", None) is None:
        last = [number for source in sources for number in source]
        first = getattr(model, "_input", None)
        for layer in [first, *model.layers] if first is not None and not sources else model.layers:
            last = _add(layer, [last] if last else [], boxes, edges, nested, show)
        return last
    graph = model._graph
    made: dict[int, list[int]] = {}
    of_layer: dict[int, list[int]] = {}
    for index, tensor in enumerate(graph.inputs):
        if sources:
            made[id(tensor)] = sources[min(index, len(sources) - 1)]
        else:
            made[id(tensor)] = _add(tensor.call.operation, [], boxes, edges, nested, show)
    for call in graph.calls:
        before = [made[id(t)] for t in flatten((call.args, call.kwargs)) if _symbol(t)]
        key = id(call.operation)
        if key in of_layer:
            # A layer used again has one box with more arrows into it.
            edges.extend((a, of_layer[key][0]) for source in before for a in source)
        else:
            of_layer[key] = _add(call.operation, before, boxes, edges, nested, show)
        for tensor in call.outputs:
            made[id(tensor)] = of_layer[key]
    return [number for tensor in graph.outputs for number in made[id(tensor)]]


def _symbol(value: Any) -> bool:
    return isinstance(value, KerasTensor)


def _add(
    layer: Any, sources: list[list[int]], boxes: list[Box], edges: Any, nested: bool, show: Any
) -> list[int]:
    if nested and getattr(layer, "layers", None):
        return _draw_model(layer, sources, boxes, edges, nested, show)
    number = len(boxes)
    boxes.append(_box(layer, show))
    edges.extend((before, number) for source in sources for before in source if before != number)
    return [number]


def _box(layer: Any, show: Any) -> Box:
    is_layer = hasattr(layer, "weights")
    words = str(getattr(getattr(layer, "function", None), "__name__", "Operation")).split("_")
    title = type(layer).__name__ if is_layer else "".join(word.capitalize() for word in words)
    if show.get("names"):
        title = f"{layer.name} ({title})"
    lines = []
    activation = getattr(layer, "activation", None)
    if show.get("activations") and activation is not None:
        lines.append(f"activation: {getattr(activation, '__name__', type(activation).__name__)}")
    if show.get("dtypes") and layer._inbound_nodes:
        lines.append(f"dtype: {layer._inbound_nodes[0].outputs[0].dtype}")
    if show.get("shapes"):
        lines += _shape_lines(layer)
    if show.get("trainable") and is_layer and layer.weights:
        lines.append("trained" if layer.trainable else "not trained")
    kind = "input" if type(layer).__name__ == "InputLayer" else "layer" if is_layer else "operation"
    return Box(title, lines, kind if not getattr(layer, "layers", None) else "model", layer)


def _shape_lines(layer: Any) -> list[str]:
    if not layer._inbound_nodes:
        given, made = layer.input_shape, layer.output_shape
    else:
        call = layer._inbound_nodes[0]
        given = _alone([tuple(t.shape) for t in flatten((call.args, call.kwargs)) if _symbol(t)])
        made = _alone([tuple(tensor.shape) for tensor in call.outputs])
    lines = [] if not given else [f"in:  {given}"]
    return [*lines, f"out: {made}"]


def _alone(shapes: list[Any]) -> Any:
    return shapes[0] if len(shapes) == 1 else shapes
