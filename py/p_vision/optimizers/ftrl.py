"""FTRL-Proximal (McMahan et al., 2013): follow the regularized leader.

a' = a + g^2; z += g - (a'^-p - a^-p) / lr * w;
w = (clip(z, -l1, l1) - z) / (a'^-p / lr + 2 l2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.initializers import Constant
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Ftrl(Optimizer):
    """For shallow models with many, mostly empty features; makes weights exactly zero.

    Args:
        learning_rate: size of the steps.
        learning_rate_power: how the rate falls with the squares so far; at most 0.
        initial_accumulator_value: what the sum of squares starts with.
        l1_regularization_strength: pulls weights to exactly zero.
        l2_regularization_strength: pulls weights towards zero.
        l2_shrinkage_regularization_strength: the same, by way of the gradient.
        beta: a part of l2 that falls with the rate.
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

    Raises:
        ArgumentError: a number is out of its range.
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        learning_rate_power: float = -0.5,
        initial_accumulator_value: float = 0.1,
        l1_regularization_strength: float = 0.0,
        l2_regularization_strength: float = 0.0,
        l2_shrinkage_regularization_strength: float = 0.0,
        beta: float = 0.0,
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
        not_negative = {
            "initial_accumulator_value": initial_accumulator_value,
            "l1_regularization_strength": l1_regularization_strength,
            "l2_regularization_strength": l2_regularization_strength,
            "l2_shrinkage_regularization_strength": l2_shrinkage_regularization_strength,
        }
        for argument, value in not_negative.items():
            if value < 0:
                raise ArgumentError(f"{argument} is at least 0; it is {value}.")
        if learning_rate_power > 0:
            raise ArgumentError(f"learning_rate_power is at most 0; it is {learning_rate_power}.")
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
        self.learning_rate_power = learning_rate_power
        self.initial_accumulator_value = initial_accumulator_value
        self.l1_regularization_strength = l1_regularization_strength
        self.l2_regularization_strength = l2_regularization_strength
        self.l2_shrinkage_regularization_strength = l2_shrinkage_regularization_strength
        self.beta = beta
        self._accumulators: list[Variable] = []
        self._linears: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the sums."""
        super().build(variables)
        self._accumulators, self._linears = self.add_optimizer_variables(
            variables,
            ["accumulator", "linear"],
            [Constant(self.initial_accumulator_value), "zeros"],
        )

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        accumulator = self.slot(self._accumulators, variable)
        linear = self.slot(self._linears, variable)
        weight, squares, power = variable.value, accumulator.value, -self.learning_rate_power
        l2 = self.l2_regularization_strength + self.beta / (learning_rate * 2.0)
        shrunk = gradient + weight * (2.0 * self.l2_shrinkage_regularization_strength)
        more = squares + ops.square(gradient)
        rate_change = (ops.power(more, power) - ops.power(squares, power)) / learning_rate
        total = linear.value + shrunk - rate_change * weight
        slope = ops.power(more, power) / learning_rate + l2 * 2.0
        limit = self.l1_regularization_strength
        linear.assign(total)
        accumulator.assign(more)
        variable.assign((ops.clip(total, -limit, limit) - total) / slope)
