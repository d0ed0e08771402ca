"""Vectors scaled to length 1."""

from __future__ import annotations

from typing import Any

__all__ = ["normalize"]


def normalize(x: Any, axis: int = -1, order: int = 2) -> Any:
    """Divide by the norm along one axis: x / (sum |x|^order)^(1/order).

    Args:
        x: Array or list of numbers.
        axis: The axis along which the norm becomes 1.
        order: 2 for the Euclidean norm, 1 for the sum of absolute values.

    Returns:
        A float array of the same shape; rows of zeros stay zeros.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> normalize([[3.0, 4.0]])
        array([[0.6, 0.8]])
    """
    import numpy

    values = numpy.atleast_1d(numpy.asarray(x))
    norm = numpy.atleast_1d(numpy.linalg.norm(values, order, axis))
    norm[norm == 0] = 1
    return values / numpy.expand_dims(norm, axis)
