"""The record of a run on symbolic tensors, and the program it becomes.

Reads of a variable share one node until it is assigned; a read after an
assignment is the assigned value itself; only the last assignment of a variable
stays; what no output or assignment needs is dropped.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any, NoReturn

from p_vision import engine as _engine
from p_vision._scopes import scopes
from p_vision.dtypes import standardize_dtype
from p_vision.errors import GradientError, InternalError, ValueNeededError
from p_vision.tensor import Tensor, from_host
from p_vision.tracing._infer import infer
from p_vision.tracing._symbolic import KerasTensor, SymbolicTensor

__all__ = ["Node", "Trace"]

_OF_VARIABLES = frozenset({"assign_variable", "read_variable"})
_NUMBERS = frozenset({bool, int, float})


class Node:
    """One operation of a program: its name, inputs, settings (JSON) and outputs."""

    __slots__ = ("attrs", "inputs", "op", "outputs")

    def __init__(
        self, op: str, inputs: list[SymbolicTensor], attrs: str, outputs: list[SymbolicTensor]
    ) -> None:
        self.op = op
        self.inputs = inputs
        self.attrs = attrs
        self.outputs = outputs


class Trace:
    """Everything one recorded run has done so far.

    Args:
        inputs: The symbolic tensors the recorded function is called with.
    """

    def __init__(self, inputs: list[SymbolicTensor]) -> None:
        self.inputs = inputs
        #: Whether this record is made for shapes alone, with sizes that only stand for others.
        self.shapes_only = False
        for value in inputs:
            value._trace = self
        self.nodes: list[Node] = []
        self.variables: list[Any] = []
        self._variable_index: dict[int, int] = {}
        self._reads: dict[int, SymbolicTensor] = {}
        self.assigned: dict[int, Node] = {}
        #: Captured tensors and the symbols that stand for them.
        self.constants: list[tuple[Tensor, SymbolicTensor]] = []
        self._constant_of: dict[int, tuple[Any, SymbolicTensor]] = {}
        self._numbers: dict[tuple[type, str], SymbolicTensor] = {}

    # Values

    def symbol(self, value: Any) -> SymbolicTensor:
        """The symbol for anything an operation takes: itself, or a captured constant."""
        if isinstance(value, SymbolicTensor):
            if value._trace is not self:
                _foreign(value)
            return value
        if isinstance(value, Tensor):
            return self._constant(value, value)
        if type(value) in _NUMBERS:
            return self._number(value)
        found = self._constant_of.get(id(value))
        if found is not None:
            return found[1]
        return self._constant(value, from_host(value))

    def _number(self, value: Any) -> SymbolicTensor:
        """A number as an operation that makes it, so that the program stands by itself."""
        key = (type(value), repr(value))
        found = self._numbers.get(key)
        if found is None:
            dtype = standardize_dtype(type(value))
            text = json.dumps(value if math.isfinite(value) else str(value))
            attrs = f'{{"shape":[],"value":{text},"dtype":"{dtype}"}}'
            found = self._numbers[key] = self.record("full", (), attrs)[0]
        return found

    def _constant(self, owner: Any, tensor: Tensor) -> SymbolicTensor:
        found = self._constant_of.get(id(owner))
        if found is None:
            symbol = SymbolicTensor(tensor.shape, tensor.dtype)
            symbol._trace = self
            self.constants.append((tensor, symbol))
            found = self._constant_of[id(owner)] = (owner, symbol)
        return found[1]

    def _output(self, dtype: str, shape: tuple[int, ...]) -> SymbolicTensor:
        symbol = SymbolicTensor(shape, dtype)
        symbol._trace = self
        return symbol

    # Recording

    def record(self, op: str, inputs: tuple[Any, ...], attrs: str = "") -> list[SymbolicTensor]:
        """Add an operation; returns its outputs."""
        symbols = [self.symbol(value) for value in inputs]
        specs = infer(op, ";".join([symbol.spec for symbol in symbols]), attrs)
        outputs = [self._output(dtype, shape) for dtype, shape in specs]
        self._add(op, symbols, attrs, outputs)
        return outputs

    def _add(
        self, op: str, inputs: list[SymbolicTensor], attrs: str, outputs: list[SymbolicTensor]
    ) -> Node:
        node = Node(op, inputs, attrs, outputs)
        for output in outputs:
            output._node = node
        self.nodes.append(node)
        return node

    def _index_of(self, variable: Any) -> int:
        index = self._variable_index.get(id(variable))
        if index is None:
            index = self._variable_index[id(variable)] = len(self.variables)
            self.variables.append(variable)
        return index

    def read_variable(self, variable: Any) -> SymbolicTensor:
        """The value of a variable at this point of the record."""
        index = self._index_of(variable)
        value = self._reads.get(index)
        if value is None:
            value = self._output(variable.dtype, variable.shape)
            self._add("read_variable", [], f'{{"variable":{index}}}', [value])
            self._reads[index] = value
        tape = scopes.tape
        if tape is not None and variable.trainable and variable.dtype == "float32":
            watched: SymbolicTensor = tape._watched_read(variable, value)
            return watched
        return value

    def assign_variable(self, variable: Any, value: Any) -> None:
        """Record that a variable gets a value."""
        index = self._index_of(variable)
        symbol = self.symbol(value)
        self._reads[index] = symbol
        self.assigned[index] = self._add("assign_variable", [symbol], f'{{"variable":{index}}}', [])
        if scopes.tape is not None:
            scopes.tape._forget(variable)

    def watch(self, value: SymbolicTensor) -> SymbolicTensor:
        """A copy of a value that gradients can be asked for."""
        output = self._output(value.dtype, value.shape)
        self._add("watch", [value], "", [output])
        return output

    def rewatch(self, value: SymbolicTensor) -> SymbolicTensor:
        """Watch a value in place: whatever uses it from now on uses the watched copy."""
        value = self.symbol(value)
        inner = self._output(value.dtype, value.shape)
        self._stand_in(value, inner)
        self._add("watch", [inner], "", [value])
        return value

    def _stand_in(self, value: SymbolicTensor, inner: SymbolicTensor) -> None:
        """Let another symbol take a value's place in everything recorded so far."""
        swap = {id(value): inner}
        for node in self.nodes:
            node.inputs = [swap.get(id(item), item) for item in node.inputs]
            node.outputs = [swap.get(id(item), item) for item in node.outputs]
        self.inputs = [swap.get(id(item), item) for item in self.inputs]
        self.constants = [(tensor, swap.get(id(item), item)) for tensor, item in self.constants]
        self._reads = {key: swap.get(id(item), item) for key, item in self._reads.items()}

    def gradients(
        self, loss: SymbolicTensor, sources: list[SymbolicTensor]
    ) -> list[SymbolicTensor | None]:
        """Gradients of a scalar with respect to watched values; None without a path."""
        reached = self._reached(loss, sources)
        wanted = [source for source in sources if id(source) in reached]
        if not wanted:
            return [None] * len(sources)
        outputs = [self._output(source.dtype, source.shape) for source in wanted]
        self._add("gradients", [loss, *wanted], "", outputs)
        found = dict(zip(map(id, wanted), outputs, strict=True))
        return [found.get(id(source)) for source in sources]

    def _reached(self, loss: SymbolicTensor, sources: list[SymbolicTensor]) -> set[int]:
        """The values through which a gradient flows from the loss to the sources."""
        table = _engine.default().table()
        dependent = {id(source) for source in sources}
        for node in self.nodes:
            if _gradient_kind(table, node.op) != "zero" and any(
                id(value) in dependent for value in node.inputs
            ):
                dependent.update(id(out) for out in node.outputs if out.dtype == "float32")
        flowing = {id(loss)} & dependent
        for node in reversed(self.nodes):
            if any(id(output) in flowing for output in node.outputs):
                inputs = [id(value) for value in node.inputs if id(value) in dependent]
                if inputs and _gradient_kind(table, node.op) == "missing":
                    raise GradientError(
                        f"{node.op} has no gradient. Put ops.stop_gradient around its result, or "
                        "use another operation."
                    )
                flowing.update(inputs)
        return flowing

    def value_needed(self, what: str) -> NoReturn:
        """Raise the error for code that looks at values while being recorded."""
        raise ValueNeededError(
            f"This code needs {what}, but while a step is being recorded no values are known. "
            "Run it eagerly (compile(..., run_eagerly=True))."
        )

    # The program

    def _live_nodes(self, outputs: list[SymbolicTensor]) -> list[Node]:
        last = {id(node) for node in self.assigned.values()}
        needed = {id(value) for value in outputs}
        live = []
        for node in reversed(self.nodes):
            keep = id(node) in last if node.op == "assign_variable" else False
            if keep or any(id(value) in needed for value in node.outputs):
                needed.update(id(value) for value in node.inputs)
                live.append(node)
        live.reverse()
        return live

    def program(self, outputs: list[SymbolicTensor]) -> tuple[str, list[Tensor], list[Any]]:
        """The record as JSON, with the constants and variables it names."""
        live = self._live_nodes(outputs)
        used = {id(value) for node in live for value in node.inputs}
        used.update(id(value) for value in outputs)
        constants = [(tensor, symbol) for tensor, symbol in self.constants if id(symbol) in used]
        symbols = [*self.inputs, *(symbol for _, symbol in constants)]
        ids = {id(symbol): index for index, symbol in enumerate(symbols)}
        variables: list[Any] = []
        places: dict[int, int] = {}
        nodes: list[str] = []
        for node in live:
            attrs = node.attrs or "{}"
            if node.op in _OF_VARIABLES:
                index = json.loads(attrs)["variable"]
                if index not in places:
                    places[index] = len(variables)
                    variables.append(self.variables[index])
                attrs = f'{{"variable":{places[index]}}}'
            for output in node.outputs:
                ids[id(output)] = len(ids)
            try:
                inputs = [ids[id(value)] for value in node.inputs]
            except KeyError:
                raise InternalError(f"{node.op} uses a value that was not recorded.") from None
            given, made = _row(inputs), _row(ids[id(value)] for value in node.outputs)
            # The settings are JSON already: reading and writing them again takes most of the time.
            nodes.append(f'["{node.op}",{given},{attrs},{made}]')
        parts = {
            "inputs": [_spec(symbol) for symbol in self.inputs],
            "constants": [_spec(symbol) for _, symbol in constants],
            "variables": [{"dtype": v.dtype, "shape": list(v.shape)} for v in variables],
        }
        head = json.dumps(parts, separators=(",", ":"))
        ends = _row(ids[id(value)] for value in outputs)
        text = f'{head[:-1]},"nodes":[{",".join(nodes)}],"outputs":{ends}}}'
        return text, [tensor for tensor, _ in constants], variables


def _row(numbers: Iterable[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _spec(value: SymbolicTensor) -> dict[str, Any]:
    return {"dtype": value.dtype, "shape": list(value.shape)}


def _gradient_kind(table: dict[str, dict[str, Any]], op: str) -> str:
    if op == "watch":
        return "yes"
    entry = table.get(op)
    return "zero" if entry is None else str(entry.get("gradient", "yes"))


def _foreign(value: SymbolicTensor) -> NoReturn:
    if isinstance(value, KerasTensor):
        raise ValueNeededError(
            f"A tensor of a model that is being put together (shape {value.shape}) was used in "
            "code that is being recorded; call the model on it instead."
        )
    raise ValueNeededError(
        f"A symbolic tensor (shape {value.shape}) was kept from an earlier recorded call and used "
        "again. Keep values in a Variable instead."
    )
