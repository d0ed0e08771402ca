"""A model as boxes and lines with their places, for the page to draw.

The boxes are those of `plot_model`, and so is the layout; blocks of long models come folded.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from playground.look.blocks import Block, blocks_of

__all__ = ["Graph", "graph_of"]

#: Shorter models are shown whole.
_MANY = 24
_HEIGHT = 46.0
_WIDE, _NARROW, _EDGE = 7.6, 7.3, 24.0
_LEAST, _MOST_WIDTH = 112.0, 320.0


class Graph(NamedTuple):
    """What the page draws, and the layer behind each of its nodes."""

    description: dict[str, Any]
    layers: list[Any]


def graph_of(model: Any) -> Graph:
    """Describe a model.

    Args:
        model: built or not; one without a graph of its own shows its layers in a row.
    """
    layers, edges, note = _parts(model)
    nodes = [_node(layer) for layer in layers]
    for start, end in edges:
        nodes[end]["after"].append(nodes[start]["name"])
    top = len(nodes)
    folds = blocks_of([node["name"] for node in nodes], edges) if top > _MANY else []
    blocks = [_folded(block, nodes, edges) for block in folds]
    items, of_node = _items(top, folds)
    flow = list(
        dict.fromkeys((of_node[a], of_node[b]) for a, b in edges if of_node[a] != of_node[b])
    )
    ends = {(of_node[a], of_node[b]): nodes[a]["label"] for a, b in reversed(edges)}
    sizes = [_block_size(blocks[-1 - i]) if i < 0 else _size(nodes[i]) for i in items]
    picture = _picture(sizes, flow, [ends[pair] for pair in flow], items)
    if note == "free":
        # Only its code knows what flows where: the layers stand below each other without lines.
        below = [(number, number + 1) for number in range(top - 1)]
        picture = {**_picture(sizes, below, [""] * len(below), items), "lines": []}
    _open_nested(layers, nodes, blocks, picture)
    description = {
        "name": str(model.name),
        "kind": type(model).__name__,
        "note": note,
        **_counts(model),
        "nodes": nodes,
        "blocks": blocks,
        "picture": picture,
    }
    return Graph(description, layers)


def _parts(model: Any) -> tuple[list[Any], list[tuple[int, int]], str]:
    """Layers, what flows between them, and a word about what is not known."""
    from p_vision.models import Sequential
    from p_vision.utils.model_boxes import boxes_of

    ordered = isinstance(model, Sequential) or getattr(model, "_graph", None) is not None
    if ordered and model.built and model.layers:
        boxes, edges = boxes_of(model)
        return [box.layer for box in boxes], edges, ""
    layers = list(model.layers)
    row = [(number, number + 1) for number in range(len(layers) - 1)]
    if ordered:
        return layers, row, "unbuilt"
    return layers, [], "free"


def _node(layer: Any) -> dict[str, Any]:
    is_layer = hasattr(layer, "weights")
    words = str(getattr(getattr(layer, "function", None), "__name__", "Operation")).split("_")
    kind = type(layer).__name__ if is_layer else "".join(word.capitalize() for word in words)
    inner = getattr(layer, "layers", None)
    role = "model" if inner else "layer" if is_layer else "operation"
    built = bool(getattr(layer, "built", True))
    weights = list(getattr(layer, "weights", ())) if built else []
    shape = _shape(layer)
    return {
        "name": str(layer.name),
        "kind": kind,
        "role": "input" if kind == "InputLayer" else role,
        "shape": "" if shape is None else str(shape),
        "label": "" if shape is None else _short(shape),
        "parameters": sum(_count(weight) for weight in weights) if built else None,
        "trained": bool(getattr(layer, "trainable", True)) or not weights,
        "after": [],
    }


def _count(weight: Any) -> int:
    total = 1
    for side in weight.shape:
        total *= int(side)
    return total


def _shape(layer: Any) -> Any:
    calls = getattr(layer, "_inbound_nodes", None)
    if calls:
        shapes = [tuple(tensor.shape) for tensor in calls[0].outputs]
        return shapes[0] if len(shapes) == 1 else shapes
    return getattr(layer, "output_shape", None) if getattr(layer, "built", False) else None


def _short(shape: Any) -> str:
    """What flows on, without the batch: "26 × 26 × 32"."""
    if isinstance(shape, list):
        return ", ".join(_short(part) for part in shape[:2]) + (" ..." if len(shape) > 2 else "")
    if not isinstance(shape, tuple):
        return ""
    return " × ".join("?" if side is None else str(side) for side in shape[1:]) or "1"


def _counts(model: Any) -> dict[str, Any]:
    weights = list(model.weights) if model.built else []
    trained = {id(weight) for weight in model.trainable_weights} if model.built else set()
    return {
        "layers": sum(1 for layer in model.layers if type(layer).__name__ != "InputLayer"),
        "parameters": sum(_count(weight) for weight in weights),
        "trained": sum(_count(weight) for weight in weights if id(weight) in trained),
    }


def _size(node: dict[str, Any]) -> tuple[float, float]:
    amount = f"{node['parameters'] or 0:,}"
    title = (len(node["kind"]) + len(amount) + 3) * _WIDE
    width = max(title, len(node["name"]) * _NARROW) + _EDGE
    return min(max(width, _LEAST), _MOST_WIDTH), _HEIGHT


def _block_size(block: dict[str, Any]) -> tuple[float, float]:
    words = len(f"{len(block['members'])} layers, {block['parameters']:,} parameters")
    width = max(len(block["title"]) * _WIDE, words * _NARROW) + _EDGE + 24
    return min(max(width, _LEAST), _MOST_WIDTH), _HEIGHT


def _items(count: int, folds: list[Block]) -> tuple[list[int], list[int]]:
    """What stands in the folded picture: node numbers, and -1, -2, ... for blocks."""
    items: list[int] = []
    of_node: list[int] = []
    begins = {block.first: number for number, block in enumerate(folds)}
    ends = {block.last for block in folds}
    inside = False
    for number in range(count):
        if number in begins:
            items.append(-1 - begins[number])
            inside = True
        elif not inside:
            items.append(number)
        of_node.append(len(items) - 1)
        inside = inside and number not in ends
    return items, of_node


def _folded(block: Block, nodes: list[dict[str, Any]], edges: Any) -> dict[str, Any]:
    members = list(range(block.first, block.last + 1))
    # The first place is where the block is entered: a point above its boxes.
    sizes = [(2.0, 0.0)] + [_size(nodes[number]) for number in members]
    place = {number: index + 1 for index, number in enumerate(members)}
    flow = [(place.get(a, 0), place[b]) for a, b in edges if b in place]
    labels = ["" if a not in place else nodes[a]["label"] for a, b in edges if b in place]
    return {
        "title": block.title,
        "members": members,
        "parameters": sum(nodes[number]["parameters"] or 0 for number in members),
        "picture": _picture(sizes, flow, labels, [None, *members]),
    }


def _open_nested(
    layers: list[Any], nodes: list[dict[str, Any]], blocks: list[dict[str, Any]], picture: Any
) -> None:
    """A model inside of the model can be opened where nothing stands beside it."""
    rows = [box["y"] for box in picture["boxes"]]
    for box in picture["boxes"]:
        number = box["node"]
        if number < 0 or nodes[number]["role"] != "model" or rows.count(box["y"]) > 1:
            continue
        inner, edges, note = _parts(layers[number])
        if note == "free" or not inner:
            continue
        start = len(nodes)
        layers.extend(inner)
        found = [_node(layer) for layer in inner]
        for a, b in edges:
            found[b]["after"].append(found[a]["name"])
        nodes.extend({**node, "inside": number} for node in found)
        members = list(range(start, start + len(inner)))
        labels = [found[a]["label"] for a, _ in edges]
        blocks.append(
            {
                "title": nodes[number]["name"],
                "node": number,
                "members": members,
                "parameters": nodes[number]["parameters"] or 0,
                "picture": _picture([_size(node) for node in found], edges, labels, members),
            }
        )


def _picture(sizes: Any, edges: Any, labels: list[str], items: Any) -> dict[str, Any]:
    from p_vision.utils.graph_layout import lay_out

    layout = lay_out(sizes, edges)
    boxes = [
        {"node": item, "x": round(x, 1), "y": round(y, 1), "width": size[0], "height": size[1]}
        for item, (x, y), size in zip(items, layout.centres, sizes, strict=True)
        if item is not None
    ]
    lines = [
        {"label": label, "points": [[round(x, 1), round(y, 1)] for x, y in line]}
        for label, line in zip(labels, layout.lines, strict=True)
    ]
    return {
        "width": round(layout.width, 1),
        "height": round(layout.height, 1),
        "boxes": boxes,
        "lines": lines,
    }
