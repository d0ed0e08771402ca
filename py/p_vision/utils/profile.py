"""Where the time of a model goes: every operation of the engine with its time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from p_vision import engine as _engine

__all__ = ["Profile", "ProfileEvent"]

#: Functions of the engine that compute or move values, and how a profile calls them.
_WATCHED = {
    "op": "",
    "op_direct": "",
    "op_scalar": "",
    "host_op": "",
    "gradients": "gradients (all of them)",
    "run": "recorded program",
    "numbers": "recorded program",
    "run_steps": "recorded steps",
    "read": "read to the host",
    "upload": "copy from the host",
    "program_load": "check a program",
    "permutation": "shuffle",
}


class ProfileEvent(NamedTuple):
    """One call of the engine.

    Args:
        name: The operation, or what else was done.
        shape: Dtype and shape of its first result, `""` where it has none.
        start: Seconds since the profile began.
        seconds: How long it took.
    """

    name: str
    shape: str
    start: float
    seconds: float


class Profile:
    """Notes the time of each operation inside a `with` block.

    A recorded step is one call of the engine, so give the model: inside the block its steps
    then run as plain Python, one operation after the other. Sums of these times are larger than
    what a recorded step takes, which crosses to the engine once and joins operations; compare
    their shares. On Wgpu an operation only joins a queue, and the waiting shows where values
    are read.

    Args:
        model: Run its steps operation by operation. None notes recorded steps as wholes.

    Example:
        >>> import numpy as np
        >>> from p_vision import Dense, Input, Sequential, utils
        >>> model = Sequential([Input(shape=(3,)), Dense(2)])
        >>> model.compile(optimizer="sgd", loss="mse")
        >>> with utils.Profile(model) as profile:
        ...     history = model.fit(np.ones((4, 3)), np.ones((4, 2)), verbose=0)
        >>> "matmul" in {event.name for event in profile.events}
        True
        >>> print(profile)  # doctest: +SKIP
        operation                      calls       ms    share
        gradients (all of them)            1     0.08    31.2%
        matmul                             1     0.02     9.4%
    """

    def __init__(self, model: Any = None) -> None:
        self.events: list[ProfileEvent] = []
        self._model = model
        self._was_eager = False
        self._engines: list[tuple[Any, Any]] = []
        self._begun = 0.0

    def __enter__(self) -> Profile:
        _engine.default()
        if self._model is not None:
            self._was_eager = self._model.run_eagerly
            self._model.run_eagerly = True
        self._begun = time.perf_counter()
        for engine in _engine.started():
            functions = engine._functions
            self._engines.append((engine, functions))
            watched = {
                name: self._timed(engine, functions, name, title)
                for name, title in _WATCHED.items()
                if name in functions
            }
            engine._bind({**functions, **watched})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for engine, functions in self._engines:
            if not engine.dead:
                engine._bind(functions)
        self._engines.clear()
        if self._model is not None:
            self._model.run_eagerly = self._was_eager

    def _timed(self, engine: Any, functions: Any, name: str, title: str) -> Callable[..., Any]:
        function, describe = functions[name], functions["describe"]

        def call(*args: Any) -> Any:
            start = time.perf_counter()
            value = _engine.wait(function(*args))
            seconds = time.perf_counter() - start
            shape = "" if title else str(describe(int(value)))
            op = title or _named(engine, args[0])
            self.events.append(ProfileEvent(op, shape, start - self._begun, seconds))
            return value

        return call

    def totals(self) -> list[tuple[str, int, float]]:
        """Name, number of calls and seconds of each operation, the longest first."""
        found: dict[str, tuple[int, float]] = {}
        for event in self.events:
            calls, seconds = found.get(event.name, (0, 0.0))
            found[event.name] = (calls + 1, seconds + event.seconds)
        rows = [(name, calls, seconds) for name, (calls, seconds) in found.items()]
        return sorted(rows, key=lambda row: -row[2])

    def __str__(self) -> str:
        rows = self.totals()
        whole = sum(seconds for _, _, seconds in rows) or 1.0
        lines = [f"{'operation':<28}{'calls':>8}{'ms':>10}{'share':>9}"]
        lines += [
            f"{name:<28}{calls:>8}{seconds * 1e3:>10.2f}{seconds / whole:>9.1%}"
            for name, calls, seconds in rows
        ]
        return "\n".join(lines)

    def chrome_trace(self) -> dict[str, Any]:
        """All events in the form that Chrome's tracing page and Perfetto open."""
        return {
            "displayTimeUnit": "ms",
            "traceEvents": [
                {
                    "name": event.name,
                    "ph": "X",
                    "ts": round(event.start * 1e6, 1),
                    "dur": round(event.seconds * 1e6, 1),
                    "pid": 1,
                    "tid": 1,
                    "args": {"result": event.shape},
                }
                for event in self.events
            ],
        }

    def save(self, path: str | Path) -> None:
        """Write the Chrome trace as JSON.

        Args:
            path: The file; `chrome://tracing` and ui.perfetto.dev open it.
        """
        Path(path).write_text(json.dumps(self.chrome_trace()), encoding="utf-8")


def _named(engine: Any, op: str | int) -> str:
    """The name of an operation that was called by its name or its number."""
    if isinstance(op, str):
        return op
    return next(str(name) for name, number in engine.op_numbers.items() if number == op)
