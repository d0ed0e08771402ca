"""Schedule-free AdamW (Defazio et al., 2024): an average of the steps instead of smaller ones.

z takes Adam's steps without momentum, x is the mean of all z so far, and the weights are
y = (1 - b1) z + b1 x, where the gradient is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class ScheduleFreeAdamW(Optimizer):
    """Adam that needs no schedule and no end known beforehand.

    Args:
        learning_rate: size of the steps.
        beta_1: how near the weights are to the mean of all steps.
        beta_2: how much of the mean square is kept per step.
        epsilon: keeps the division safe.
        warmup_steps: steps over which the rate grows from 0.
        weight_decay: as in :class:`Optimizer`.
        clipnorm: as in :class:`Optimizer`.
        clipvalue: as in :class:`Optimizer`.
        global_clipnorm: as in :class:`Optimizer`.
        use_ema: as in :class:`Optimizer`.
        ema_momentum: as in :class:`Optimizer`.
        ema_overwrite_frequency: as in :class:`Optimizer`.
        loss_scale_factor: as in :class:`Optimizer`.
        gradient_accumulation_steps: as in :class:`Optimizer`.
        name: name in messages.

    Source: https://arxiv.org/abs/2405.15682

    >>> from p_vision.variable import Variable
    >>> w = Variable([1.0])
    >>> ScheduleFreeAdamW(learning_rate=0.25).apply([[4.0]], [w])
    >>> round(w.tolist()[0], 4)
    0.75
    """

    def __init__(
        self,
        learning_rate: Any = 0.0025,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        warmup_steps: int = 0,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        use_ema: bool = False,
        ema_momentum: float = 0.99,
        ema_overwrite_frequency: int | None = None,
        loss_scale_factor: float | None = None,
        gradient_accumulation_steps: int | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(
            learning_rate,
            weight_decay,
            clipnorm,
            clipvalue,
            global_clipnorm,
            use_ema,
            ema_momentum,
            ema_overwrite_frequency,
            loss_scale_factor,
            gradient_accumulation_steps,
            name,
        )
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.warmup_steps = warmup_steps
        self._momentums: list[Variable] = []
        self._velocities: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make z, which starts at the weights, and the mean squares."""
        super().build(variables)
        self._momentums, self._velocities = self.add_optimizer_variables(
            variables, ["momentum", "velocity"]
        )
        for momentum, variable in zip(self._momentums, variables, strict=True):
            momentum.assign(variable.value)

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        step = ops.cast(self.iterations + 1, "float32")
        if self.warmup_steps > 0:
            learning_rate = learning_rate * ops.minimum(step / float(self.warmup_steps), 1.0)
        momentum = self.slot(self._momentums, variable)
        velocity = self.slot(self._velocities, variable)
        before = momentum.value
        square = velocity.value
        square = square + (ops.square(gradient) - square) * (1 - self.beta_2)
        velocity.assign(square)
        size = ops.sqrt(square / (1.0 - ops.power(self.beta_2, step))) + self.epsilon
        after = before - gradient * learning_rate / size
        momentum.assign(after)
        mean = (variable.value - before * (1 - self.beta_1)) / self.beta_1
        share = 1.0 / step
        mean = mean * (1.0 - share) + after * share
        variable.assign(after * (1 - self.beta_1) + mean * self.beta_1)
