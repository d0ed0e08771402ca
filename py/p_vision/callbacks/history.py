"""Keeps loss and metrics of every epoch."""

from __future__ import annotations

from p_vision.callbacks.callback import Callback, Logs
from p_vision.callbacks.named_numbers import NamedNumbers

__all__ = ["History"]


class History(Callback):
    """The record that `fit` returns: one list of numbers for each metric.

    Attributes:
        history: Dictionary from the name of a metric to its value after each epoch; values on
            validation data have names that start with `val_`.
        epoch: The numbers of the epochs, counted from 0.
        partial: Loss and metrics of an epoch that was stopped in the middle, else empty.
        params: `epochs`, `steps`, `verbose` of the `fit` call.

    Reference: https://keras.io/api/callbacks/

    Example:
        >>> from p_vision.callbacks import History
        >>> history = History()
        >>> history.on_train_begin()
        >>> history.on_epoch_end(0, {"loss": 1.5})
        >>> history.on_epoch_end(1, {"loss": 1.0})
        >>> history.history, history.epoch
        ({'loss': [1.5, 1.0]}, [0, 1])
    """

    def __init__(self) -> None:
        super().__init__()
        self.history: dict[str, list[float]] = NamedNumbers()
        self.epoch: list[int] = []
        self.partial: Logs = {}

    def on_train_begin(self, logs: Logs | None = None) -> None:
        self.epoch = []
        self.partial = {}

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        self.epoch.append(epoch)
        self.partial = {}
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
        if self.model is not None:
            self.model.history = self

    def on_progress(self, step: int, logs: Logs) -> None:
        self.partial = logs

    def __repr__(self) -> str:
        epochs = len(self.epoch)
        last = ", ".join(
            f"{name}: {values[-1]:.4f}" for name, values in self.history.items() if values
        )
        return (
            f"<History of {epochs} epoch{'' if epochs == 1 else 's'}{': ' + last if last else ''}>"
        )
