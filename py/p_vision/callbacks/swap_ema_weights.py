"""Validates with the moving averages of the weights."""

from __future__ import annotations

from typing import Any

from p_vision.callbacks.callback import Callback, Logs
from p_vision.errors import ArgumentError

__all__ = ["SwapEMAWeights"]


class SwapEMAWeights(Callback):
    """Put the averages of an optimizer with `use_ema=True` into the model to validate.

    Args:
        swap_on_epoch: Swap before the end of each epoch too, so that what is saved then are the
            averages; place it before a `ModelCheckpoint`.

    Raises:
        ArgumentError: The optimizer keeps no averages.

    Reference: https://keras.io/api/callbacks/swap_ema_weights/

    Example:
        >>> from p_vision.callbacks import SwapEMAWeights
        >>> SwapEMAWeights().swap_on_epoch
        False
    """

    def __init__(self, swap_on_epoch: bool = False) -> None:
        super().__init__()
        self.swap_on_epoch = swap_on_epoch
        self._swapped = False

    def _pairs(self) -> list[tuple[Any, Any]]:
        optimizer = self.model.optimizer
        if not getattr(optimizer, "use_ema", False):
            raise ArgumentError(
                "SwapEMAWeights needs an optimizer that keeps averages, such as Adam(use_ema=True)."
            )
        return list(zip(optimizer._trainable_variables, optimizer._averages, strict=True))

    def _swap(self) -> None:
        for weight, average in self._pairs():
            kept = weight.numpy()
            weight.assign(average.value)
            average.assign(kept)
        self._swapped = not self._swapped

    def on_train_begin(self, logs: Logs | None = None) -> None:
        self._pairs()

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        if self._swapped:
            self._swap()

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        if self.swap_on_epoch and not self._swapped:
            self._swap()

    def on_test_begin(self, logs: Logs | None = None) -> None:
        if not self._swapped:
            self._swap()

    def on_test_end(self, logs: Logs | None = None) -> None:
        if self._swapped and not self.swap_on_epoch:
            self._swap()

    def on_train_end(self, logs: Logs | None = None) -> None:
        if self._swapped:
            self._swap()
