"""One running backend: the engine's functions, bound, with the lists of what to free.

An `Engine` lives as long as its handles do. After a failure the registry makes
a new `Engine`; tensors keep pointing at the old one, so an old handle can never
be mistaken for a new tensor.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from p_vision.engine import _messages
from p_vision.engine._wait import wait
from p_vision.errors import EngineRestartedError

__all__ = ["FEW_FREED", "FUNCTIONS", "IN_BACKGROUND", "Engine"]

#: The functions every backend offers, by name.
FUNCTIONS = (
    "init",
    "info",
    "upload",
    "describe",
    "read",
    "release",
    "op",
    "op_number",
    "op_direct",
    "op_scalar",
    "host_op",
    "infer",
    "ops",
    "watch",
    "gradients",
    "variable_create",
    "variable_assign",
    "variable_read",
    "variable_free",
    "program_load",
    "program_free",
    "run",
    "numbers",
    "run_steps",
    "permutation",
    "memory",
    "self_test",
    "stop",
    "last_ops",
)
#: Steps that go on while Python does other things; made by the shell around the engine.
IN_BACKGROUND = ("begin_steps", "steps_ended")

#: So many dropped tensors may wait for the next operation that has more: a call for each would take
#: a tenth of its time.
FEW_FREED = 3


class _OpNumbers(dict[str, int]):
    """The engine's own number of each operation, asked for once."""

    def __init__(self, ask: Callable[[str], int]) -> None:
        self._ask = ask

    def __missing__(self, name: str) -> int:
        number = self[name] = self._ask(name)
        return number


