"""Windows that move over a series."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.utils.batched_dataset import BatchedDataset

__all__ = ["timeseries_dataset_from_array"]


def timeseries_dataset_from_array(
    data: Any,
    targets: Any,
    sequence_length: int,
    sequence_stride: int = 1,
    sampling_rate: int = 1,
    batch_size: int | None = 128,
    shuffle: bool = False,
    seed: int | None = None,
    start_index: int | None = None,
    end_index: int | None = None,
    format: str = "tf",
) -> BatchedDataset:
    """Cut a series into windows, each with the target that belongs to its start.

    Args:
        data: Numbers; the first axis is time.
        targets: A target for each time step, or None; that of a window is `targets[start]`.
        sequence_length: Time steps of a window.
        sequence_stride: Time steps between the starts of windows.
        sampling_rate: Time steps between the values of a window.
        batch_size: Windows of a batch; None gives them one by one.
        shuffle: Another order of the windows in each pass.
        seed: For the same orders each time.
        start_index: Time steps before it are left out.
        end_index: Time steps from it on are left out.
        format: Accepted for Keras.

    Returns:
        A `BatchedDataset` of windows, or of (windows, targets).

    Raises:
        ArgumentError: A length, stride, rate or index that makes no sense.

    Reference: https://keras.io/api/data_loading/timeseries/

    Example:
        >>> data = timeseries_dataset_from_array(range(5), [10, 11, 12], sequence_length=3)
        >>> [(x.tolist(), y.tolist()) for x, y in data]
        [([[0, 1, 2], [1, 2, 3], [2, 3, 4]], [10, 11, 12])]
    """
    import numpy

    data = numpy.asarray(data)
    targets = None if targets is None else numpy.asarray(targets)
    for name, value in (
        ("sequence_length", sequence_length),
        ("sequence_stride", sequence_stride),
        ("sampling_rate", sampling_rate),
    ):
        if value < 1:
            raise ArgumentError(f"{name} is at least 1, not {value}.")
    first = start_index or 0
    last = len(data) if end_index is None else min(end_index, len(data))
    if not 0 <= first < last:
        raise ArgumentError(
            f"start_index={start_index} and end_index={end_index} leave nothing of the "
            f"{len(data)} time steps."
        )
    reach = (sequence_length - 1) * sampling_rate
    count = last - first - reach
    if targets is not None:
        count = min(count, len(targets) - first)
    starts = numpy.arange(0, max(count, 0), sequence_stride)
    if len(starts) == 0:
        raise ArgumentError(
            f"A window reaches over {reach + 1} time steps, but there are only {last - first}."
        )
    steps = numpy.arange(sequence_length) * sampling_rate
    random = numpy.random.default_rng(seed)

    def elements() -> Iterator[Any]:
        order = random.permutation(starts) if shuffle else starts
        size = batch_size or 1
        for place in range(0, len(order), size):
            chosen = order[place : place + size]
            windows = data[first + chosen[:, None] + steps[None]]
            element = windows if targets is None else (windows, targets[first + chosen])
            if batch_size is None:
                element = (
                    windows[0] if targets is None else (windows[0], targets[first + chosen[0]])
                )
            yield element

    length = len(starts) if batch_size is None else -(-len(starts) // batch_size)
    return BatchedDataset(elements, length)
