"""Adamax (Kingma and Ba, 2014).

m += (1 - b1) (g - m); u = max(b2 u, |g|); w -= lr / (1 - b1^t) * m / (u + epsilon).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Adamax(Optimizer):
    """Adam with the largest recent gradient in place of the mean square.

    Args:
        learning_rate: size of the steps.
        beta_1: how much of the mean gradient is kept per step.
        beta_2: how much of the largest gradient is kept per step.
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
        beta_1: float = 0.9,
        beta_2: float = 0.999,
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
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self._means: list[Variable] = []
        self._norms: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means and largest values."""
        super().build(variables)
        self._means, self._norms = self.add_optimizer_variables(variables, ["momentum", "norm"])

    def step_size(self, learning_rate: TensorLike) -> Any:
        """Return the learning rate, corrected for a mean that started at zero."""
        step = ops.cast(self.iterations + 1, "float32")
        return learning_rate / (1.0 - ops.power(self.beta_1, step))

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        momentum = self.slot(self._means, variable)
        norm = self.slot(self._norms, variable)
        mean = momentum.value
        mean = mean + (gradient - mean) * (1 - self.beta_1)
        largest = ops.maximum(norm.value * self.beta_2, ops.abs(gradient))
        momentum.assign(mean)
        norm.assign(largest)
        variable.assign_sub(mean * learning_rate / (largest + self.epsilon))
