"""A data set that makes its batches one by one."""

from __future__ import annotations

from typing import Any

__all__ = ["PyDataset"]


class PyDataset:
    """Base of data sets that do not fit into memory, or are made as they are needed.

    Subclass it with `__len__` (the number of batches) and `__getitem__(index)` (one batch:
    `x`, `(x, y)` or `(x, y, sample_weight)`). `on_epoch_end` is called after every epoch.

    Args:
        workers: Accepted for Keras's sake; batches are made in the thread that trains.
        use_multiprocessing: Accepted for Keras's sake.
        max_queue_size: Accepted for Keras's sake.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> from p_vision.utils import PyDataset
        >>> class Squares(PyDataset):
        ...     def __len__(self):
        ...         return 3
        ...     def __getitem__(self, index):
        ...         return [[float(index)]], [[float(index**2)]]
        >>> Squares()[2]
        ([[2.0]], [[4.0]])
    """

    def __init__(
        self, workers: int = 1, use_multiprocessing: bool = False, max_queue_size: int = 10
    ) -> None:
        self.workers = workers
        self.use_multiprocessing = use_multiprocessing
        self.max_queue_size = max_queue_size

    def __getitem__(self, index: int) -> Any:
        """Return batch number `index`."""
        raise NotImplementedError(f"{type(self).__name__} needs a __getitem__(self, index).")

    def __len__(self) -> int:
        """Return the number of batches."""
        raise NotImplementedError(f"{type(self).__name__} needs a __len__(self).")

    @property
    def num_batches(self) -> int | None:
        """The number of batches of an epoch."""
        return len(self)

    def on_epoch_begin(self) -> None:
        """Called before every epoch."""

    def on_epoch_end(self) -> None:
        """Called after every epoch."""
