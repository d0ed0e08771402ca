"""Lion (Chen et al., 2023): only the direction of a mean counts.

w -= lr * sign(b1 m + (1 - b1) g); m = b2 m + (1 - b2) g.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Lion(Optimizer):
    """Steps of the same size for all weights, in the direction of recent gradients.

    Use a rate three to ten times smaller than for Adam.

    Args:
        learning_rate: size of the steps.
        beta_1: share of the mean in the direction, above 0 and at most 1.
        beta_2: how much of the mean gradient is kept per step.
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
        ArgumentError: beta_1 is out of its range.

    >>> from p_vision.variable import Variable
    >>> w = Variable([1.0, 1.0])
    >>> Lion(learning_rate=0.25).apply([[4.0, -0.1]], [w])
    >>> w.tolist()
    [0.75, 1.25]
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        beta_1: float = 0.9,
        beta_2: float = 0.99,
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
        if not 0 < beta_1 <= 1:
            raise ArgumentError(f"beta_1 is above 0 and at most 1; it is {beta_1}.")
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
        self._momentums: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        super().build(variables)
        self._momentums = self.add_optimizer_variables(variables, "momentum")

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        momentum = self.slot(self._momentums, variable)
        mean = momentum.value
        direction = ops.sign(mean * self.beta_1 + gradient * (1.0 - self.beta_1))
        variable.assign_sub(learning_rate * direction)
        momentum.assign(mean * self.beta_2 + gradient * (1.0 - self.beta_2))
