"""Several small batches as one large one: gradients are added up, weights change now and then.

Whether a step changes weights is a number in the recorded step, so every step
computes the change and keeps it or the old values. That way one program
serves all steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.types import TensorLike
from p_vision.variable import Variable


def apply_every(
    steps: int, optimizer: Any, gradients: Sequence[TensorLike], weights: Sequence[Variable]
) -> None:
    """Add gradients up; at every ``steps``-th call change the weights with their mean.

    Args:
        steps: how many calls make one change.
        optimizer: whose memory and update are used.
        gradients: a gradient for each weight.
        weights: the weights.
    """
    count = optimizer._iterations.value + 1
    due = ops.equal(ops.mod(count, steps), 0)
    sums = [
        optimizer.slot(optimizer._accumulated, weight).value + gradient
        for gradient, weight in zip(gradients, weights, strict=True)
    ]
    fixed = {id(optimizer._iterations), id(optimizer._learning_rate)}
    fixed |= {id(entry) for entry in optimizer._accumulated + optimizer._averages}
    changing = [*weights, *(entry for entry in optimizer.variables if id(entry) not in fixed)]
    before = [variable.value for variable in changing]
    optimizer._change([total / float(steps) for total in sums], list(weights))
    for variable, old in zip(changing, before, strict=True):
        variable.assign(ops.where(due, variable.value, old))
    for total, weight in zip(sums, weights, strict=True):
        accumulator = optimizer.slot(optimizer._accumulated, weight)
        accumulator.assign(ops.where(due, ops.zeros_like(total), total))
