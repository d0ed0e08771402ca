"""A copy of a recorded step, with variables of its own, to be timed on a backend."""

from __future__ import annotations

import time
from array import array

from p_vision import tracing
from p_vision.engine import Engine
from p_vision.training.recorder import StepProgram
from p_vision.training.sources import Batch
from p_vision.variable_moves import copies_on

__all__ = ["TimedCopy"]

#: Steps of one round of timing.
_STEPS = 16
#: Rounds go on so long; each ends after as long.
_SECONDS = 0.04


class TimedCopy:
    """Runs a step on copies of its variables: what is trained does not notice.

    Args:
        step: A recorded step.
        program: Its program.
        data: Samples; each step takes the first of them.
        size: Samples of a step.
        engine: Where it runs.
    """

    def __init__(
        self, step: StepProgram, program: tracing.Program, data: Batch, size: int, engine: Engine
    ) -> None:
        self._engine = engine
        self._copies = copies_on(program.variables, engine)
        constants = [constant.to_backend(engine.name) for constant in program.constants]
        self._program = program.replaced(constants, self._copies)
        self._id = self._program.load(engine)[1]
        # The arrays must stay where the plan says they are.
        self._data = data
        self._order = array("i", range(size)) * _STEPS
        self._plan = step.plan(data, self._order, 0, size)

    def begin(self) -> None:
        """Start a first step, in which the backend compiles what it needs, and come back."""
        self._engine.call("begin_steps", self._id, self._plan, 0, 1)

    def ended(self) -> bool:
        """Whether that step is done; raises what went wrong with it."""
        return bool(self._engine.call("steps_ended"))

    def milliseconds(self) -> float:
        """The time of a step, the shortest of a few rounds.

        Raises:
            EngineStoppedError: a KeyboardInterrupt, when Stop was pressed.
        """
        self._run(1, 0.0)
        shortest, rounds = float("inf"), 0
        end = time.perf_counter() + _SECONDS
        while True:
            begun = time.perf_counter()
            done = self._run(_STEPS, _SECONDS * 1e3)
            now = time.perf_counter()
            shortest = min(shortest, (now - begun) / done)
            rounds += 1
            # One round may have been disturbed; a slow step is known after one.
            if now >= end and (rounds > 1 or now - begun > 2 * _SECONDS):
                return shortest * 1e3

    def _run(self, steps: int, budget: float) -> int:
        done = int(self._engine.call("run_steps", self._id, self._plan, 0, steps, budget))
        # Some engines come back before the device is done.
        min(self._copies, key=lambda variable: variable.size)._read()._values()
        return done
