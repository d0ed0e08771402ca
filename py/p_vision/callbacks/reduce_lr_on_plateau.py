"""Lowers the learning rate when a metric has stopped getting better."""

from __future__ import annotations

from p_vision.callbacks.callback import Callback, Logs
from p_vision.callbacks.monitor import Monitor
from p_vision.errors import ArgumentError
from p_vision.notices import warn

__all__ = ["ReduceLROnPlateau"]


class ReduceLROnPlateau(Callback):
    """Multiply the learning rate by `factor` after `patience` epochs without improvement.

    Args:
        monitor: Name of the metric.
        factor: What the learning rate is multiplied by; below 1.
        patience: Epochs without improvement before the rate is lowered.
        verbose: 1 prints a line at each change.
        mode: `"min"`, `"max"` or `"auto"` (by the metric's name).
        min_delta: Smaller changes do not count as improvement.
        cooldown: Epochs to wait after a change before watching again.
        min_lr: The rate never goes below this.

    Raises:
        ArgumentError: `factor` is 1 or more.

    Reference: https://keras.io/api/callbacks/reduce_lr_on_plateau/

    Example:
        >>> from p_vision.callbacks import ReduceLROnPlateau
        >>> ReduceLROnPlateau(factor=0.5, patience=2).factor
        0.5
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        factor: float = 0.1,
        patience: int = 10,
        verbose: int = 0,
        mode: str = "auto",
        min_delta: float = 1e-4,
        cooldown: int = 0,
        min_lr: float = 0.0,
    ) -> None:
        super().__init__()
        if factor >= 1.0:
            raise ArgumentError(
                f"factor must be below 1, but is {factor}: 0.1 makes the rate ten times smaller."
            )
        self.monitor = monitor
        self.factor = factor
        self.patience = patience
        self.verbose = verbose
        self.cooldown = cooldown
        self.min_lr = min_lr
        self._monitor = Monitor(monitor, mode, min_delta)
        self._restart()

    def _restart(self) -> None:
        self.best = self._monitor.worst
        self.wait = 0
        self.cooldown_counter = 0

    def on_train_begin(self, logs: Logs | None = None) -> None:
        self._restart()

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        logs = {} if logs is None else logs
        rate = float(self.model.optimizer.learning_rate)
        value = self._monitor.value(logs, "ReduceLROnPlateau")
        logs["learning_rate"] = rate
        if value is None:
            return
        if self.cooldown_counter > 0:
            self.cooldown_counter -= 1
            self.wait = 0
        if self._monitor.is_better(value, self.best):
            self.best = value
            self.wait = 0
        elif self.cooldown_counter <= 0:
            self.wait += 1
            if self.wait >= self.patience:
                self._lower(epoch, rate)

    def _lower(self, epoch: int, rate: float) -> None:
        if rate <= self.min_lr:
            return
        new_rate = max(rate * self.factor, self.min_lr)
        try:
            self.model.optimizer.learning_rate = new_rate
        except (TypeError, ValueError) as error:
            warn(f"ReduceLROnPlateau cannot set the learning rate: {error}")
            return
        if self.verbose:
            print(f"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {new_rate}.")
        self.cooldown_counter = self.cooldown
        self.wait = 0
