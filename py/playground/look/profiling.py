"""Where the time of a model goes: one step of it, operation by operation, and as it is recorded."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from playground.look.data import NOISE, fitting, sample, targets_of

__all__ = ["profile_of"]

_BATCH = 32
#: A batch of large samples is made smaller, so that nobody waits for long.
_NUMBERS = 120_000
_ROUNDS = 3


def profile_of(names: dict[str, Any], model: Any) -> dict[str, Any]:
    """Time one training step, or one prediction where the model is not compiled.

    What the model has learned stays as it is: weights and the optimizer's numbers are put back.

    Args:
        names: the session's names; data that fits is taken from them.
        model: a built model.

    Returns:
        Rows of name, calls and milliseconds, the longest first; the milliseconds of the same step
        as it runs in `fit` and `predict`; and a Chrome trace as text.
    """
    from p_vision.utils import Profile

    step, what, batch = _step(names, model)
    variables = _variables(model)
    before = [variable.numpy() for variable in variables]
    try:
        step()
        recorded = min(_timed(step) for _ in range(_ROUNDS))
        rounds = [_profiled(Profile, model, step) for _ in range(_ROUNDS + 1)][1:]
    finally:
        for variable, value in zip(variables, before, strict=True):
            variable.assign(value)
    profile = _calmest(rounds)
    rows = [[name, calls, round(seconds * 1e3, 4)] for name, calls, seconds in profile.totals()]
    return {
        "model": str(model.name),
        "what": what,
        "batch": batch,
        "backend": _backend(model),
        "recorded": round(recorded * 1e3, 4),
        "rows": rows,
        "trace": json.dumps(profile.chrome_trace()),
    }


def _profiled(profile: Any, model: Any, step: Callable[[], Any]) -> Any:
    with profile(model) as found:
        step()
    return found


def _calmest(rounds: list[Any]) -> Any:
    """The last round with the shortest time of each call: without what else the computer did."""
    last = rounds[-1]
    names = [event.name for event in last.events]
    alike = [r for r in rounds if [event.name for event in r.events] == names]
    last.events = [
        event._replace(seconds=min(r.events[index].seconds for r in alike))
        for index, event in enumerate(last.events)
    ]
    return last


def _step(names: dict[str, Any], model: Any) -> tuple[Callable[[], Any], str, int]:
    if not model.built or not getattr(model, "inputs", None):
        raise LookupError("This model has no shapes yet: call it on data first.")
    data = fitting(names, model)
    # Data to learn from comes with answers more often than any other.
    ordered = sorted(data, key=lambda item: "train" not in item["name"])
    name = ordered[0]["name"] if ordered else NOISE
    numbers = 1
    for side in tuple(model.inputs[0].shape)[1:]:
        numbers *= side or 1
    batch = max(1, min(_BATCH, _NUMBERS // numbers))
    rows = sample(names, model, name, 0, batch)
    batch = len(rows)
    answers = targets_of(names, name, int(names[name].shape[0])) if name else None
    if getattr(model, "optimizer", None) is not None and answers is not None:
        import numpy as np

        wanted = np.asarray(answers[:batch])
        return (lambda: model.train_on_batch(rows, wanted)), "train", batch
    return (lambda: model.predict_on_batch(rows)), "predict", batch


def _variables(model: Any) -> list[Any]:
    optimizer = getattr(model, "optimizer", None)
    found = [*model.variables, *(getattr(optimizer, "variables", None) or ())]
    found += getattr(model, "metrics_variables", None) or ()
    return list({id(variable): variable for variable in found}.values())


def _timed(step: Callable[[], Any]) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def _backend(model: Any) -> str:
    from p_vision import get_backend

    return str(getattr(model, "backend", None) or get_backend())
