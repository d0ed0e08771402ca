"""Learning rates that shrink by a formula of step / decay_steps."""

from __future__ import annotations

from p_vision import ops
from p_vision.optimizers.schedules.schedule import LearningRateSchedule, check_positive, passed
from p_vision.types import TensorLike


class ExponentialDecay(LearningRateSchedule):
    """``initial * decay_rate ^ (step / decay_steps)``.

    Args:
        initial_learning_rate: the rate at step 0.
        decay_steps: steps after which the rate is multiplied by ``decay_rate``.
        decay_rate: the factor.
        staircase: change only every ``decay_steps`` steps.
        name: name in messages.

    >>> round(float(ExponentialDecay(0.1, decay_steps=100, decay_rate=0.5)(200)), 4)
    0.025
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
        staircase: bool = False,
        name: str = "ExponentialDecay",
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = name

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        periods = passed(step) / float(self.decay_steps)
        if self.staircase:
            periods = ops.floor(periods)
        return self.initial_learning_rate * ops.power(float(self.decay_rate), periods)


class InverseTimeDecay(LearningRateSchedule):
    """``initial / (1 + decay_rate * step / decay_steps)``.

    Args:
        initial_learning_rate: the rate at step 0.
        decay_steps: how many steps count as one.
        decay_rate: how quickly the rate shrinks.
        staircase: change only every ``decay_steps`` steps.
        name: name in messages.

    >>> round(float(InverseTimeDecay(0.1, decay_steps=10, decay_rate=1.0)(30)), 4)
    0.025
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        decay_rate: float,
        staircase: bool = False,
        name: str = "InverseTimeDecay",
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.decay_rate = decay_rate
        self.staircase = staircase
        self.name = name

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        periods = passed(step) / float(self.decay_steps)
        if self.staircase:
            periods = ops.floor(periods)
        return self.initial_learning_rate / (1.0 + self.decay_rate * periods)


class PolynomialDecay(LearningRateSchedule):
    """``(initial - end) * (1 - step / decay_steps) ^ power + end``, then ``end``.

    Args:
        initial_learning_rate: the rate at step 0.
        decay_steps: steps until the rate is ``end_learning_rate``.
        end_learning_rate: the rate from then on.
        power: 1 for a straight line.
        cycle: start again, with ever longer periods, instead of staying at the end.
        name: name in messages.

    >>> round(float(PolynomialDecay(0.1, decay_steps=10, end_learning_rate=0.0)(5)), 4)
    0.05
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        end_learning_rate: float = 0.0001,
        power: float = 1.0,
        cycle: bool = False,
        name: str = "PolynomialDecay",
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.end_learning_rate = end_learning_rate
        self.power = power
        self.cycle = cycle
        self.name = name

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        now = passed(step)
        period = float(self.decay_steps)
        if self.cycle:
            part = now / (period * ops.maximum(ops.ceil(now / period), 1.0))
        else:
            part = ops.minimum(now, period) / period
        span = self.initial_learning_rate - self.end_learning_rate
        return span * ops.power(1.0 - part, float(self.power)) + self.end_learning_rate
