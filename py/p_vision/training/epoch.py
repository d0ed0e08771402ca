"""Runs the steps of one epoch, many to a crossing where nobody looks in between."""

from __future__ import annotations

import time
from collections.abc import Callable

from p_vision.callbacks import CallbackList
from p_vision.callbacks.callback import Logs
from p_vision.errors import ValueNeededError
from p_vision.training.recorder import Recorder, StepProgram
from p_vision.training.sources import ArraySource, Batch, StreamSource

__all__ = ["Epoch"]

#: How long the engine may work before it reports back, so that Stop and progress stay lively.
_BUDGET_MS = 50.0

Report = Callable[[int, Logs], None]


class Epoch:
    """One pass over the data for training or testing.

    Args:
        recorder: Knows the model and its recorded steps.
        stage: `"train"` or `"test"`.
        source: Where the batches come from.
        callbacks: Told about single batches if any of them wants to know.
        report: Called with the number of steps done and the logs so far.
        should_stop: Asked after each report; True ends the epoch.
        before_steps: Called with a recorded step before it is first run, with its data and the
            samples of a step.
    """

    def __init__(
        self,
        recorder: Recorder,
        stage: str,
        source: ArraySource | StreamSource,
        callbacks: CallbackList,
        report: Report,
        should_stop: Callable[[], bool] = lambda: False,
        before_steps: Callable[[StepProgram, Batch, int], None] | None = None,
    ) -> None:
        self._recorder = recorder
        self._stage = stage
        self._source = source
        self._report = report
        self._should_stop = should_stop
        self._before_steps = before_steps
        self._before_batch, self._after_batch = callbacks.batch_hooks(stage)
        self._one_by_one = bool(self._before_batch or self._after_batch)
        self.logs: Logs = {}
        self.steps = 0

    def run(self) -> Logs:
        """Run all steps; returns loss and metrics over the epoch."""
        self.steps = 0
        self.logs = {}
        if isinstance(self._source, ArraySource):
            programs = self._array_programs(self._source)
            if programs is not None:
                if self._before_steps is not None:
                    self._before_steps(programs[0][0], self._source.data, programs[0][1])
                self._run_arrays(self._source, programs)
                return self.logs
        self._run_batches()
        return self.logs

    def _array_programs(self, source: ArraySource) -> list[tuple[StepProgram, int]] | None:
        """The programs for the full batches and the smaller last one, with their batch sizes."""
        if not self._recorder.records(self._stage):
            return None
        full, rest = divmod(source.rows, source.batch_size)
        sizes = [source.batch_size] if full else []
        if rest and source.steps > full:
            sizes.append(rest)
        try:
            return [(self._recorder.step(self._stage, source.data, size), size) for size in sizes]
        except ValueNeededError as error:
            self._recorder.give_up(self._stage, error)
            return None

    def _run_arrays(self, source: ArraySource, programs: list[tuple[StepProgram, int]]) -> None:
        order = source.order()
        first_row = 0
        for program, size in programs:
            rows = (source.rows - first_row) // size
            steps = min(rows, source.steps - self.steps)
            plan = program.plan(source.data, order, first_row, size)
            if not self._run_plan(program, plan, steps):
                return
            first_row += steps * size

    def _run_plan(self, program: StepProgram, plan: str, steps: int) -> bool:
        done = 0
        while done < steps:
            if self._one_by_one:
                self._begin_batch()
                done += program.run_steps(plan, done, 1, 0.0)
                self.steps += 1
            else:
                ran = program.run_steps(plan, done, steps - done, _BUDGET_MS)
                done += ran
                self.steps += ran
            if not self._end_batches(program):
                return False
        return True

    def _run_batches(self) -> None:
        last_report = time.perf_counter()
        program: StepProgram | None = None
        for batch in self._source.batches():
            if self._one_by_one:
                self._begin_batch()
            program = self._run_batch(batch)
            self.steps += 1
            now = time.perf_counter()
            if self._one_by_one or now - last_report > _BUDGET_MS / 1e3:
                last_report = now
                if not self._end_batches(program):
                    return
                program = None
        if program is not None:
            self._end_batches(program)

    def _run_batch(self, batch: Batch) -> StepProgram:
        batch = self._recorder.prepared(batch, self._stage)
        if self._recorder.records(self._stage):
            try:
                program = self._recorder.step(self._stage, batch, batch.size)
            except ValueNeededError as error:
                self._recorder.give_up(self._stage, error)
            else:
                if self._before_steps is not None:
                    self._before_steps(program, batch, batch.size)
                program.run(batch)
                return program
        program = self._recorder.eager_step(self._stage)
        program.run(batch)
        return program

    def _begin_batch(self) -> None:
        for hook in self._before_batch:
            hook(self.steps, {})

    def _end_batches(self, program: StepProgram) -> bool:
        """Read the logs, tell everybody; False when the epoch is to end."""
        self.logs = program.read_logs()
        for hook in self._after_batch:
            hook(self.steps - 1, self.logs)
        self._report(self.steps, self.logs)
        return not self._should_stop()
