"""Class numbers as one-hot vectors."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["to_categorical"]


def to_categorical(x: Any, num_classes: int | None = None) -> Any:
    """Turn class numbers into one-hot vectors.

    Args:
        x: Integers from 0, an array or list of any shape; a last axis of size 1 is dropped.
        num_classes: Length of each vector; by default the largest number plus one.

    Returns:
        A float array of shape `x.shape + (num_classes,)`.

    Raises:
        ArgumentError: A number is negative, or not below `num_classes`.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> to_categorical([0, 2, 1])
        array([[1., 0., 0.],
               [0., 0., 1.],
               [0., 1., 0.]])
    """
    import numpy

    given = numpy.asarray(x)
    if given.dtype.kind not in "biuf":
        raise ArgumentError(
            "to_categorical takes class numbers. numpy.unique(x, return_inverse=True)[1] turns "
            "names of classes into numbers."
        )
    labels = given.astype("int64")
    shape = labels.shape
    if len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    labels = labels.reshape(-1)
    if labels.size == 0:
        return numpy.zeros((*shape, num_classes or 0))
    low, high = int(labels.min()), int(labels.max())
    count = high + 1 if num_classes is None else num_classes
    if low < 0 or high >= count:
        wrong = low if low < 0 else high
        raise ArgumentError(
            f"x contains the class {wrong}, but with num_classes={count} "
            f"the classes are 0 to {count - 1}."
        )
    categorical = numpy.zeros((labels.size, count))
    categorical[numpy.arange(labels.size), labels] = 1
    return categorical.reshape((*shape, count))
