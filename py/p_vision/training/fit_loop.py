"""The loop over epochs behind `Model.fit`."""

from __future__ import annotations

import itertools
import math
import time
from typing import Any

from p_vision import engine, events
from p_vision.callbacks import CallbackList, History, ProgbarLogger, TerminateOnNaN
from p_vision.callbacks.callback import Logs
from p_vision.callbacks.named_numbers import NamedNumbers
from p_vision.errors import NotFiniteError, ShapeError
from p_vision.notices import warn
from p_vision.training.diagnosis import explain_bad_loss
from p_vision.training.epoch import Epoch
from p_vision.training.freezing import warn_if_all_frozen
from p_vision.training.hints import hint_at_averages
from p_vision.training.sources import ArraySource, StreamSource

__all__ = ["FitLoop"]

_SECONDS_BETWEEN_SNAPSHOTS = 10.0
_SECONDS_BETWEEN_EPOCH_SNAPSHOTS = 2.0
_SECONDS_BETWEEN_EVENTS = 0.05

_fit_numbers = itertools.count(1)


class FitLoop:
    """Trains a model for some epochs.

    Args:
        model: The compiled model.
        source: Training data.
        validation: Validation data, or None.
        validation_freq: Validate every so many epochs, or after the epochs listed.
        epochs: The number of the last epoch.
        initial_epoch: Epochs to skip, as done in an earlier call.
        verbose: 0, 1 or 2.
        callbacks: What the user passed.
        trial: The search for the faster backend, or None.
    """

    def __init__(
        self,
        model: Any,
        source: ArraySource | StreamSource,
        validation: ArraySource | StreamSource | None,
        validation_freq: int | list[int],
        epochs: int,
        initial_epoch: int,
        verbose: int,
        callbacks: Any,
        trial: Any = None,
    ) -> None:
        self._model = model
        self._trial = trial
        self._source = source
        self._validation = validation
        self._validation_freq = validation_freq
        self._epochs = epochs
        self._initial_epoch = initial_epoch
        if isinstance(callbacks, CallbackList):
            self._callbacks = callbacks
        else:
            self._callbacks = CallbackList(
                callbacks,
                add_history=True,
                model=model,
                verbose=verbose,
                epochs=epochs,
                steps=source.steps,
            )
            if verbose and not any(
                isinstance(item, ProgbarLogger) for item in self._callbacks.callbacks
            ):
                logger = ProgbarLogger()
                logger.set_params(self._callbacks.params)
                logger.set_model(model)
                self._callbacks.append(logger)
        self._number = next(_fit_numbers)
        if trial is not None:
            trial.fit = self._number
        self._epoch = initial_epoch
        self._epoch_start = 0.0
        self._last_event = float("-inf")
        self._last_snapshot = time.perf_counter()
        self._warned_bad_loss = False
        self._last_logs: Logs = {}

    def run(self) -> History:
        """Train; returns the history, also kept as `model.history`."""
        model, callbacks = self._model, self._callbacks
        model.stop_training = False
        history = callbacks.history or History()
        model.history = history
        events.emit(
            {
                "event": "fit_begin",
                "fit": self._number,
                "model": model.name,
                "epochs": self._epochs,
                "steps": self._source.steps,
                "metrics": model.metrics_names,
                "backend": engine.default().name,
            }
        )
        warn_if_all_frozen(model)
        finished = False
        # What an engine that must be started again in the first epoch goes back to.
        self._snapshot(float("-inf"))
        model._initial_epoch = self._initial_epoch
        callbacks.on_train_begin()
        # A callback that took up an earlier training says where to go on.
        self._initial_epoch = model._initial_epoch
        try:
            for epoch in range(self._initial_epoch, self._epochs):
                if not self._run_epoch(epoch) or model.stop_training:
                    break
            if self._epochs > self._initial_epoch and model.optimizer is not None:
                model.optimizer.finalize_variable_values(model.trainable_weights)
            finished = True
            hint_at_averages(model)
        finally:
            try:
                callbacks.on_train_end(dict(self._last_logs))
            finally:
                events.emit({"event": "fit_end", "fit": self._number, "stopped": not finished})
        return history

    def _run_epoch(self, epoch: int) -> bool:
        """Train one epoch; False when there is no more data."""
        model, callbacks = self._model, self._callbacks
        self._epoch = epoch
        self._epoch_start = time.perf_counter()
        model._recorder.reset_metrics()
        callbacks.on_epoch_begin(epoch, {})
        train = Epoch(
            model._recorder,
            "train",
            self._source,
            callbacks,
            self._report,
            lambda: bool(model.stop_training),
            None if self._trial is None else self._trial.begin,
        )
        logs = NamedNumbers(train.run())
        if train.steps == 0:
            self._warn_no_data(epoch)
            return False
        if self._source.steps is None:
            self._source.steps = train.steps
            callbacks.params["steps"] = train.steps
        self._source.end_epoch()
        if self._validation is not None and self._validates(epoch):
            values = model._evaluate_source(self._validation, callbacks)
            logs.update({f"val_{name}": value for name, value in values.items()})
        self._last_logs = logs
        seconds = time.perf_counter() - self._epoch_start
        callbacks.on_epoch_end(epoch, logs)
        self._snapshot(_SECONDS_BETWEEN_EPOCH_SNAPSHOTS)
        events.emit(
            {
                "event": "epoch_end",
                "fit": self._number,
                "epoch": epoch,
                "logs": dict(logs),
                "seconds": seconds,
            }
        )
        return True

    def _report(self, step: int, logs: Logs) -> None:
        self._callbacks.on_progress(step, logs)
        now = time.perf_counter()
        loss = logs.get("loss")
        if loss is not None and not math.isfinite(loss) and not self._warned_bad_loss:
            self._warned_bad_loss = True
            text = explain_bad_loss(loss, self._epoch, step, self._source)
            if not any(isinstance(item, TerminateOnNaN) for item in self._callbacks.callbacks):
                raise NotFiniteError(text)
            warn(text)
        if self._trial is not None:
            per_epoch = self._source.steps or math.inf
            done = step + (self._epoch - self._initial_epoch) * (self._source.steps or 0)
            self._trial.after_steps(done, per_epoch * (self._epochs - self._initial_epoch))
        self._snapshot(_SECONDS_BETWEEN_SNAPSHOTS)
        if events.has_subscribers() and now - self._last_event >= _SECONDS_BETWEEN_EVENTS:
            self._last_event = now
            events.emit(
                {
                    "event": "progress",
                    "fit": self._number,
                    "epoch": self._epoch,
                    "step": step,
                    "logs": dict(logs),
                    "ms_per_step": (now - self._epoch_start) / max(step, 1) * 1e3,
                }
            )

    def _snapshot(self, seconds: float) -> None:
        now = time.perf_counter()
        if now - self._last_snapshot > seconds:
            engine.snapshot(engine.default())
            self._last_snapshot = time.perf_counter()

    def _validates(self, epoch: int) -> bool:
        if isinstance(self._validation_freq, int):
            return (epoch + 1) % self._validation_freq == 0
        return epoch + 1 in self._validation_freq

    def _warn_no_data(self, epoch: int) -> None:
        if epoch == self._initial_epoch:
            raise ShapeError("x gave no batches: the generator is empty or was used up before.")
        warn(
            f"The data ran out after epoch {epoch}: the generator gave no more batches. "
            "Training ends here. Let it loop for ever and pass steps_per_epoch, "
            "or pass a PyDataset."
        )
