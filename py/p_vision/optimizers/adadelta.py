"""Adadelta (Zeiler, 2012).

a = rho a + (1 - rho) g^2; d = -g * sqrt(s + epsilon) / sqrt(a + epsilon);
s = rho s + (1 - rho) d^2; w += lr * d.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Adadelta(Optimizer):
    """Steps as large as recent steps were, relative to recent gradients.

    Args:
        learning_rate: size of the steps; 1.0 in the paper.
        rho: how much of the means is kept per step.
        epsilon: keeps the division safe.
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
        rho: float = 0.95,
        epsilon: float = 1e-7,
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
        self.epsilon = epsilon
        self._gradients: list[Variable] = []
        self._deltas: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        super().build(variables)
        self._gradients, self._deltas = self.add_optimizer_variables(
            variables, ["accumulated_grad", "accumulated_delta_var"]
        )

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        gradients = self.slot(self._gradients, variable)
        deltas = self.slot(self._deltas, variable)
        squares = gradients.value * self.rho + ops.square(gradient) * (1 - self.rho)
        gradients.assign(squares)
        steps = deltas.value
        ratio = ops.sqrt(steps + self.epsilon) / ops.sqrt(squares + self.epsilon)
        step = gradient * ratio
        deltas.assign(steps * self.rho + ops.square(step) * (1 - self.rho))
        variable.assign_sub(learning_rate * step)
