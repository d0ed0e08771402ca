"""Whole numbers and the steps between floating ones: divisors, the next float."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import as_tensor, composite
from p_vision.ops._host import change, differentiated, from_values

__all__ = ["gcd", "lcm", "nextafter"]


def _whole(op: str, x1: Any, x2: Any) -> Any:
    def compute(a: Any, b: Any) -> Any:
        import numpy

        return getattr(numpy, op)(a.astype("int64"), b.astype("int64")).astype("int32")

    return from_values(op, compute, as_tensor(x1), as_tensor(x2))[0]


@composite
def gcd(x1: Any, x2: Any) -> Any:
    """The largest number that divides both.

    Args:
        x1: Whole numbers.
        x2: Whole numbers; the shapes must fit together.

    Returns:
        An int32 tensor.

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.gcd([12, 7], [18, 21]).tolist()
        [6, 7]
    """
    return _whole("gcd", x1, x2)


@composite
def lcm(x1: Any, x2: Any) -> Any:
    """The smallest number that both divide.

    Args:
        x1: Whole numbers.
        x2: Whole numbers; the shapes must fit together.

    Returns:
        An int32 tensor.

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.lcm([4, 7], [6, 21]).tolist()
        [12, 21]
    """
    return _whole("lcm", x1, x2)


@composite
def nextafter(x1: Any, x2: Any) -> Any:
    """The next float32 on the way from one number to another.

    Args:
        x1: Where to start.
        x2: Where to go.

    Returns:
        A float32 tensor.

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.nextafter([1.0], [2.0]).tolist()
        [1.0000001192092896]
    """

    def compute(a: Any, b: Any) -> Any:
        import numpy

        return numpy.nextafter(a.astype("float32"), b.astype("float32"))

    start = as_tensor(x1)
    (found,) = from_values("nextafter", compute, start, as_tensor(x2))
    return found + change(start * 1.0) if differentiated() else found
