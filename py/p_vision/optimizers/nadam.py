"""Nadam: Adam with Nesterov's momentum (Dozat, 2015).

u_t = b1 (1 - 0.96^t / 2); U_t = U_(t-1) u_t;
m^ = u_(t+1) m / (1 - U_t u_(t+1)) + (1 - u_t) g / (1 - U_t);
w -= lr * m^ / (sqrt(v / (1 - b2^t)) + epsilon).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Nadam(Optimizer):
    """Adam that looks ahead along its momentum.

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
        self._product: Variable

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        self._product = Variable(1.0, dtype="float32", trainable=False, name="u_product")
        super().build(variables)
        self._momentums, self._velocities = self.add_optimizer_variables(
            variables, ["momentum", "velocity"]
        )
        if variables:
            self._product.move_to(variables[0].backend)
        self._variables.append(self._product)

    def step_size(self, learning_rate: TensorLike) -> Any:
        """Return the factors of this step: rate, of mean and gradient, of the square."""
        step = ops.cast(self.iterations + 1, "float32")
        now = self.beta_1 * (1.0 - 0.5 * ops.power(0.96, step))
        ahead = self.beta_1 * (1.0 - 0.5 * ops.power(0.96, step + 1.0))
        product = self._product.value * now
        self._product.assign(product)
        of_mean = ahead / (1.0 - product * ahead)
        of_gradient = (1.0 - now) / (1.0 - product)
        of_square = 1.0 / (1.0 - ops.power(self.beta_2, step))
        return learning_rate, of_mean, of_gradient, of_square

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        rate, of_mean, of_gradient, of_square = learning_rate
        momentum = self.slot(self._momentums, variable)
        velocity = self.slot(self._velocities, variable)
        mean, square = momentum.value, velocity.value
        mean = mean + (gradient - mean) * (1 - self.beta_1)
        square = square + (ops.square(gradient) - square) * (1 - self.beta_2)
        momentum.assign(mean)
        velocity.assign(square)
        ahead = mean * of_mean + gradient * of_gradient
        variable.assign_sub(ahead * rate / (ops.sqrt(square * of_square) + self.epsilon))
