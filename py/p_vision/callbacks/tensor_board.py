"""Accepted so that scripts run: the page draws the curves itself."""

from __future__ import annotations

from typing import Any

from p_vision.callbacks.callback import Callback, Logs
from p_vision.notices import warn

__all__ = ["TensorBoard"]


class TensorBoard(Callback):
    """Writes nothing, and says so once; `fit` returns all curves in its history.

    Args:
        log_dir: Where Keras would write.
        histogram_freq: Accepted for Keras.
        write_graph: Accepted for Keras.
        write_images: Accepted for Keras.
        write_steps_per_second: Accepted for Keras.
        update_freq: Accepted for Keras.
        profile_batch: Accepted for Keras.
        embeddings_freq: Accepted for Keras.
        embeddings_metadata: Accepted for Keras.

    Reference: https://keras.io/api/callbacks/tensorboard/

    Example:
        >>> from p_vision.callbacks import TensorBoard
        >>> TensorBoard("logs").log_dir
        'logs'
    """

    def __init__(
        self,
        log_dir: Any = "logs",
        histogram_freq: int = 0,
        write_graph: bool = True,
        write_images: bool = False,
        write_steps_per_second: bool = False,
        update_freq: Any = "epoch",
        profile_batch: Any = 0,
        embeddings_freq: int = 0,
        embeddings_metadata: Any = None,
    ) -> None:
        super().__init__()
        self.log_dir = log_dir
        self._said = False

    def on_train_begin(self, logs: Logs | None = None) -> None:
        if not self._said:
            self._said = True
            warn(
                "TensorBoard's files are not written here. The curves are in what fit() returns "
                "(history.history); CSVLogger writes them to a file."
            )
