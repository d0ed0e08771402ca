"""Batches that are made when they are needed, with the few methods scripts use of tf.data."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from p_vision import ops, tracing
from p_vision.training.py_dataset import PyDataset

__all__ = ["BatchedDataset"]

Elements = Callable[[], Iterator[Any]]


class BatchedDataset(PyDataset):
    """Elements one after the other, as `image_dataset_from_directory` and its like return them.

    `fit`, `evaluate` and `predict` take it; a `for` loop gives tensors, or nestings of them.

    Args:
        elements: Called for each pass over the data; gives numpy arrays, or tuples of them.
        length: How many elements a pass has.
        class_names: The names of the classes, where the data has some.
        file_paths: The files the data comes from.

    Example:
        >>> import numpy
        >>> data = BatchedDataset(lambda: iter([numpy.ones(2), numpy.zeros(2)]), 2)
        >>> [element.tolist() for element in data.take(1)]
        [[1.0, 1.0]]
    """

    def __init__(
        self,
        elements: Elements,
        length: int,
        class_names: list[str] | None = None,
        file_paths: list[str] | None = None,
    ) -> None:
        super().__init__()
        self._elements = elements
        self._length = length
        self.class_names = class_names
        self.file_paths = file_paths

    def __len__(self) -> int:
        """Return how many elements a pass has."""
        return self._length

    def __iter__(self) -> Iterator[Any]:
        for element in self._elements():
            yield tracing.map_leaves(_tensor, element)

    def __getitem__(self, index: int) -> Any:
        """Return element `index`, made by going through those before it."""
        return next(itertools.islice(self._elements(), index, None))

    def host_batches(self) -> Iterator[Any]:
        """The elements as numpy arrays, for training."""
        return self._elements()

    def as_numpy_iterator(self) -> Iterator[Any]:
        """The elements as numpy arrays."""
        return self._elements()

    def cardinality(self) -> int:
        """How many elements a pass has."""
        return self._length

    def _like(self, elements: Elements, length: int) -> BatchedDataset:
        return BatchedDataset(elements, length, self.class_names, self.file_paths)

    def take(self, count: int) -> BatchedDataset:
        """The first `count` elements."""
        made = self._elements
        return self._like(lambda: itertools.islice(made(), count), min(count, self._length))

    def skip(self, count: int) -> BatchedDataset:
        """All but the first `count` elements."""
        made = self._elements
        return self._like(
            lambda: itertools.islice(made(), count, None), max(self._length - count, 0)
        )

    def map(self, function: Callable[..., Any], num_parallel_calls: Any = None) -> BatchedDataset:
        """What `function` makes of each element; a tuple is passed as several arguments.

        Args:
            function: Gets tensors and returns tensors or arrays.
            num_parallel_calls: Accepted for TensorFlow's sake.
        """
        made = self._elements

        def elements() -> Iterator[Any]:
            for element in made():
                tensors = tracing.map_leaves(_tensor, element)
                several = isinstance(tensors, tuple)
                result = function(*tensors) if several else function(tensors)
                yield tracing.map_leaves(_array, result)

        return self._like(elements, self._length)

    def shuffle(
        self, buffer_size: int, seed: int | None = None, reshuffle_each_iteration: bool = True
    ) -> BatchedDataset:
        """The elements in a random order.

        Args:
            buffer_size: How many elements are held at a time to choose from.
            seed: For the same order each time.
            reshuffle_each_iteration: Another order at each pass.
        """
        import numpy

        made = self._elements
        random = numpy.random.default_rng(seed)

        def elements() -> Iterator[Any]:
            drawn = random if reshuffle_each_iteration else numpy.random.default_rng(seed)
            held: list[Any] = []
            for element in made():
                if len(held) < buffer_size:
                    held.append(element)
                    continue
                place = int(drawn.integers(len(held)))
                chosen, held[place] = held[place], element
                yield chosen
            drawn.shuffle(held)
            yield from held

        return self._like(elements, self._length)

    def batch(self, batch_size: int, drop_remainder: bool = False) -> BatchedDataset:
        """Elements stacked, `batch_size` at a time."""
        made = self._elements
        whole, rest = divmod(self._length, batch_size)

        def elements() -> Iterator[Any]:
            iterator = made()
            while rows := list(itertools.islice(iterator, batch_size)):
                if len(rows) == batch_size or not drop_remainder:
                    yield _stacked(rows)

        return self._like(elements, whole + (1 if rest and not drop_remainder else 0))

    def unbatch(self) -> BatchedDataset:
        """The single samples of the batches."""
        made = self._elements
        count = sum(len(tracing.flatten(element)[0]) for element in made())

        def elements() -> Iterator[Any]:
            for element in made():
                for row in range(len(tracing.flatten(element)[0])):
                    yield tracing.map_leaves(lambda leaf: leaf[row], element)  # noqa: B023

        return self._like(elements, count)

    def cache(self, filename: str = "") -> BatchedDataset:
        """The same elements, kept in memory after the first pass."""
        made, kept = self._elements, list[Any]()

        def elements() -> Iterator[Any]:
            if not kept:
                kept.extend(made())
            return iter(kept)

        return self._like(elements, self._length)

    def repeat(self, count: int | None = None) -> BatchedDataset:
        """The elements `count` times; None goes on practically for ever: pass steps_per_epoch."""
        made = self._elements
        count = 1_000_000 if count is None or count < 0 else count
        return self._like(
            lambda: itertools.chain.from_iterable(made() for _ in range(count)),
            self._length * count,
        )

    def prefetch(self, buffer_size: Any = None) -> BatchedDataset:
        """The same; accepted for TensorFlow's sake."""
        return self


def _tensor(leaf: Any) -> Any:
    return ops.convert_to_tensor(leaf) if hasattr(leaf, "dtype") else leaf


def _array(leaf: Any) -> Any:
    return leaf.numpy() if hasattr(leaf, "numpy") else leaf


def _stacked(rows: list[Any]) -> Any:
    import numpy

    first = rows[0]
    if isinstance(first, tuple):
        return tuple(_stacked([row[i] for row in rows]) for i in range(len(first)))
    if isinstance(first, dict):
        return {key: _stacked([row[key] for row in rows]) for key in first}
    return numpy.stack([numpy.asarray(row) for row in rows])
