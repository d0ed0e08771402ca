"""Adafactor (Shazeer and Stern, 2018): Adam's squares kept as one row and one column.

r = b r + (1 - b) mean(g^2, last axis); c the same for the axis before it;
v = r / mean(r) * c; u = g / sqrt(v); w -= max(e2, rms(w)) * rate * u / max(1, rms(u) / d),
with b = 1 - t^-0.8 and rate = min(lr, 1 / sqrt(t)).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Adafactor(Optimizer):
    """Adaptive steps with little memory; for large matrices, such as embeddings.

    Args:
        learning_rate: size of the steps.
        beta_2_decay: how fast the share of old squares grows; negative.
        epsilon_1: keeps squares above zero.
        epsilon_2: smallest length of a weight in the size of its step.
        clip_threshold: longest step, in units of the root mean square.
        relative_step: let the rate fall with the root of the step count.
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
        beta_2_decay: float = -0.8,
        epsilon_1: float = 1e-30,
        epsilon_2: float = 1e-3,
        clip_threshold: float = 1.0,
        relative_step: bool = True,
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
        self.beta_2_decay = beta_2_decay
        self.epsilon_1 = epsilon_1
        self.epsilon_2 = epsilon_2
        self.clip_threshold = clip_threshold
        self.relative_step = relative_step
        self._r: list[Variable] = []
        self._c: list[Variable] = []
        self._v: list[Variable] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the rows, columns and squares."""
        super().build(variables)
        for variable in variables:
            shape = tuple(variable.shape)
            if len(shape) >= 2:
                self._r.append(self.add_variable(shape[:-1], name=variable.name))
                column = (*shape[:-2], shape[-1])
                self._c.append(self.add_variable(column, name=variable.name))
            else:
                # Keras keeps two empty places for a vector, so saved files have them too.
                self._r.append(self.add_variable((), dtype="int32", name=variable.name))
                self._c.append(self.add_variable((), dtype="int32", name=variable.name))
            self._v.append(self.add_variable_from_reference(variable, "velocity"))

    def step_size(self, learning_rate: TensorLike) -> Any:
        """Return the rate and the share of old squares."""
        step = ops.cast(self.iterations + 1, "float32")
        rate = ops.minimum(learning_rate, 1.0 / ops.sqrt(step))
        return rate, 1.0 - ops.power(step, self.beta_2_decay)

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        rate, kept = learning_rate
        index = self._get_variable_index(variable)
        row, column, velocity = self._r[index], self._c[index], self._v[index]
        new = ops.square(gradient) + self.epsilon_1
        if len(variable.shape) < 2:
            squares = kept * velocity.value + (1.0 - kept) * new
        else:
            rows = kept * row.value + (1.0 - kept) * ops.mean(new, axis=-1)
            columns = kept * column.value + (1.0 - kept) * ops.mean(new, axis=-2)
            row.assign(rows)
            column.assign(columns)
            share = rows / ops.mean(rows, axis=-1, keepdims=True)
            squares = ops.expand_dims(share, -1) * ops.expand_dims(columns, -2)
        velocity.assign(squares)
        step = gradient / ops.sqrt(squares)
        step = step / ops.maximum(_rms(step) / self.clip_threshold, 1.0)
        size = ops.maximum(_rms(variable.value), self.epsilon_2) * rate
        variable.assign_sub(size * step)


def _rms(values: TensorLike) -> TensorLike:
    return ops.sqrt(ops.mean(ops.square(values)))
