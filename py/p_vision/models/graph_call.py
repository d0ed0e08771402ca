"""Running a functional model: each call once, in order, with the values of this call."""

from __future__ import annotations

from typing import Any

from p_vision.models.graph import Graph
from p_vision.tracing import Call, KerasTensor, flatten, map_leaves

__all__ = ["run_graph"]


def run_graph(graph: Graph, structure: Any, values: list[Any]) -> Any:
    """Compute the outputs of a graph.

    Args:
        graph: The calls.
        structure: The nesting of symbolic outputs to fill.
        values: A tensor for each input.
    """
    known: dict[int, Any] = {
        id(tensor): value for tensor, value in zip(graph.inputs, values, strict=True)
    }

    def value_of(leaf: Any) -> Any:
        return known[id(leaf)] if isinstance(leaf, KerasTensor) else leaf

    for call in graph.calls:
        results = _run(call, value_of)
        for tensor, result in zip(call.outputs, results, strict=True):
            known.setdefault(id(tensor), result)
    return map_leaves(value_of, structure)


def _run(call: Call, value_of: Any) -> list[Any]:
    args = map_leaves(value_of, call.args)
    kwargs = map_leaves(value_of, call.kwargs)
    results = flatten(call.function(*args, **kwargs))
    # What is no tensor, such as None among the outputs, is not part of the graph.
    return [leaf for leaf in results if hasattr(leaf, "shape")] if len(results) > 1 else results
