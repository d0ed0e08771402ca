"""Small tables of numbers: a row for each sample, the label in the last column."""

from __future__ import annotations

from typing import Any, TypeAlias

from p_vision.datasets.files import read_data_file
from p_vision.errors import ArgumentError

__all__ = ["Parts", "read_numbers", "split"]

Parts: TypeAlias = tuple[tuple[Any, Any], tuple[Any, Any]]


def read_numbers(name: str, sha256: str, separator: str = ",", skipped: int = 0) -> Any:
    """Read a table.

    Args:
        name: Its file in the folder `tables`.
        sha256: What the file must hash to.
        separator: What stands between numbers.
        skipped: Rows before the first one with numbers.

    Returns:
        A float64 array with a row for each line.

    Raises:
        DatasetError: The file cannot be found, or is damaged.
    """
    import numpy

    lines = bytes(read_data_file("tables", name, sha256)).decode().splitlines()[skipped:]
    return numpy.array([[float(cell) for cell in line.split(separator)] for line in lines])


def split(x: Any, y: Any, test_split: float, seed: int) -> Parts:
    """Shuffle rows and keep the last part for the test.

    Args:
        x: Inputs.
        y: Targets.
        test_split: The part for the test, from 0 up to, but not including, 1.
        seed: For the same order each time.

    Raises:
        ArgumentError: `test_split` is out of its range.

    Example:
        >>> import numpy
        >>> (x, y), test = split(numpy.arange(5), numpy.arange(5), 0.2, 1)
        >>> len(x), len(test[0])
        (4, 1)
    """
    import numpy

    if not 0 <= test_split < 1:
        raise ArgumentError(f"test_split lies from 0 up to, but not 1; it is {test_split}.")
    order = numpy.arange(len(x))
    numpy.random.RandomState(seed).shuffle(order)
    x, y = x[order], y[order]
    count = int(len(x) * (1 - test_split))
    return (x[:count], y[:count]), (x[count:], y[count:])
