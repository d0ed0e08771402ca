"""Ends training when the loss is no longer a number."""

from __future__ import annotations

import math

from p_vision.callbacks.callback import Callback, Logs
from p_vision.errors import NotFiniteError

__all__ = ["TerminateOnNaN"]


class TerminateOnNaN(Callback):
    """Stop `fit` as soon as the loss is seen to be nan or infinite.

    Args:
        raise_error: Raise an error in place of just stopping.

    Raises:
        NotFiniteError: The loss is no number any more, with `raise_error`.

    Reference: https://keras.io/api/callbacks/terminate_on_nan/

    Example:
        >>> from p_vision.callbacks import TerminateOnNaN
        >>> callback = TerminateOnNaN()
    """

    def __init__(self, raise_error: bool = False) -> None:
        super().__init__()
        self.raise_error = raise_error

    def on_progress(self, step: int, logs: Logs) -> None:
        loss = logs.get("loss")
        if loss is not None and not math.isfinite(loss):
            if self.raise_error:
                raise NotFiniteError(
                    f"The loss became {loss} by batch {step - 1}. Lower the learning rate, or "
                    "scale x."
                )
            print(f"\nBatch {step - 1}: Invalid loss, terminating training")
            self.model.stop_training = True
