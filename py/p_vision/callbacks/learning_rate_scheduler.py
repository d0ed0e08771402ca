"""Sets the learning rate of each epoch by a function."""

from __future__ import annotations

from collections.abc import Callable

from p_vision.callbacks.callback import Callback, Logs
from p_vision.errors import ArgumentError

__all__ = ["LearningRateScheduler"]


class LearningRateScheduler(Callback):
    """Before each epoch, ask `schedule` for the learning rate.

    Args:
        schedule: `schedule(epoch, learning_rate)` returns the new rate; `epoch` counts from 0.
            A function of `epoch` alone works too.
        verbose: 1 prints the rate of each epoch.

    Raises:
        TypeError: `schedule` returned something that is not a number.

    Reference: https://keras.io/api/callbacks/learning_rate_scheduler/

    Example:
        >>> from p_vision.callbacks import LearningRateScheduler
        >>> halve = LearningRateScheduler(lambda epoch, rate: rate / 2)
        >>> halve.schedule(0, 0.5)
        0.25
    """

    def __init__(self, schedule: Callable[..., float], verbose: int = 0) -> None:
        super().__init__()
        if not callable(schedule):
            raise ArgumentError(
                "LearningRateScheduler takes a function of the epoch, such as "
                f"lambda epoch: 0.1 * 0.9**epoch, not {schedule!r:.40}."
            )
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        rate = float(self.model.optimizer.learning_rate)
        new_rate = self._ask(epoch, rate)
        if not hasattr(new_rate, "__float__"):
            raise TypeError(
                "The schedule of LearningRateScheduler must return a number, "
                f"but for epoch {epoch} it returned {new_rate!r}."
            )
        self.model.optimizer.learning_rate = float(new_rate)
        if self.verbose:
            print(
                f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {new_rate}."
            )

    def _ask(self, epoch: int, rate: float) -> float:
        from inspect import Parameter, signature

        try:
            parameters = signature(self.schedule).parameters.values()
        except (TypeError, ValueError):
            return self.schedule(epoch, rate)
        positional = [
            item
            for item in parameters
            if item.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
        ]
        takes_both = len(positional) > 1 or any(
            item.kind is Parameter.VAR_POSITIONAL for item in parameters
        )
        return self.schedule(epoch, rate) if takes_both else self.schedule(epoch)

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        if logs is not None:
            logs["learning_rate"] = float(self.model.optimizer.learning_rate)
