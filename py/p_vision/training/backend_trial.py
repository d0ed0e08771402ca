"""Finds out which backend trains a model faster, while it is being trained.

A graphics card is slow at small steps: telling it what to do takes longer than the work. Where
nobody named a backend, a graphics card is there and the step is small, `fit` begins on the
processor at once. If it is to last, the graphics card gets a copy of the step ready meanwhile,
both are timed on copies for a twentieth of a second each, and training goes on on the faster one.
What was found holds for all models with the same step. A backend that is named is never left.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from p_vision import engine, events, tracing
from p_vision.errors import PVisionError
from p_vision.layers import Layer
from p_vision.training.recorder import StepProgram
from p_vision.training.sources import Batch
from p_vision.training.step_work import operations_of_step
from p_vision.training.timed_copy import TimedCopy
from p_vision.variable_moves import move_all

__all__ = ["BackendTrial", "forget", "trial_of"]

#: A larger step takes any processor 10 ms and more, and any graphics card less.
_SMALL_STEP = 5e8
#: The graphics card is asked after so many seconds of training on the processor,
_SECONDS_BEFORE = 0.3
#: and if so many are left: getting ready takes it about a second, which must come back.
_SECONDS_LEFT = 3.0


@dataclass
class _Finding:
    """What is known of one kind of step."""

    model: str
    chosen: str | None = None
    milliseconds: dict[str, float] = field(default_factory=dict)
    problem: str = ""
    #: The step on the graphics card, while that gets ready.
    copy: TimedCopy | None = None


_findings: dict[tuple[int, int], _Finding] = {}


def forget() -> None:
    """Time every kind of step anew; for tests."""
    _findings.clear()


class BackendTrial:
    """The search for the faster backend during one call of `fit`.

    Args:
        model: The model that is trained.
        fit: The number of the training in events.
    """

    def __init__(self, model: Any, fit: int = 0) -> None:
        self._model = model
        self.fit = fit
        self._finding: _Finding | None = None
        self._parts: tuple[StepProgram, tracing.Program, Batch, int] | None = None
        #: When the first steps were done, and how many: what runs for the first time is slow.
        self._first: tuple[float, int] | None = None
        self._reason = ""

    def begin(self, step: StepProgram, data: Batch, size: int) -> None:
        """Choose where training begins; called before each first step with its recorded form."""
        program = step.program
        if program is None or self._parts is not None:
            return
        self._parts = (step, program, data, size)
        if operations_of_step(program) > _SMALL_STEP:
            self._place("Wgpu", "its step is large")
            return
        key = (len(program.json), hash(program.json))
        self._finding = _findings.setdefault(key, _Finding(self._model.name))
        if self._finding.chosen is None:
            self._place("Cpu", "its step is small")
            self._tell("small")
        else:
            self._arrive(self._finding)

    def after_steps(self, done: int, total: float) -> None:
        """Take the next step of the search.

        Args:
            done: Steps that were trained since the beginning of this `fit`.
            total: Steps that this `fit` is to have.
        """
        finding = self._finding
        if finding is None or finding.chosen is not None or self._parts is None:
            return
        try:
            if finding.copy is None:
                if not self._will_last(done, total):
                    return
                finding.copy = TimedCopy(*self._parts, engine.get("Wgpu"))
                finding.copy.begin()
            elif finding.copy.ended():
                self._time(finding, finding.copy)
        except KeyboardInterrupt:
            finding.copy = None
            raise
        except PVisionError as error:
            # Whatever the graphics card cannot do, the processor goes on with it.
            finding.copy = None
            finding.chosen, finding.problem = "Cpu", str(error)
            self._arrive(finding)

    def _will_last(self, done: int, total: float) -> bool:
        if self._first is None:
            self._first = time.perf_counter(), done
            return False
        spent, steps = time.perf_counter() - self._first[0], done - self._first[1]
        if spent < _SECONDS_BEFORE or not steps:
            return False
        return spent / steps * (total - done) >= _SECONDS_LEFT

    def _time(self, finding: _Finding, copy: TimedCopy) -> None:
        assert self._parts is not None
        finding.milliseconds = {
            "Cpu": TimedCopy(*self._parts, engine.get("Cpu")).milliseconds(),
            "Wgpu": copy.milliseconds(),
        }
        finding.copy = None
        finding.chosen = min(finding.milliseconds, key=finding.milliseconds.__getitem__)
        engine.timings.append(
            {
                "model": finding.model,
                "milliseconds": dict(finding.milliseconds),
                "chosen": finding.chosen,
            }
        )
        self._arrive(finding)

    def _arrive(self, finding: _Finding) -> None:
        assert finding.chosen is not None
        if finding.problem:
            reason = f"the graphics card failed: {finding.problem}"
        else:
            times = finding.milliseconds
            reason = f"ms a step: Wgpu {times['Wgpu']:.3g}, Cpu {times['Cpu']:.3g}"
        self._place(finding.chosen, reason)
        self._tell("failed" if finding.problem else "timed")

    def _place(self, name: str, reason: str) -> None:
        """Let the model and all that its step uses be on a backend."""
        assert self._parts is not None
        target = engine.get(name)
        model = self._model
        move_all([*model._every_variable(), *self._parts[1].variables], target)
        model._placed = True
        model.__dict__.pop("_first_variable", None)
        engine.switch(target)
        self._reason = f"'{model.name}' was trained on it last: {reason}"

    def __enter__(self) -> BackendTrial:
        return self

    def __exit__(self, *_: object) -> None:
        # What is made from now on goes where this model is: values of two backends do not mix.
        if self._reason:
            engine.follow(self._model.backend, self._reason)

    def _tell(self, why: str) -> None:
        assert self._finding is not None
        events.emit(
            {
                "event": "backend_choice",
                "fit": self.fit,
                "model": self._model.name,
                "backend": self._finding.chosen or "Cpu",
                "why": why,
                "milliseconds": dict(self._finding.milliseconds),
                "problem": self._finding.problem,
            }
        )


def trial_of(model: Any) -> AbstractContextManager[BackendTrial | None]:
    """The trial of a model that is about to be trained; gives None where there is no choice."""
    if model.run_eagerly or model._made_in_block or _names_backend(model):
        return nullcontext()
    free = model._placed or model._scope_name() in (None, engine.default().name)
    return BackendTrial(model) if free else nullcontext()


def _names_backend(layer: Any) -> bool:
    if getattr(layer, "_backend", None) is not None:
        return True
    return any(_names_backend(inner) for inner in layer._layers if isinstance(inner, Layer))
