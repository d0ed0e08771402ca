"""RMSprop (Hinton, 2012).

v = rho v + (1 - rho) g^2; w -= lr * g / sqrt(v + epsilon); centred: v - mean(g)^2
in place of v; with momentum: m = momentum m + that step.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class RMSprop(Optimizer):
    """Gradients divided by their recent size.

    Args:
        learning_rate: size of the steps.
        rho: how much of the mean square is kept per step.
        momentum: how much of the last step is kept.
        epsilon: keeps the division safe.
        centered: divide by the spread of the gradient instead of its size.
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
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        rho: float = 0.9,
        momentum: float = 0.0,
        epsilon: float = 1e-7,
        centered: bool = False,
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
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.centered = centered
        self._velocities: list[Variable] = []
        self._momentums: list[Variable] = []
        self._average_gradients: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        super().build(variables)
        self._velocities = self.add_optimizer_variables(variables, "velocity")
        if self.momentum > 0:
            self._momentums = self.add_optimizer_variables(variables, "momentum")
        if self.centered:
            self._average_gradients = self.add_optimizer_variables(variables, "average_gradient")

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        velocity = self.slot(self._velocities, variable)
        square = velocity.value * self.rho + ops.square(gradient) * (1 - self.rho)
        velocity.assign(square)
        if self.centered:
            average = self.slot(self._average_gradients, variable)
            mean = average.value * self.rho + gradient * (1 - self.rho)
            average.assign(mean)
            square = square - ops.square(mean)
        step = learning_rate * gradient / ops.sqrt(square + self.epsilon)
        if self.momentum > 0:
            memory = self.slot(self._momentums, variable)
            step = memory.value * self.momentum + step
            memory.assign(step)
        variable.assign_sub(step)
