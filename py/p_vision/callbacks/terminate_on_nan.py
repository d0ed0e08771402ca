"""Ends training when the loss is no longer a number."""

from __future__ import annotations

import math

from p_vision.callbacks.callback import Callback, Logs

__all__ = ["TerminateOnNaN"]


class TerminateOnNaN(Callback):
    """Stop `fit` as soon as the loss is seen to be nan or infinite.

    Reference: https://keras.io/api/callbacks/terminate_on_nan/

    Example:
        >>> from p_vision.callbacks import TerminateOnNaN
        >>> callback = TerminateOnNaN()
    """

    def on_progress(self, step: int, logs: Logs) -> None:
        loss = logs.get("loss")
        if loss is not None and not math.isfinite(loss):
            print(f"\nBatch {step - 1}: Invalid loss, terminating training")
            self.model.stop_training = True
