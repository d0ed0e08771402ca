"""Shows a progress bar while training."""

from __future__ import annotations

from p_vision.callbacks.callback import Callback, Logs
from p_vision.progress import ProgressBar

__all__ = ["ProgbarLogger"]


class ProgbarLogger(Callback):
    """Prints the epoch and a progress bar; `fit(verbose=1)` adds one by itself.

    It reads `verbose`, `epochs` and `steps` from `self.params`.

    Reference: https://keras.io/api/callbacks/

    Example:
        >>> from p_vision.callbacks import ProgbarLogger
        >>> logger = ProgbarLogger()
        >>> logger.set_params({"verbose": 2, "epochs": 3, "steps": 10})
        >>> logger.on_train_begin()
        >>> logger.on_epoch_begin(0)
        Epoch 1/3
    """

    def __init__(self) -> None:
        super().__init__()
        self._bar: ProgressBar | None = None
        self._step = 0
        self._training = False

    @property
    def _verbose(self) -> int:
        return int(self.params.get("verbose", 1))

    def on_train_begin(self, logs: Logs | None = None) -> None:
        self._training = True

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        epochs = self.params.get("epochs", 1)
        if self._verbose and epochs > 1:
            print(f"Epoch {epoch + 1}/{epochs}")
        self._begin()

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        self._finish(logs)

    def on_train_end(self, logs: Logs | None = None) -> None:
        self._training = False

    def on_test_begin(self, logs: Logs | None = None) -> None:
        if not self._training:
            self._begin()

    def on_test_end(self, logs: Logs | None = None) -> None:
        if not self._training:
            self._finish(logs)

    def on_predict_begin(self, logs: Logs | None = None) -> None:
        self._begin()

    def on_predict_end(self, logs: Logs | None = None) -> None:
        self._finish({})

    def on_progress(self, step: int, logs: Logs) -> None:
        self._step = step
        if self._bar is not None:
            self._bar.update(step, logs)

    def _begin(self) -> None:
        self._step = 0
        self._bar = ProgressBar(self.params.get("steps"), self._verbose)

    def _finish(self, logs: Logs | None) -> None:
        if self._bar is not None:
            self._bar.update(self._step, logs or {}, final=True)
            self._bar = None