class Engine:
    """The functions of one backend.

    Args:
        name: ``"Cpu"`` or ``"Wgpu"``.
        functions: The backend's functions by name.
        failures: What those functions raise: a class or a tuple of classes.
        decode: Turns a raised failure into its code and fields, or None when it
            is something else.
        on_death: Called with the engine when an instance has died; it starts a
            new one and returns a sentence about what was restored.
    """

    __slots__ = (
        "__weakref__",
        "_decode",
        "_describe",
        "_freed_programs",
        "_functions",
        "_gradients",
        "_host_op",
        "_infer",
        "_on_death",
        "_op",
        "_op_direct",
        "_op_scalar",
        "_op_table",
        "_release",
        "_variable_read",
        "_watch",
        "dead",
        "failures",
        "freed",
        "freed_variables",
        "name",
        "numbers",
        "op_numbers",
        "variables",
    )

    def __init__(
        self,
        name: str,
        functions: Mapping[str, Callable[..., Any]],
        failures: Any,
        decode: Callable[[BaseException], tuple[str, dict[str, Any]] | None],
        on_death: Callable[[Engine, str], str] | None = None,
    ) -> None:
        self.name = name
        self.failures = failures
        self.dead = False
        self._decode = decode
        self._on_death = on_death
        self._op_table: dict[str, dict[str, Any]] | None = None
        #: Handles of tensors that Python dropped; sent out with the next call.
        self.freed: list[int] = []
        self.freed_variables: list[int] = []
        self._freed_programs: list[int] = []
        #: Tensors of single numbers, for the next use.
        self.numbers: dict[Any, Any] = {}
        #: Every live Variable of this backend by its number, for snapshots.
        self.variables: weakref.WeakValueDictionary[int, Any] = weakref.WeakValueDictionary()
        self._bind(functions)

    def _bind(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._functions = functions
        self._op = functions["op"]
        self._op_direct = functions["op_direct"]
        self._op_scalar = functions["op_scalar"]
        self.op_numbers = _OpNumbers(functions["op_number"])
        self._release = functions["release"]
        self._describe = functions["describe"]
        self._variable_read = functions["variable_read"]
        self._host_op = functions["host_op"]
        self._infer = functions["infer"]
        self._watch = functions["watch"]
        self._gradients = functions["gradients"]

    def retire(self) -> None:
        """Refuse every further call: the handles of a failed engine name nothing now."""
        self.dead = True
        self._bind(dict.fromkeys((*FUNCTIONS, *IN_BACKGROUND), self._gone))

    def _gone(self, *_args: Any) -> NoReturn:
        raise EngineRestartedError(
            f"This belongs to the {self.name} engine as it was before it had to be started again. "
            "Make it anew; Variables were carried over."
        )

    def __repr__(self) -> str:
        return f"<Engine {self.name}{' (ended)' if self.dead else ''}>"

    # Tensors

    def op(self, name: str, handles: str, attrs: str = "") -> int:
        """Run one operation; returns the first handle of its outputs."""
        if len(self.freed) > FEW_FREED:
            self.flush()
        try:
            return self._op(name, handles, attrs)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, name)

    def op_of(self, name: str, first: int, second: int = 0) -> int:
        """Run one operation without settings on a tensor or two.

        Numbers cross to the engine in a tenth of the time that texts take.
        """
        try:
            return self._op_direct(self.op_numbers[name], first, second, self.last_freed())  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, name)

    def op_with(self, name: str, handle: int, right: float) -> int:
        """Run one operation on a tensor and a finite float on its right."""
        try:
            return self._op_scalar(self.op_numbers[name], handle, right, self.last_freed())  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, name)

    def last_freed(self) -> int:
        """A tensor that the next call may free along the way; 0 where there is none."""
        if not self.freed:
            return 0
        last = self.freed.pop()
        if not last or len(self.freed) > FEW_FREED:
            # 0 stands for other things to free.
            self.flush()
        return last

    def host_op(self, name: str, handles: str, attrs: str = "") -> int:
        """Run an operation whose result shape depends on values; waits for it."""
        if self.freed:
            self.flush()
        try:
            return int(wait(self._host_op(name, handles, attrs)))
        except self.failures as error:
            self.fail(error, name)

    def infer(self, name: str, specs: str, attrs: str = "") -> str:
        """Dtypes and shapes an operation would give, without running it."""
        try:
            return self._infer(name, specs, attrs)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, name)

    def describe(self, handle: int) -> str:
        """The dtype and shape of a tensor, e.g. ``"float32 2,3"``."""
        try:
            return self._describe(handle)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, "describe")

    def upload(self, address: int, nbytes: int, source: str, dtype: str, shape: str) -> int:
        """Copy host memory into a tensor of `dtype` and `shape`."""
        if self.freed:
            self.flush()
        return int(self.call("upload", address, nbytes, source, dtype, shape))

    def read(self, handles: str) -> bytes:
        """The values of tensors, packed in order; waits for the backend."""
        if self.freed:
            self.flush()
        try:
            values = wait(self._functions["read"](handles))
        except self.failures as error:
            self.fail(error, "read")
        return _bytes(values)

    def watch(self, handle: int) -> int:
        """A copy of a tensor that gradients can be asked for."""
        try:
            return self._watch(handle)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, "watch")

    def gradients(self, loss: int, sources: str) -> str:
        """Gradients of a scalar; 0 stands for a source without a path."""
        try:
            return self._gradients(loss, sources)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, "gradient")

    def variable_read(self, variable: int) -> int:
        """A tensor with the present value of a variable."""
        if self.freed:
            self.flush()
        try:
            return self._variable_read(variable)  # type: ignore[no-any-return]
        except self.failures as error:
            self.fail(error, "variable_read")

    # Everything else

    def call(self, function: str, *args: Any) -> Any:
        """Call a function of the table by name, waiting where it must."""
        try:
            return wait(self._functions[function](*args))
        except self.failures as error:
            self.fail(error, function)

    def table(self) -> dict[str, dict[str, Any]]:
        """The operations of the engine: outputs, gradient and host by name."""
        if self._op_table is None:
            self._op_table = json.loads(self.call("ops"))
        return self._op_table

    def permutation(self, count: int, seed: int) -> bytes:
        """The numbers 0 to count - 1 in an order that the seed fixes, as int32 bytes."""
        return _bytes(self.call("permutation", count, seed))

    def free_program(self, program: int) -> None:
        """Free a program with the next call."""
        self._freed_programs.append(program)
        self.freed_variables.append(0)

    def flush(self) -> None:
        """Send out the handles Python has dropped."""
        freed = ",".join(map(str, self.freed))
        self.freed.clear()
        try:
            self._release(freed)
            if self.freed_variables:
                variables = [str(v) for v in self.freed_variables if v]
                self.freed_variables.clear()
                if variables:
                    self._functions["variable_free"](",".join(variables))
                programs, self._freed_programs = self._freed_programs, []
                for program in programs:
                    self._functions["program_free"](program)
        except self.failures as error:
            self.fail(error, "release")

    def fail(self, error: BaseException, operation: str) -> NoReturn:
        """Raise p_vision's error for a failure of the engine."""
        decoded = self._decode(error)
        if decoded is None:
            raise error
        code, fields = decoded
        if code == "engine_panic" and self._on_death is not None:
            raise EngineRestartedError(self._on_death(self, operation)) from None
        raise _messages.translate(code, fields, operation, self.name) from None


def _bytes(values: Any) -> bytes:
    """Bytes as they are, or copied from a JavaScript array."""
    return values if isinstance(values, bytes) else bytes(values.to_bytes())
