"""A function recorded inside another record, or inside eager code: the body of a loop.

What the body takes from outside (tensors, variables, values of the outer record)
becomes an input of its own, so that gradients flow back to it. A variable that
the body assigns is a state: each round sees what the round before left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import GradientError
from p_vision.tensor import Tensor
from p_vision.tracing._symbolic import SymbolicTensor
from p_vision.tracing._trace import Node, Trace

__all__ = ["BodyTrace", "recording_body"]


class BodyTrace(Trace):
    """The record of one round of a loop.

    Args:
        inputs: The symbolic tensors the body is called with.
        outer: The record around it; None in eager code.
    """

    def __init__(self, inputs: list[SymbolicTensor], outer: Trace | None) -> None:
        super().__init__(inputs)
        self.outer = outer
        #: What was taken from outside, and the symbols that stand for it.
        self.captured: list[tuple[Any, SymbolicTensor]] = []
        self._symbol_of: dict[int, SymbolicTensor] = {}

    def symbol(self, value: Any) -> SymbolicTensor:
        """The symbol for anything an operation takes: itself, or what was taken from outside."""
        if isinstance(value, SymbolicTensor) and self._is_outside(value):
            return self._capture(value)
        return super().symbol(value)

    def _is_outside(self, value: SymbolicTensor) -> bool:
        record: Trace | None = self.outer
        while record is not None:
            if value._trace is record:
                return True
            record = record.outer if isinstance(record, BodyTrace) else None
        return False

    def _constant(self, owner: Any, tensor: Tensor) -> SymbolicTensor:
        found = self._constant_of.get(id(owner))
        if found is None:
            found = self._constant_of[id(owner)] = (owner, self._capture(tensor))
        return found[1]

    def _capture(self, value: Any) -> SymbolicTensor:
        symbol = self._symbol_of.get(id(value))
        if symbol is None:
            symbol = self._symbol_of[id(value)] = self._output(value.dtype, value.shape)
            self.captured.append((value, symbol))
        return symbol

    def read_variable(self, variable: Any) -> SymbolicTensor:
        """The value of a variable at this point of the round."""
        index = self._index_of(variable)
        value = self._reads.get(index)
        if value is None:
            value = self._reads[index] = self._capture(variable)
        return value

    def assign_variable(self, variable: Any, value: Any) -> None:
        """The variable gets a value, which the next round sees."""
        self._capture(variable)
        index = self._index_of(variable)
        symbol = self._reads[index] = self.symbol(value)
        self.assigned[index] = Node("assign_variable", [symbol], "", [])

    def assignments(self) -> list[tuple[Any, SymbolicTensor, SymbolicTensor]]:
        """The variables that were assigned, with their symbols before and after a round."""
        return [
            (self.variables[index], self._capture(self.variables[index]), node.inputs[0])
            for index, node in self.assigned.items()
        ]

    def text(self, inputs: list[SymbolicTensor], outputs: list[SymbolicTensor]) -> str:
        """The body as a program with these inputs and outputs."""
        self.inputs = inputs
        return self.program(outputs)[0]

    def used(self, outputs: list[SymbolicTensor]) -> set[int]:
        """The ids of the symbols that the outputs need."""
        found = {id(value) for node in self._live_nodes(outputs) for value in node.inputs}
        return found | {id(value) for value in outputs}

    def watch(self, value: SymbolicTensor) -> SymbolicTensor:
        """Not possible within a loop."""
        raise GradientError(
            "A GradientTape inside the function of a loop is not available. Put the tape around "
            "the whole loop."
        )

    def rewatch(self, value: SymbolicTensor) -> SymbolicTensor:
        """Not possible within a loop."""
        return self.watch(value)

    def gradients(
        self, loss: SymbolicTensor, sources: list[SymbolicTensor]
    ) -> list[SymbolicTensor | None]:
        """Not possible within a loop."""
        return [self.watch(loss)]


@contextmanager
def recording_body(inputs: list[SymbolicTensor]) -> Iterator[BodyTrace]:
    """Record what a block does with these symbols as the body of a loop."""
    outer, tape = scopes.trace, scopes.tape
    scopes.trace, scopes.tape = record, _ = BodyTrace(inputs, outer), None
    try:
        yield record
    finally:
        scopes.trace, scopes.tape = outer, tape
