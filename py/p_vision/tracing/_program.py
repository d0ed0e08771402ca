"""A recorded function that the engine runs without Python."""

from __future__ import annotations

import json
from typing import Any

from p_vision import engine as _engine
from p_vision.dtypes import DType
from p_vision.engine import Engine
from p_vision.errors import BackendError, ShapeError
from p_vision.tensor import Tensor, from_host
from p_vision.tracing._symbolic import TensorSpec
from p_vision.tracing._tree import flatten, leaves_like, map_leaves
from p_vision.variable import Variable
from p_vision.variable_moves import move_all

__all__ = ["Program"]


class _Slot:
    """Stands for one tensor in the structure of the outputs.

    Args:
        spec: Its dtype and shape, so that nobody has to ask the engine.
    """

    __slots__ = ("spec",)

    def __init__(self, spec: tuple[DType, tuple[int, ...]]) -> None:
        self.spec = spec


class Program:
    """A recorded function: operations, the variables they read and assign, constants.

    Made by `tracing.trace`. It is loaded into an engine at its first run, and
    again after the engine was restarted or its variables were moved.

    Args:
        text: The operations as JSON.
        inputs: Shape and dtype of each argument, in the structure of the arguments.
        constants: Captured tensors, in the program's order.
        variables: The variables it reads or assigns, in the program's order.
        outputs: What the function returned, with a slot for each tensor.
    """

    def __init__(
        self,
        text: str,
        inputs: Any,
        constants: list[Tensor],
        variables: list[Variable],
        outputs: Any,
    ) -> None:
        self.json = text
        self._structure = inputs
        self.inputs: list[TensorSpec] = flatten(inputs)
        self.constants = constants
        self.variables = variables
        self._outputs = outputs
        self._engine: Engine | None = None
        self._id = 0
        self._moves = -1

    def __del__(self) -> None:
        if hasattr(self, "_id"):
            self._unload()

    def _unload(self) -> None:
        if self._engine is not None and self._id and not self._engine.dead:
            self._engine.free_program(self._id)
        self._engine, self._id = None, 0

    def load(self, engine: Engine | None = None) -> tuple[Engine, int]:
        """Load it into an engine unless it is there already.

        Args:
            engine: Which engine runs it when it has no variables; programs with
                variables run where those are.

        Returns:
            The engine and the program's number there.

        Raises:
            BackendError: when its variables are on two backends.
        """
        if self.variables:
            engine = self.variables[0]._engine
        elif engine is None:
            engine = self._engine if self._engine is not None else _engine.default()
        if self._engine is engine and not engine.dead and self._moves == Variable._moves:
            return engine, self._id
        for variable in self.variables:
            if variable._engine is not engine:
                if _engine.both_offered():
                    # `fit` has placed a part of them where its steps are faster.
                    move_all(self.variables, engine)
                    break
                raise BackendError(
                    f"Variable '{self.variables[0].path}' is on {engine.name} and "
                    f"'{variable.path}' on {variable.backend}; move them to one backend "
                    "(model.backend = ... moves all of a model)."
                )
        self._unload()
        # Where they are needed now: the engine they came from may have to be started again.
        self.constants = [constant.to_backend(engine.name) for constant in self.constants]
        handles = ",".join(str(constant._handle) for constant in self.constants)
        numbers = ",".join(str(variable._id) for variable in self.variables)
        self._id = int(engine.call("program_load", self.json, handles, numbers))
        self._engine, self._moves = engine, Variable._moves
        return engine, self._id

    def run(self, *args: Any) -> Any:
        """Run it once.

        Args:
            *args: Tensors, arrays or lists in the structure it was traced with.

        Returns:
            What the traced function returned, with values.

        Raises:
            ShapeError: when an argument has another shape than it was traced with.
        """
        leaves = leaves_like(self._structure, args)
        first = next((leaf for leaf in leaves if isinstance(leaf, Tensor)), None)
        engine, program = self.load(None if first is None else first._engine)
        tensors = [
            self._argument(leaf, spec, engine)
            for leaf, spec in zip(leaves, self.inputs, strict=True)
        ]
        if engine.freed:
            engine.flush()
        found = engine.call("run", program, ",".join([str(t._handle) for t in tensors]))
        handles = iter(found.split(",")) if found else iter(())

        def result(leaf: Any) -> Any:
            if not isinstance(leaf, _Slot):
                return leaf
            tensor = Tensor(int(next(handles)), engine)
            tensor._spec = leaf.spec
            return tensor

        return map_leaves(result, self._outputs)

    def single_numbers(self) -> list[str] | None:
        """The names of what it gives, where that is one float32 number each; else None."""
        if not isinstance(self._outputs, dict):
            return None
        for leaf in self._outputs.values():
            if not isinstance(leaf, _Slot) or leaf.spec != ("float32", ()):
                return None
        return list(self._outputs)

    def numbers(self) -> list[float]:
        """Run it without arguments and read the single numbers that it gives, in order.

        No tensor is made: what is read after every step should cost Python little.
        """
        engine, program = self.load()
        if engine.freed:
            engine.flush()
        return [float(number) for number in engine.call("numbers", program).split(",")]

    def _argument(self, value: Any, spec: TensorSpec, engine: Engine) -> Tensor:
        if isinstance(value, Variable):
            value = value._read()
        if not isinstance(value, Tensor):
            value = from_host(value, spec.dtype, engine)
        if value.shape != spec.shape or value.dtype != spec.dtype:
            raise ShapeError(
                f"This was recorded for {spec.dtype} {spec.shape}, but an argument is "
                f"{value.dtype} {value.shape}."
            )
        result: Tensor = value if value._engine is engine else value.to_backend(engine.name)
        return result

    def replaced(self, constants: list[Tensor], variables: list[Variable]) -> Program:
        """The same operations with other constants and variables of the same shapes.

        Args:
            constants: In the program's order.
            variables: In the program's order.
        """
        return Program(self.json, self._structure, constants, variables, self._outputs)

    def run_steps(
        self, plan: dict[str, Any] | str, first: int, steps: int, budget_ms: float
    ) -> int:
        """Run it for several batches, gathered from arrays in host memory.

        Args:
            plan: Where the arrays are, as a dict or its JSON: ``{"columns": [{"address", "dtype",
                "row_shape", "rows"}, ...], "indices_address", "indices_count",
                "batch"}``; one column for each input.
            first: Number of the first step within the indices.
            steps: How many steps to run at most.
            budget_ms: Return after about this many milliseconds.

        Returns:
            How many steps were run.

        Raises:
            EngineStoppedError: a KeyboardInterrupt, when Stop was pressed.
        """
        engine, program = self.load()
        if engine.freed:
            engine.flush()
        text = plan if isinstance(plan, str) else json.dumps(plan, separators=(",", ":"))
        return int(engine.call("run_steps", program, text, first, steps, budget_ms))

    def __repr__(self) -> str:
        nodes = len(json.loads(self.json)["nodes"])
        return f"<Program {nodes} operations, {len(self.variables)} variables>"
