"""Learning rates along half a cosine wave (Loshchilov and Hutter, 2016)."""

from __future__ import annotations

import math

from p_vision import ops
from p_vision.optimizers.schedules.schedule import LearningRateSchedule, check_positive, passed
from p_vision.types import TensorLike


class CosineDecay(LearningRateSchedule):
    """Down half a cosine wave, after a straight way up if wanted.

    ``rate * ((1 - alpha) * (1 + cos(pi * step / decay_steps)) / 2 + alpha)``.

    Args:
        initial_learning_rate: the rate at step 0.
        decay_steps: length of the way down.
        alpha: the part of the rate that remains at the end.
        name: name in messages.
        warmup_target: rate at the end of the way up; None for no way up.
        warmup_steps: length of the way up.

    >>> round(float(CosineDecay(0.1, decay_steps=100)(50)), 4)
    0.05
    """

    def __init__(
        self,
        initial_learning_rate: float,
        decay_steps: int,
        alpha: float = 0.0,
        name: str = "CosineDecay",
        warmup_target: float | None = None,
        warmup_steps: int = 0,
    ) -> None:
        check_positive("decay_steps", decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.decay_steps = decay_steps
        self.alpha = alpha
        self.name = name
        self.warmup_target = warmup_target
        self.warmup_steps = warmup_steps

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        now = passed(step)
        if self.warmup_target is None:
            return self._down(now, self.initial_learning_rate)
        if not self.warmup_steps:
            return self._down(now, self.warmup_target)
        rise = self.warmup_target - self.initial_learning_rate
        up = now / float(self.warmup_steps) * rise + self.initial_learning_rate
        down = self._down(ops.maximum(now - float(self.warmup_steps), 0.0), self.warmup_target)
        return ops.where(now < float(self.warmup_steps), up, down)

    def _down(self, now: TensorLike, rate: float) -> TensorLike:
        part = ops.minimum(now, float(self.decay_steps)) / float(self.decay_steps)
        wave = 0.5 * (1.0 + ops.cos(part * math.pi))
        return rate * ((1.0 - self.alpha) * wave + self.alpha)


class CosineDecayRestarts(LearningRateSchedule):
    """Down half a cosine wave again and again, each time longer.

    Args:
        initial_learning_rate: the rate at step 0.
        first_decay_steps: length of the first way down.
        t_mul: how many times longer the next one is.
        m_mul: how many times higher the next one starts.
        alpha: the part of the rate that remains at the end of each.
        name: name in messages.

    >>> round(float(CosineDecayRestarts(0.1, first_decay_steps=10)(10)), 4)
    0.1
    """

    def __init__(
        self,
        initial_learning_rate: float,
        first_decay_steps: int,
        t_mul: float = 2.0,
        m_mul: float = 1.0,
        alpha: float = 0.0,
        name: str = "SGDRDecay",
    ) -> None:
        check_positive("first_decay_steps", first_decay_steps)
        self.initial_learning_rate = initial_learning_rate
        self.first_decay_steps = first_decay_steps
        self.t_mul = t_mul
        self.m_mul = m_mul
        self.alpha = alpha
        self.name = name

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate at a step."""
        part = passed(step) / float(self.first_decay_steps)
        if self.t_mul == 1.0:
            restarts = ops.floor(part)
            part = part - restarts
        else:
            grown = 1.0 - part * (1.0 - self.t_mul)
            restarts = ops.floor(ops.log(grown) / math.log(self.t_mul))
            length = ops.power(float(self.t_mul), restarts)
            part = (part - (1.0 - length) / (1.0 - self.t_mul)) / length
        height = ops.power(float(self.m_mul), restarts)
        wave = 0.5 * height * (1.0 + ops.cos(part * math.pi))
        return self.initial_learning_rate * ((1.0 - self.alpha) * wave + self.alpha)
