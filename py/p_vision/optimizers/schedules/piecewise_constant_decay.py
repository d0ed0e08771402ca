"""A learning rate for each stretch of steps."""

from __future__ import annotations

from collections.abc import Sequence

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.optimizers.schedules.schedule import LearningRateSchedule, passed
from p_vision.types import TensorLike


class PiecewiseConstantDecay(LearningRateSchedule):
    """The first value up to the first boundary, and so on.

    Args:
        boundaries: steps at which the value changes (the step itself still
            has the old one).
        values: the rates; one more than boundaries.
        name: name in messages.

    Raises:
        ArgumentError: the numbers of boundaries and values do not fit.

    >>> schedule = PiecewiseConstantDecay([100], [0.1, 0.01])
    >>> [round(float(schedule(step)), 3) for step in (100, 101)]
    [0.1, 0.01]
    """

    def __init__(
        self,
        boundaries: Sequence[int],
        values: Sequence[float],
        name: str = "PiecewiseConstant",
    ) -> None:
        if len(boundaries) != len(values) - 1:
            raise ArgumentError(
                f"There are {len(boundaries)} boundaries and {len(values)} values; "
                "there must be one value more than boundaries."
            )
        self.boundaries = list(boundaries)
        self.values = list(values)
        self.name = name

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        now = passed(step)
        rate: TensorLike = ops.convert_to_tensor(float(self.values[-1]))
        for boundary, value in zip(
            reversed(self.boundaries), reversed(self.values[:-1]), strict=True
        ):
            rate = ops.where(now <= float(boundary), float(value), rate)
        return rate
