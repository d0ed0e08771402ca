"""The base of all callbacks: hooks that `fit`, `evaluate` and `predict` call on the way."""

from __future__ import annotations

from typing import Any, Self

from p_vision.keywords import check_keywords

__all__ = ["Callback", "Logs"]

Logs = dict[str, float]


class Callback:
    """Something that is told about each stage of training and may look at or change the model.

    Override the hooks you need. Inside a hook, `self.model` is the model and `self.params` a
    dictionary with `epochs`, `steps` and `verbose`.

    Overriding one of the `on_..._batch_...` hooks makes training report after every single batch.
    Without them several batches are computed in one go, which is faster.

    Setting `self.model.stop_training = True` ends `fit` after the current batch.

    Reference: https://keras.io/api/callbacks/base_callback/

    Example:
        >>> from p_vision.callbacks import Callback
        >>> class PrintLoss(Callback):
        ...     def on_epoch_end(self, epoch, logs=None):
        ...         print(f"epoch {epoch}: loss {logs['loss']:.2f}")
        >>> PrintLoss().on_epoch_end(0, {"loss": 0.25})
        epoch 0: loss 0.25
    """

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Suggest the right name for a misspelled argument."""
        if kwargs and cls.__module__.startswith("p_vision."):
            check_keywords(cls.__init__, kwargs, cls.__name__)
        return super().__new__(cls)

    def __init__(self) -> None:
        self.params: dict[str, Any] = {}
        self._model: Any = None

    @property
    def model(self) -> Any:
        """The model that is being trained, evaluated or used to predict."""
        return getattr(self, "_model", None)

    def set_params(self, params: dict[str, Any]) -> None:
        """Receive `epochs`, `steps` and `verbose` before the first hook is called."""
        self.params = params

    def set_model(self, model: Any) -> None:
        """Receive the model before the first hook is called."""
        self._model = model

    def on_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        """Older name of `on_train_batch_begin`."""

    def on_batch_end(self, batch: int, logs: Logs | None = None) -> None:
        """Older name of `on_train_batch_end`."""

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        """Called before epoch `epoch` (counted from 0)."""

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        """Called after epoch `epoch`; `logs` holds the metrics, of validation as `val_...`."""

    def on_train_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        """Called before batch `batch` of the epoch (counted from 0)."""
        self.on_batch_begin(batch, logs)

    def on_train_batch_end(self, batch: int, logs: Logs | None = None) -> None:
        """Called after batch `batch`; `logs` holds the epoch's loss and metrics so far."""
        self.on_batch_end(batch, logs)

    def on_test_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        """Called before a batch of `evaluate` or of the validation in `fit`."""

    def on_test_batch_end(self, batch: int, logs: Logs | None = None) -> None:
        """Called after a batch of `evaluate` or of the validation in `fit`."""

    def on_predict_batch_begin(self, batch: int, logs: Logs | None = None) -> None:
        """Called before a batch of `predict`."""

    def on_predict_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Called after a batch of `predict`; `logs["outputs"]` is what the model gave."""

    def on_train_begin(self, logs: Logs | None = None) -> None:
        """Called once when `fit` starts."""

    def on_train_end(self, logs: Logs | None = None) -> None:
        """Called once when `fit` ends, also when it was stopped by hand."""

    def on_test_begin(self, logs: Logs | None = None) -> None:
        """Called when `evaluate`, or a validation in `fit`, starts."""

    def on_test_end(self, logs: Logs | None = None) -> None:
        """Called when `evaluate`, or a validation in `fit`, ends."""

    def on_predict_begin(self, logs: Logs | None = None) -> None:
        """Called when `predict` starts."""

    def on_predict_end(self, logs: Logs | None = None) -> None:
        """Called when `predict` ends."""

    def on_progress(self, step: int, logs: Logs) -> None:
        """Called when new numbers have come back: after `step` batches of the current epoch.

        Not in Keras. It costs nothing extra: several batches may lie between two calls.
        """
