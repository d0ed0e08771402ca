"""Goes on with a training that was broken off."""

from __future__ import annotations

import json
import os

from p_vision.callbacks.callback import Callback, Logs
from p_vision.errors import ArgumentError

__all__ = ["BackupAndRestore"]


class BackupAndRestore(Callback):
    """Keep a copy of weights and optimizer in a folder; the next `fit` goes on from it.

    The copy is made after each epoch and removed when training has come to its end.

    Args:
        backup_dir: The folder.
        save_freq: `"epoch"`, or a number of batches.
        double_checkpoint: Keep the copy before the last one too.
        delete_checkpoint: Remove the folder when training has come to its end.

    Raises:
        ArgumentError: No folder, or another `save_freq`.

    Reference: https://keras.io/api/callbacks/backup_and_restore/

    Example:
        >>> from p_vision.callbacks import BackupAndRestore
        >>> BackupAndRestore("backup").backup_dir
        'backup'
    """

    def __init__(
        self,
        backup_dir: str | os.PathLike[str],
        save_freq: str | int = "epoch",
        double_checkpoint: bool = False,
        delete_checkpoint: bool = True,
    ) -> None:
        super().__init__()
        self.backup_dir = os.fspath(backup_dir)
        if not self.backup_dir:
            raise ArgumentError("backup_dir of BackupAndRestore is empty: give it a folder.")
        if save_freq != "epoch" and not (isinstance(save_freq, int) and save_freq > 0):
            raise ArgumentError(f"save_freq is 'epoch' or a number of batches, not {save_freq!r}.")
        self.save_freq = save_freq
        self.double_checkpoint = double_checkpoint
        self.delete_checkpoint = delete_checkpoint
        self._epoch = 0
        self._batches = 0
        if save_freq != "epoch":
            self.on_train_batch_end = self._after_batch  # type: ignore[method-assign]

    @property
    def _weights(self) -> str:
        return os.path.join(self.backup_dir, "latest.weights.h5")

    @property
    def _metadata(self) -> str:
        return os.path.join(self.backup_dir, "training_metadata.json")

    def on_train_begin(self, logs: Logs | None = None) -> None:
        if not os.path.exists(self._metadata):
            return
        with open(self._metadata, encoding="utf-8") as file:
            self._epoch = int(json.load(file)["epoch"])
        self.model.load_weights(self._weights)
        self.model._initial_epoch = self._epoch

    def on_epoch_begin(self, epoch: int, logs: Logs | None = None) -> None:
        self._epoch = epoch

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        self._epoch = epoch + 1
        if self.save_freq == "epoch":
            self._save()

    def _after_batch(self, batch: int, logs: Logs | None = None) -> None:
        self._batches += 1
        if self._batches >= int(self.save_freq):
            self._batches = 0
            self._save()

    def _save(self) -> None:
        os.makedirs(self.backup_dir, exist_ok=True)
        if self.double_checkpoint and os.path.exists(self._weights):
            os.replace(self._weights, self._weights.replace("latest", "previous"))
        self.model.save_weights(self._weights, overwrite=True)
        with open(self._metadata, "w", encoding="utf-8") as file:
            json.dump({"epoch": self._epoch, "batch": 0}, file)

    def on_train_end(self, logs: Logs | None = None) -> None:
        import shutil  # brings the archive formats along, which a start should not pay for

        finished = self._epoch >= int(self.params.get("epochs") or 0) or self.model.stop_training
        if self.delete_checkpoint and finished:
            shutil.rmtree(self.backup_dir, ignore_errors=True)
