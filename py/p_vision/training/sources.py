"""Where batches come from: arrays in memory, or something that yields them one by one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from p_vision.errors import ArgumentError, DtypeError, ShapeError
from p_vision.training.class_weights import weights_for_classes
from p_vision.training.samples import Samples, samples_from
from p_vision.training.structure import flatten, map_structure, structure_of

__all__ = ["ArraySource", "Batch", "Nesting", "StreamSource", "host_structure", "is_stream"]


@dataclass(frozen=True)
class Batch:
    """Inputs, targets and weights of some samples: nestings of samples, or None."""

    x: Any
    y: Any = None
    sample_weight: Any = None

    @property
    def leaves(self) -> list[Samples]:
        """All arrays in a fixed order."""
        return flatten((self.x, self.y, self.sample_weight))

    @property
    def structure(self) -> Any:
        """The nesting of x, y and sample_weight."""
        return structure_of((self.x, self.y, self.sample_weight))

    @property
    def size(self) -> int:
        """The number of samples."""
        return self.leaves[0].rows

    def map(self, function: Callable[[Samples], Samples]) -> Batch:
        """The same nesting with every array replaced."""
        return Batch(
            map_structure(function, self.x),
            map_structure(function, self.y),
            map_structure(function, self.sample_weight),
        )


class Nesting(NamedTuple):
    """How many inputs and outputs a model has; None where it is not known."""

    inputs: int | None = None
    outputs: int | None = None


def host_structure(value: Any, name: str, count: int | None) -> Any:
    """Take x, y or sample_weight as the user gave it.

    Args:
        value: An array, a list, or (for models with several inputs or outputs) a list or
            dictionary of arrays.
        name: What it is called in error messages.
        count: How many arrays belong together: with 1 a list holds samples, with more it holds
            as many arrays; None when that is not known.
    """
    if value is None:
        return None
    if isinstance(value, Samples):
        return value
    if isinstance(value, Mapping):
        return {key: host_structure(part, f"{name}[{key!r}]", 1) for key, part in value.items()}
    if isinstance(value, (list, tuple)) and value:
        apart = count is not None and count > 1 and len(value) == count
        if apart and all(part is None or not _is_number(part) for part in value):
            return [
                None if part is None else host_structure(part, f"{name}[{i}]", 1)
                for i, part in enumerate(value)
            ]
    if isinstance(value, (list, tuple)) and value and all(_has_axes(part) for part in value):
        if count != 1 or isinstance(value[0], Samples):
            return [samples_from(part, f"{name}[{i}]") for i, part in enumerate(value)]
        import numpy

        rows = [numpy.asarray(part) for part in value]
        for index, row in enumerate(rows):
            if row.shape != rows[0].shape:
                raise ShapeError(
                    f"Row {index} of {name} has shape {row.shape}, row 0 has {rows[0].shape}; "
                    "all rows need the same shape."
                )
        return samples_from(
            rows[0] if len(rows) == 1 and rows[0].ndim > 1 else numpy.stack(rows), name
        )
    return samples_from(value, name)


def _is_number(value: Any) -> bool:
    return isinstance(value, (bool, int, float))


def _has_axes(value: Any) -> bool:
    if isinstance(value, Samples):
        return True
    shape = getattr(value, "shape", None)
    return shape is not None and len(shape) > 0


def is_stream(value: Any) -> bool:
    """Whether a value yields batches, rather than being data itself."""
    if isinstance(value, Samples):
        return False
    if isinstance(value, (list, tuple)):
        return bool(value) and all(
            isinstance(part, tuple)
            and len(part) in (2, 3)
            and all(isinstance(piece, (list, dict)) or _has_axes(piece) for piece in part)
            for part in value
        )
    if isinstance(value, (array, str, bytes, bytearray, memoryview, Mapping)):
        return False
    if hasattr(value, "__array__") or hasattr(value, "__array_interface__"):
        return False
    return (
        hasattr(value, "__next__")
        or hasattr(value, "__iter__")
        or (hasattr(value, "__getitem__") and hasattr(value, "__len__"))
    )


class ArraySource:
    """All samples lie in memory.

    Args:
        data: All samples.
        batch_size: Samples of a batch; the last one of an epoch may be smaller.
        shuffle: A function that gives a new order for `n` samples, or None to keep the order.
        steps: Stop the epoch after this many batches; the next one goes on with the rows that
            follow, and from the beginning after the last.
    """

    def __init__(
        self,
        data: Batch,
        batch_size: int,
        shuffle: Callable[[int], array[int]] | None = None,
        steps: int | None = None,
    ) -> None:
        self.data = data
        self.batch_size = min(batch_size, data.size)
        self._shuffle = shuffle
        whole = -(-data.size // self.batch_size)
        self.steps: int = whole if steps is None else min(steps, whole)
        #: Samples of an epoch.
        self.rows = data.size if self.steps == whole else self.steps * self.batch_size
        self._in_order: array[int] | None = None
        self._waiting: array[int] = array("i")

    def order(self) -> array[int]:
        """The samples of the next epoch in their order, as 32-bit numbers."""
        if self.rows == self.data.size:
            return self._whole_order()
        while len(self._waiting) < self.rows:
            self._waiting += self._whole_order()
        chosen = self._waiting[: self.rows]
        self._waiting = self._waiting[self.rows :]
        return chosen

    def _whole_order(self) -> array[int]:
        if self._shuffle is not None:
            return self._shuffle(self.data.size)
        if self._in_order is None:
            self._in_order = array("i", range(self.data.size))
        return self._in_order

    def batches(self) -> Iterator[Batch]:
        """The batches of one epoch, copied together one by one."""
        plain = self._shuffle is None and self.rows == self.data.size
        order = None if plain else self.order()
        for step in range(self.steps):
            start = step * self.batch_size
            stop = min(start + self.batch_size, self.rows)
            if order is None:
                yield self.data.map(lambda leaf: leaf.slice(start, stop))  # noqa: B023
            else:
                chosen = order[start:stop]
                yield self.data.map(lambda leaf: leaf.gather(chosen))  # noqa: B023

    def end_epoch(self) -> None:
        """Nothing to do between epochs."""


class StreamSource:
    """Batches come one by one from a generator, a `PyDataset`, a list or another iterable.

    Args:
        stream: Yields `x`, `(x, y)` or `(x, y, sample_weight)`.
        steps: Batches of an epoch; None takes all there are.
        prepare: Turns what was yielded into a batch.
        repeat: Give the same batches in every epoch, as validation does.
        shuffle: A function that gives a new order for `n` batches, where they are asked for by
            their number; None keeps the order.
    """

    def __init__(
        self,
        stream: Any,
        steps: int | None,
        prepare: Callable[[Any, Any, Any], Batch],
        repeat: bool = False,
        shuffle: Callable[[int], array[int]] | None = None,
    ) -> None:
        self._shuffle = shuffle
        self._stream = stream
        self._prepare = prepare
        #: What a generator gave in the first epoch: it cannot be asked for it again.
        self._kept: list[Any] | None = [] if repeat and hasattr(stream, "__next__") else None
        self._repeat = repeat
        self._rewound = False
        self._iterator: Iterator[Any] | None = None
        self.exhausted = False
        self._length: int | None = None
        if not hasattr(stream, "__next__") and hasattr(stream, "__len__"):
            self._length = len(stream)
            if self._length == 0:
                raise ShapeError("The data set has no batches: its length is 0.")
        self.steps = steps if steps is not None else self._length
        self._explicit_steps = steps is not None

    def batches(self) -> Iterator[Batch]:
        """The batches of one epoch."""
        if self._iterator is None:
            self._iterator = self._start()
        given = 0
        while self.steps is None or given < self.steps:
            try:
                item = next(self._iterator)
            except StopIteration:
                if given == 0:
                    self.exhausted = True
                again = self._repeat or not hasattr(self._stream, "__next__")
                self._iterator = None if again else self._iterator
                return
            if self._kept is not None and not self._rewound:
                self._kept.append(item)
            yield self._prepare(*_parts(item))
            given += 1
        if self._repeat or not self._explicit_steps:
            self._iterator = None

    def end_epoch(self) -> None:
        """Tell the data set that an epoch is over."""
        hook = getattr(self._stream, "on_epoch_end", None)
        if hook is not None:
            hook()

    def _start(self) -> Iterator[Any]:
        if self._kept:
            self._rewound = True
            return iter(self._kept)
        hook = getattr(self._stream, "on_epoch_begin", None)
        if hook is not None:
            hook()
        if hasattr(self._stream, "host_batches"):
            found: Iterator[Any] = self._stream.host_batches()
            return found
        if isinstance(self._stream, Iterable):
            return iter(self._stream)
        count = self._length or 0
        order = range(count) if self._shuffle is None else self._shuffle(count)
        return (self._stream[int(index)] for index in order)


def _parts(item: Any) -> tuple[Any, Any, Any]:
    if not isinstance(item, (tuple, list)) or (isinstance(item, list) and len(item) > 3):
        return item, None, None
    if not 1 <= len(item) <= 3:
        raise ArgumentError(
            f"A batch should be x, (x, y) or (x, y, sample_weight), but has {len(item)} parts."
        )
    x, y, weight = (*item, None, None)[:3]
    return x, y, weight


def weighted(batch: Batch, class_weight: Mapping[int, float] | None) -> Batch:
    """The batch with the weights of its classes put into `sample_weight`."""
    if class_weight is None:
        return batch
    if not isinstance(batch.y, Samples):
        raise DtypeError("class_weight needs one array of classes as y.")
    weights = weights_for_classes(batch.y, class_weight, batch.sample_weight)
    return Batch(batch.x, batch.y, weights)
