"""Classes in the forms in which they come: numbers, one-hot rows, probabilities, words."""

from collections.abc import Sequence
from typing import Any

import numpy as np


def class_numbers(values: Any) -> list[Any]:
    """One class for each row.

    Args:
        values: (count,) numbers or words, (count, 1) probabilities of "yes", or (count, classes).

    >>> class_numbers([[0.1, 0.9], [0.8, 0.2]]), class_numbers([[0.2], [0.7]]), class_numbers([3])
    ([1, 0], [0, 1], [3])
    """
    array = np.asarray(values)
    if array.ndim > 1 and array.shape[-1] > 1:
        found: list[Any] = array.argmax(axis=-1).ravel().tolist()
        return found
    flat = array.ravel()
    if flat.dtype.kind == "f":
        rounded = np.rint(flat)
        between = array.ndim > 1 or not np.array_equal(rounded, flat)
        flat = (flat > 0.5).astype(int) if between else rounded.astype(int)
    result: list[Any] = flat.tolist()
    return result


def name_of(label: Any, names: Sequence[str] | None) -> str:
    """A class's name, else its number.

    >>> name_of(1, ["cat", "dog"]), name_of(7, None)
    ('dog', '7')
    """
    if names is not None and isinstance(label, int) and 0 <= label < len(names):
        return str(names[label])
    return str(label)
