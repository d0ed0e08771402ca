"""The graph of a functional model: which calls lead from the inputs to the outputs.

Calls stand in the order in which they are run, layers in the order Keras lists
them: by their distance from the outputs, farthest first, then as they are met
on the way back from the outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.tracing import Call, KerasTensor, flatten

__all__ = ["Graph", "input_tensors"]


def input_tensors(call: Call) -> list[KerasTensor]:
    """The graph tensors among the arguments of a call, in order."""
    return [leaf for leaf in flatten((call.args, call.kwargs)) if isinstance(leaf, KerasTensor)]


class Graph:
    """The calls between some inputs and some outputs.

    Args:
        inputs: Tensors where the graph begins.
        outputs: Tensors where it ends.
        name: The model's name, for messages.

    Raises:
        ArgumentError: An output needs a tensor that no input leads to, or two layers have the
            same name.
    """

    def __init__(
        self, inputs: Sequence[KerasTensor], outputs: Sequence[KerasTensor], name: str
    ) -> None:
        self.inputs = list(inputs)
        self.outputs = list(outputs)
        self._name = name
        #: The calls that make the inputs.
        self._given = {id(tensor) for tensor in self.inputs}
        self._met: dict[int, int] = {}
        found = self._sorted_calls()
        self.depths = self._depths(found)
        self.calls = sorted(
            (call for call in found if not self._is_start(call)),
            key=lambda call: -self.depths[id(call)],
        )
        self.by_depth: dict[int, list[Call]] = {}
        for call in [*found, *self._unused_starts(found)]:
            self.by_depth.setdefault(self.depths.setdefault(id(call), 0), []).append(call)
        self.operations = self._sorted_operations()
        self._check_names()

    def contains(self, call: Call) -> bool:
        """Whether a call is part of the graph."""
        return id(call) in self.depths

    def _is_start(self, call: Call) -> bool:
        return not call.args and not call.kwargs

    def _sorted_calls(self) -> list[Call]:
        """All calls, each after those it needs, as met from the outputs."""
        done: set[int] = set()
        found: list[Call] = []
        for output in self.outputs:
            waiting: list[tuple[KerasTensor, bool]] = [(output, False)]
            while waiting:
                tensor, ready = waiting.pop()
                call = tensor.call
                if call is None or id(call) in done:
                    self._must_be_given(tensor, call)
                    continue
                if ready:
                    done.add(id(call))
                    found.append(call)
                    continue
                if not self._is_start(call) and id(tensor) in self._given:
                    continue
                if self._is_start(call):
                    self._must_be_given(tensor, call)
                self._met.setdefault(id(call.operation), len(self._met))
                waiting.append((tensor, True))
                waiting.extend((leaf, False) for leaf in reversed(input_tensors(call)))
        return found

    def _must_be_given(self, tensor: KerasTensor, call: Call | None) -> None:
        if id(tensor) in self._given or (call is not None and not self._is_start(call)):
            return
        known = ", ".join(f"'{given.name}'" for given in self.inputs)
        users = [output.name for output in self.outputs]
        raise ArgumentError(
            f"Model '{self._name}': the output{'s need' if len(users) > 1 else ' needs'} the "
            f"input '{tensor.name}' of shape {tensor.shape}, which is not among inputs ({known}). "
            "Add it to inputs, or build the outputs from those inputs only."
        )

    def _depths(self, calls: list[Call]) -> dict[int, int]:
        """Distance of each call from the outputs."""
        depths: dict[int, int] = {}
        of_operation: dict[int, int] = {}
        inside = {id(call) for call in calls}
        for call in reversed(calls):
            operation = id(call.operation)
            depth = max(depths.get(id(call), 0), of_operation.get(operation, 0))
            depths[id(call)] = of_operation[operation] = depth
            for tensor in input_tensors(call):
                if tensor.call is not None and id(tensor.call) in inside:
                    before = id(tensor.call)
                    depths[before] = max(depths.get(before, 0), depth + 1)
        return depths

    def _unused_starts(self, calls: list[Call]) -> list[Call]:
        inside = {id(call) for call in calls}
        starts = [tensor.call for tensor in self.inputs if tensor.call is not None]
        return [call for call in starts if id(call) not in inside and self._is_start(call)]

    def _sorted_operations(self) -> list[Any]:
        depths: dict[int, int] = {}
        owners: dict[int, Any] = {}
        for depth, calls in self.by_depth.items():
            for call in calls:
                key = id(call.operation)
                owners[key] = call.operation
                depths[key] = max(depth, depths.get(key, 0))
        order = sorted(owners, key=lambda key: (-depths[key], self._met.get(key, -1)))
        return [owners[key] for key in order]

    def _check_names(self) -> None:
        names: dict[str, Any] = {}
        for operation in self.operations:
            if operation.name in names:
                raise ArgumentError(
                    f"Model '{self._name}' has two layers named '{operation.name}' "
                    f"({type(names[operation.name]).__name__} and {type(operation).__name__}): "
                    "give each its own name=."
                )
            names[operation.name] = operation
