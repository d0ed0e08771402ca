"""The table that `model.summary()` prints, in Keras's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.summary_columns import Column, amount, count, draw_table, fitting_widths

__all__ = ["summary_text"]


@dataclass
class _Row:
    name: str
    shape: str
    parameters: str
    connections: str
    trainable: str


def summary_text(
    model: Any,
    expand_nested: bool = False,
    show_trainable: bool = False,
    line_length: int | None = None,
    positions: Any = None,
    layer_range: Any = None,
) -> str:
    """Draw the layers of a model with their output shapes and parameter counts.

    Args:
        model: A model, built or not.
        expand_nested: Also show the layers inside of nested models.
        show_trainable: Add a column that says whether a layer is trained (Y or N).
        line_length: Characters of a line; as many as the columns need by default.
        positions: Where the columns end, as parts of `line_length`, such as
            `[0.45, 0.8, 1.0]`.
        layer_range: Names (or patterns) of the first and the last layer to show.

    Returns:
        The whole text, without a newline at its end.
    """
    graph = getattr(model, "_graph", None)
    branched = graph is not None and _is_branched(graph)
    layers = _in_range(list(model.operations if branched else model.layers), layer_range)
    if graph is not None and not branched:
        layers = _in_range(list(model.operations), layer_range)
    rows = [row for layer in layers for row in _rows(layer, graph, expand_nested, 0)]
    columns = [
        Column("Layer (type)", [row.name for row in rows], 31),
        Column("Output Shape", [row.shape for row in rows], 22),
        Column("Param #", [row.parameters for row in rows], 13, "right"),
    ]
    if branched:
        columns.append(Column("Connected to", [row.connections for row in rows], 20))
    if show_trainable:
        columns.append(Column("Trainable", [row.trainable for row in rows], 9, "center"))
    fitting_widths(columns, line_length, positions)
    lines = [f'Model: "{model.name}"', *draw_table(columns), *_totals(model)]
    if not model.built:
        lines.append(
            " The model has no shapes yet: add Input(shape=...) as its first layer, "
            "or call it on data."
        )
    return "\n".join(lines)


def _is_branched(graph: Any) -> bool:
    """Whether layers have several inputs, are used twice or stand side by side."""
    from_several = any(len(_sources(call)) > 1 for call in graph.calls)
    side_by_side = any(len(calls) > 1 for calls in graph.by_depth.values())
    used = [id(call.operation) for call in graph.calls]
    return from_several or side_by_side or len(used) != len(set(used))


def _sources(call: Any) -> list[Any]:
    found: list[Any] = []
    _collect((call.args, call.kwargs), found)
    return found


def _collect(value: Any, found: list[Any]) -> None:
    if isinstance(value, (list, tuple)):
        for part in value:
            _collect(part, found)
    elif isinstance(value, dict):
        for part in value.values():
            _collect(part, found)
    elif hasattr(value, "call") and hasattr(value, "index"):
        found.append(value)


def _rows(layer: Any, graph: Any, expand_nested: bool, depth: int) -> list[_Row]:
    indent = "   " * depth + "└ " if depth else ""
    weights = getattr(layer, "weights", [])
    rows = [
        _Row(
            f"{indent}{layer.name} ({_class_name(layer)})",
            _shape_text(_output_shape(layer)),
            f"{count(weights):,}" if layer.built else "0 (unbuilt)",
            _connections(layer, graph),
            ("Y" if layer.trainable else "N") if weights else "-",
        )
    ]
    if expand_nested:
        for inner in getattr(layer, "layers", None) or []:
            if hasattr(inner, "built"):
                rows += _rows(inner, graph, True, depth + 1)
    return rows


def _class_name(layer: Any) -> str:
    function = getattr(layer, "function", None)
    if function is None or hasattr(layer, "weights"):
        return type(layer).__name__
    words = str(getattr(function, "__name__", "Operation")).split("_")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _output_shape(layer: Any) -> Any:
    if not layer.built:
        return None
    if hasattr(layer, "weights") and not layer._inbound_nodes:
        return layer.output_shape
    if not layer._inbound_nodes:
        return None
    shapes = [tuple(tensor.shape) for tensor in layer._inbound_nodes[-1].outputs]
    return shapes[0] if len(shapes) == 1 else shapes


def _connections(layer: Any, graph: Any) -> str:
    if graph is None:
        return "-"
    found = []
    for call in layer._inbound_nodes:
        if not graph.contains(call):
            continue
        for tensor in _sources(call):
            before = tensor.call
            number = next(
                index
                for index, other in enumerate(before.operation._inbound_nodes)
                if other is before
            )
            found.append(f"{before.operation.name}[{number}][{tensor.index}]")
    return ", ".join(found) or "-"


def _shape_text(shape: Any) -> str:
    if shape is None:
        return "?"
    if isinstance(shape, dict):
        return ", ".join(f"{key}: {_shape_text(value)}" for key, value in shape.items())
    if shape and isinstance(shape[0], (tuple, list)):
        return "[" + ", ".join(_shape_text(part) for part in shape) + "]"
    return "(" + ", ".join(str(size) for size in shape) + ")"


def _in_range(layers: list[Any], names: Any) -> list[Any]:
    if names is None:
        return layers
    if len(names) != 2:
        raise ArgumentError("layer_range takes two names: those of the first and the last layer.")
    places = []
    for name in names:
        found = [index for index, layer in enumerate(layers) if re.match(name, layer.name)]
        if not found:
            known = ", ".join(layer.name for layer in layers)
            raise ArgumentError(f"layer_range: there is no layer {name!r}. The layers: {known}.")
        places.append(found)
    first, last = places
    if min(first) > max(last):
        first, last = last, first
    return layers[min(first) : max(last) + 1]


def _totals(model: Any) -> list[str]:
    trainable = count(model.trainable_weights)
    frozen = count(model.non_trainable_weights)
    optimizer = getattr(model, "optimizer", None)
    slots = count(optimizer.variables) if optimizer is not None and optimizer.built else 0
    lines = [
        f" Total params: {amount(trainable + frozen + slots)}",
        f" Trainable params: {amount(trainable)}",
        f" Non-trainable params: {amount(frozen)}",
    ]
    if slots:
        lines.append(f" Optimizer params: {amount(slots)}")
    return lines
