"""Moving averages of weights (Polyak and Juditsky, 1992): a = m a + (1 - m) w.

The first step sets the average to the weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from p_vision import ops
from p_vision.variable import Variable


def update_averages(averages: Sequence[Variable], weights: Sequence[Variable], by: Any) -> None:
    """Take a step's weights into the averages, and put these into the weights when due.

    Args:
        averages: a variable for each weight.
        weights: the weights.
        by: the optimizer, for its count of steps and its numbers.
    """
    later = ops.cast(ops.not_equal(ops.convert_to_tensor(by.iterations), 0), "float32")
    momentum = later * by.ema_momentum
    for average, weight in zip(averages, weights, strict=True):
        average.assign(momentum * average.value + (1.0 - momentum) * weight.value)
    if by.ema_overwrite_frequency:
        count = ops.convert_to_tensor(by.iterations) + 1
        due = ops.equal(ops.mod(count, by.ema_overwrite_frequency), 0)
        for average, weight in zip(averages, weights, strict=True):
            weight.assign(ops.where(due, average.value, weight.value))


def overwrite_with_averages(pairs: Iterable[tuple[Variable, Variable]]) -> None:
    """Give each weight the value of its average."""
    for weight, average in pairs:
        weight.assign(average.value)
