"""The calls of a graph made again on other inputs, without computing anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.models.graph import Graph
from p_vision.tracing import Call, KerasTensor, map_leaves

__all__ = ["copied_from"]


def copied_from(graph: Graph, inputs: Sequence[KerasTensor]) -> list[KerasTensor]:
    """Call the same layers, with the same weights, on other inputs.

    Args:
        graph: The calls.
        inputs: New tensors, as many and of the same shapes as those of the graph.

    Returns:
        The new outputs.
    """
    new: dict[int, KerasTensor] = {
        id(old): tensor for old, tensor in zip(graph.inputs, inputs, strict=True)
    }

    def swapped(leaf: Any) -> Any:
        return new[id(leaf)] if isinstance(leaf, KerasTensor) else leaf

    for call in graph.calls:
        args, kwargs = map_leaves(swapped, call.args), map_leaves(swapped, call.kwargs)
        made = Call(call.function, args, kwargs, call.operation)
        call.operation._inbound_nodes.append(made)
        for tensor in call.outputs:
            found = KerasTensor(tensor.shape, tensor.dtype, call=made, index=tensor.index)
            mask = getattr(tensor, "_keras_mask", None)
            if mask is not None:
                found._keras_mask = mask  # type: ignore[attr-defined]
            made.outputs.append(found)
            new.setdefault(id(tensor), found)
    return [new[id(tensor)] for tensor in graph.outputs]
