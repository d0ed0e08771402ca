"""Saves the model while it is trained."""

from __future__ import annotations

import os
from typing import Any

from p_vision.callbacks.callback import Callback, Logs
from p_vision.callbacks.monitor import Monitor
from p_vision.errors import ArgumentError
from p_vision.notices import warn

__all__ = ["ModelCheckpoint"]


class ModelCheckpoint(Callback):
    """Save the model, or its weights, after each epoch or every so many batches.

    Args:
        filepath: Where to; ends in `.keras`, or in `.weights.h5` with `save_weights_only`. May
            hold names in braces: `{epoch:02d}` and those of the logs, such as `{val_loss:.2f}`.
        monitor: Name of the metric that says which model is the best.
        verbose: 1 prints a line at each save.
        save_best_only: Save only when the metric has got better.
        save_weights_only: Save the weights, not the whole model.
        mode: `"min"`, `"max"` or `"auto"` (by the metric's name).
        save_freq: `"epoch"`, or a number of batches.
        initial_value_threshold: What the metric has to beat at first.

    Raises:
        ArgumentError: A file name with another ending, or another `save_freq`.

    Reference: https://keras.io/api/callbacks/model_checkpoint/

    Example:
        >>> from p_vision.callbacks import ModelCheckpoint
        >>> ModelCheckpoint("best.keras", save_best_only=True).filepath
        'best.keras'
    """

    def __init__(
        self,
        filepath: str | os.PathLike[str],
        monitor: str = "val_loss",
        verbose: int = 0,
        save_best_only: bool = False,
        save_weights_only: bool = False,
        mode: str = "auto",
        save_freq: str | int = "epoch",
        initial_value_threshold: float | None = None,
    ) -> None:
        super().__init__()
        self.filepath = os.fspath(filepath)
        ending = ".weights.h5" if save_weights_only else ".keras"
        if not self.filepath.endswith(ending):
            what = "save_weights_only=True" if save_weights_only else "a whole model"
            raise ArgumentError(
                f"The file name of ModelCheckpoint for {what} ends in '{ending}', but it is "
                f"'{self.filepath}'."
            )
        if save_freq != "epoch" and not (isinstance(save_freq, int) and save_freq > 0):
            raise ArgumentError(f"save_freq is 'epoch' or a number of batches, not {save_freq!r}.")
        self.monitor = monitor
        self.verbose = verbose
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq
        self._monitor = Monitor(monitor, mode)
        self.best = self._monitor.worst
        if initial_value_threshold is not None:
            self.best = initial_value_threshold
        self._epoch = 0
        self._batches = 0
        if save_freq != "epoch":
            # Only then: a hook on batches makes every batch come back by itself.
            self.on_train_batch_end = self._after_batch  # type: ignore[method-assign]

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        self._epoch = epoch

    def _after_batch(self, batch: int, logs: Logs | None = None) -> None:
        self._batches += 1
        if self._batches >= int(self.save_freq):
            self._batches = 0
            self._save(batch, logs)

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        if self.save_freq == "epoch":
            self._save(None, logs)

    def _save(self, batch: int | None, logs: Logs | None) -> None:
        path = self._path(batch, logs or {})
        if not self.save_best_only:
            self._say(f"saving model to {path}")
            self._write(path)
            return
        value = self._monitor.value(logs, "ModelCheckpoint")
        if value is None:
            return
        if not self._monitor.is_better(value, self.best):
            self._say(f"{self.monitor} did not improve from {self.best:.5f}")
            return
        self._say(
            f"{self.monitor} improved from {self.best:.5f} to {value:.5f}, saving model to {path}"
        )
        self.best = value
        self._write(path)

    def _say(self, text: str) -> None:
        if self.verbose:
            print(f"\nEpoch {self._epoch + 1}: {text}")

    def _path(self, batch: int | None, logs: dict[str, Any]) -> str:
        names: dict[str, Any] = {**logs, "epoch": self._epoch + 1}
        if batch is not None:
            names["batch"] = batch + 1
        try:
            return self.filepath.format(**names)
        except KeyError as missing:
            raise ArgumentError(
                f"The file name '{self.filepath}' of ModelCheckpoint asks for {missing}, but there "
                f"are only: {', '.join(names)}."
            ) from None

    def _write(self, path: str) -> None:
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        try:
            if self.save_weights_only:
                self.model.save_weights(path, overwrite=True)
            else:
                self.model.save(path, overwrite=True)
        except OSError as error:
            warn(f"ModelCheckpoint could not write {path}: {error}")
