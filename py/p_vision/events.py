"""What training is doing, as plain dictionaries that anyone may listen to.

A live chart, a test or a log subscribes here; `fit` and `evaluate` emit. Every event holds numbers,
strings, lists and dictionaries only, so it can be sent on as JSON.

=================  ==============================================================
event              further keys
=================  ==============================================================
fit_begin          fit, model, epochs, steps (None if unknown), metrics, backend
progress           fit, epoch (from 0), step, logs, ms_per_step; at most 20 a second
backend_choice     fit, model, backend, why ("small": training begins there and may move; "timed";
                   "failed"), milliseconds (of a step, by backend), problem
epoch_end          fit, epoch, logs (with `val_` values), seconds
fit_end            fit, stopped
evaluate_begin     model, steps
evaluate_end       model, logs
=================  ==============================================================
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision.notices import warn

__all__ = ["emit", "has_subscribers", "subscribe"]

Event = dict[str, Any]

_subscribers: list[Callable[[Event], object]] = []


def subscribe(callback: Callable[[Event], object]) -> Callable[[], None]:
    """Call `callback` with every event from now on.

    Args:
        callback: A function that takes one dictionary. If it raises, it is unsubscribed with a
            warning, and training goes on.

    Returns:
        A function without arguments that ends the subscription. Calling it twice is harmless.

    Example:
        >>> from p_vision import events
        >>> seen = []
        >>> unsubscribe = events.subscribe(seen.append)
        >>> events.emit({"event": "fit_end", "fit": 1, "stopped": False})
        >>> unsubscribe()
        >>> seen[0]["event"]
        'fit_end'
    """
    _subscribers.append(callback)

    def unsubscribe() -> None:
        if callback in _subscribers:
            _subscribers.remove(callback)

    return unsubscribe


def has_subscribers() -> bool:
    """Whether anyone listens, so that the work of making an event can be saved."""
    return bool(_subscribers)


def emit(event: Event) -> None:
    """Hand one event to every subscriber."""
    for callback in tuple(_subscribers):
        try:
            callback(event)
        except Exception as error:
            _subscribers.remove(callback)
            warn(
                f"A listener for training events raised {type(error).__name__}: {error}. "
                "It will not be called again."
            )
