"""LAMB (You et al., 2019): Adam's step, as long as the weights it changes.

u = m^ / (sqrt(v^) + epsilon); w -= lr * |w| / |u| * u.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Lamb(Optimizer):
    """Adam with steps in proportion to the norm of each weight; for large batches.

    Args:
        learning_rate: size of the steps.
        beta_1: how much of the mean gradient is kept per step.
        beta_2: how much of the mean square is kept per step.
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
        self._momentums: list[Variable] = []
        self._velocities: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        super().build(variables)
        self._momentums, self._velocities = self.add_optimizer_variables(
            variables, ["momentum", "velocity"]
        )

    def step_size(self, learning_rate: TensorLike) -> Any:
        """Return the rate, and the corrections for means that started at zero."""
        step = ops.cast(self.iterations + 1, "float32")
        of_mean = 1.0 - ops.power(self.beta_1, step)
        of_square = 1.0 - ops.power(self.beta_2, step)
        return learning_rate, of_mean, of_square

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        rate, of_mean, of_square = learning_rate
        momentum = self.slot(self._momentums, variable)
        velocity = self.slot(self._velocities, variable)
        mean, square = momentum.value, velocity.value
        mean = mean + (gradient - mean) * (1 - self.beta_1)
        square = square + (ops.square(gradient) - square) * (1 - self.beta_2)
        momentum.assign(mean)
        velocity.assign(square)
        update = (mean / of_mean) / (ops.sqrt(square / of_square) + self.epsilon)
        length, reach = _norm(variable.value), _norm(update)
        both = ops.logical_and(length > 0.0, reach > 0.0)
        ratio = ops.where(both, length / ops.where(reach > 0.0, reach, 1.0), 1.0)
        variable.assign_sub(ratio * rate * update)


def _norm(values: TensorLike) -> TensorLike:
    return ops.sqrt(ops.sum(ops.square(values)))
