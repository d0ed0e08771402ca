"""A data set in two parts."""

from __future__ import annotations

from typing import Any

from p_vision import tracing
from p_vision.errors import ArgumentError
from p_vision.utils.batched_dataset import BatchedDataset

__all__ = ["split_dataset"]


def split_dataset(
    dataset: Any,
    left_size: float | None = None,
    right_size: float | None = None,
    shuffle: bool = False,
    seed: int | None = None,
    preferred_backend: str | None = None,
) -> tuple[BatchedDataset, BatchedDataset]:
    """Split samples into a left and a right part.

    Args:
        dataset: An array, a list or tuple of arrays of the same length, or a data set.
        left_size: A part between 0 and 1, or a number of samples.
        right_size: The same for the right part; one of the two is enough.
        shuffle: Draw which samples go where.
        seed: For the same draw each time.
        preferred_backend: Accepted for Keras.

    Returns:
        Two data sets of single samples; `.batch(32)` makes batches of them.

    Raises:
        ArgumentError: Sizes that do not fit the data.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> left, right = split_dataset([1, 2, 3, 4, 5], left_size=0.8)
        >>> len(left), len(right)
        (4, 1)
    """
    import numpy

    samples = _samples(dataset)
    count = len(samples)
    left = _size(left_size, count, "left_size")
    right = _size(right_size, count, "right_size")
    if left is None and right is None:
        raise ArgumentError("split_dataset needs left_size or right_size, such as left_size=0.8.")
    if left is None:
        left = count - (right or 0)
    if right is None:
        right = count - left
    if left + right > count or left < 1 or right < 1:
        raise ArgumentError(
            f"left_size={left_size} and right_size={right_size} do not split {count} samples into "
            "two parts."
        )
    order = list(range(count))
    if shuffle:
        numpy.random.default_rng(seed).shuffle(order)
    return _part(samples, order[:left]), _part(samples, order[left : left + right])


def _samples(dataset: Any) -> list[Any]:
    import numpy

    if isinstance(dataset, BatchedDataset):
        return list(dataset.host_batches())
    if isinstance(dataset, (list, tuple)) and hasattr(dataset[0], "shape"):
        arrays = [numpy.asarray(part) for part in dataset]
        return list(zip(*arrays, strict=True))
    if isinstance(dataset, dict):
        arrays = [numpy.asarray(part) for part in dataset.values()]
        return [dict(zip(dataset, row, strict=True)) for row in zip(*arrays, strict=True)]
    return [tracing.map_leaves(numpy.asarray, entry) for entry in dataset]


def _size(size: float | None, count: int, name: str) -> int | None:
    if size is None:
        return None
    if isinstance(size, float):
        if not 0 < size < 1:
            raise ArgumentError(f"{name} as a part lies between 0 and 1; it is {size}.")
        return round(size * count)
    return size


def _part(samples: list[Any], chosen: list[int]) -> BatchedDataset:
    return BatchedDataset(lambda: iter([samples[index] for index in chosen]), len(chosen))
