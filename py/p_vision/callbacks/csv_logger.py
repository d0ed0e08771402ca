"""Writes the metrics of each epoch into a table."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Any

from p_vision.callbacks.callback import Callback, Logs

if TYPE_CHECKING:
    import csv

__all__ = ["CSVLogger"]


class CSVLogger(Callback):
    """Add a row with the metrics to a CSV file after each epoch.

    Args:
        filename: The file; its first row holds the names.
        separator: What stands between values.
        append: Go on with a file that is there; False starts it anew.

    Reference: https://keras.io/api/callbacks/csv_logger/

    Example:
        >>> from p_vision.callbacks import CSVLogger
        >>> CSVLogger("training.csv").filename
        'training.csv'
    """

    def __init__(
        self, filename: str | os.PathLike[str], separator: str = ",", append: bool = False
    ) -> None:
        super().__init__()
        self.filename = os.fspath(filename)
        self.separator = separator
        self.append = append
        self._file: IO[str] | None = None
        self._names: list[str] = []

    def on_train_begin(self, logs: Logs | None = None) -> None:
        there = self.append and os.path.exists(self.filename) and os.path.getsize(self.filename)
        self._file = open(  # noqa: SIM115 (it stays open while training)
            self.filename, "a" if self.append else "w", newline="", encoding="utf-8"
        )
        self._names = self._first_row() if there else []

    def _first_row(self) -> list[str]:
        import csv

        with open(self.filename, newline="", encoding="utf-8") as file:
            return next(csv.reader(file, delimiter=self.separator), [])

    def on_epoch_end(self, epoch: int, logs: Logs | None = None) -> None:
        if self._file is None:
            return
        values: dict[str, Any] = {"epoch": epoch, **(logs or {})}
        if not self._names:
            self._names = ["epoch", *sorted(logs or {})]
            self._writer().writeheader()
        self._writer().writerow({name: values.get(name, "NA") for name in self._names})
        self._file.flush()

    def _writer(self) -> csv.DictWriter[str]:
        import csv

        assert self._file is not None
        return csv.DictWriter(self._file, self._names, delimiter=self.separator)

    def on_train_end(self, logs: Logs | None = None) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
