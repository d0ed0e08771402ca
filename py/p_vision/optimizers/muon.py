"""Muon (Jordan, 2024): steps for matrices whose directions all count the same.

The momentum of a matrix is brought near to an orthogonal one by five rounds of
X = a X + (b A + c A A) X with A = X X^T (Newton and Schulz); other weights take Adam's steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.optimizers.optimizer import Optimizer
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Muon(Optimizer):
    """Orthogonal steps for the matrices of hidden layers, Adam's for everything else.

    Args:
        learning_rate: size of the steps.
        adam_beta_1: how much of the mean gradient Adam keeps per step.
        adam_beta_2: how much of the mean square Adam keeps per step.
        adam_weight_decay: weight decay of the weights that take Adam's steps.
        epsilon: keeps Adam's division safe.
        weight_decay: weight decay of the matrices.
        clipnorm: as in :class:`Optimizer`.
        clipvalue: as in :class:`Optimizer`.
        global_clipnorm: as in :class:`Optimizer`.
        use_ema: as in :class:`Optimizer`.
        ema_momentum: as in :class:`Optimizer`.
        ema_overwrite_frequency: as in :class:`Optimizer`.
        loss_scale_factor: as in :class:`Optimizer`.
        gradient_accumulation_steps: as in :class:`Optimizer`.
        name: name in messages.
        exclude_layers: patterns of paths whose weights take Adam's steps, such
            as the name of the last layer.
        exclude_embeddings: whether embeddings take Adam's steps.
        muon_a: the first factor of a round.
        muon_b: the second factor of a round.
        muon_c: the third factor of a round.
        adam_lr_ratio: Adam's learning rate by that of the matrices.
        momentum: how much of the momentum is kept per step.
        ns_steps: how many rounds.
        nesterov: look ahead along the momentum.
        rms_rate: makes steps about as large as Adam's (Liu et al., 2025); None
            leaves them.

    Source: https://kellerjordan.github.io/posts/muon/

    >>> from p_vision.variable import Variable
    >>> w = Variable([[1.0, 0.0], [0.0, 1.0]])
    >>> Muon(learning_rate=0.1, weight_decay=None).apply([[[4.0, 0.0], [0.0, 4.0]]], [w])
    >>> round(w.tolist()[0][0], 2)
    0.97
    """

    def __init__(
        self,
        learning_rate: Any = 0.001,
        adam_beta_1: float = 0.9,
        adam_beta_2: float = 0.999,
        adam_weight_decay: float | None = 0.004,
        epsilon: float = 1e-7,
        weight_decay: float | None = 0.004,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
        use_ema: bool = False,
        ema_momentum: float = 0.99,
        ema_overwrite_frequency: int | None = None,
        loss_scale_factor: float | None = None,
        gradient_accumulation_steps: int | None = None,
        name: str | None = None,
        exclude_layers: Sequence[str] | None = None,
        exclude_embeddings: bool = True,
        muon_a: float = 3.4445,
        muon_b: float = -4.7750,
        muon_c: float = 2.0315,
        adam_lr_ratio: float = 1,
        momentum: float = 0.95,
        ns_steps: int = 5,
        nesterov: bool = True,
        rms_rate: float | None = 0.2,
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
        self.adam_beta_1 = adam_beta_1
        self.adam_beta_2 = adam_beta_2
        self.adam_weight_decay = adam_weight_decay
        self.epsilon = epsilon
        self.exclude_layers = list(exclude_layers or [])
        self.exclude_embeddings = exclude_embeddings
        self.muon_a = muon_a
        self.muon_b = muon_b
        self.muon_c = muon_c
        self.adam_lr_ratio = adam_lr_ratio
        self.momentum = momentum
        self.ns_steps = ns_steps
        self.nesterov = nesterov
        self.rms_rate = rms_rate
        self._momentums: list[Variable] = []
        self._velocities: list[Variable | None] = []

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the running means."""
        super().build(variables)
        for variable in variables:
            self._momentums.append(self.add_variable_from_reference(variable, "momentum"))
            self._velocities.append(
                self.add_variable_from_reference(variable, "velocity")
                if self._takes_adam(variable)
                else None
            )

    def _takes_adam(self, variable: Variable) -> bool:
        path = str(variable.path)
        return (
            len(variable.shape) != 2
            or (self.exclude_embeddings and "embedding" in path.lower())
            or any(re.search(pattern, path) for pattern in self.exclude_layers)
        )

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight."""
        place = self._get_variable_index(variable)
        momentum, velocity = self._momentums[place], self._velocities[place]
        if velocity is not None:
            self._adam_step(gradient, variable, learning_rate, momentum, velocity)
            return
        # Keras adds to m what makes it momentum * m + gradient.
        mean = momentum.value * self.momentum + gradient
        momentum.assign(mean)
        update = self._orthogonal(gradient + mean * self.momentum if self.nesterov else mean)
        scale = 1.0 if self.rms_rate is None else max(variable.shape) ** 0.5 * self.rms_rate
        variable.assign_sub(update * (learning_rate * scale))

    def _adam_step(
        self,
        gradient: TensorLike,
        variable: Variable,
        learning_rate: Any,
        momentum: Variable,
        velocity: Variable,
    ) -> None:
        step = ops.cast(self.iterations + 1, "float32")
        correction = ops.sqrt(1.0 - ops.power(self.adam_beta_2, step))
        rate = learning_rate * self.adam_lr_ratio * correction
        rate = rate / (1.0 - ops.power(self.adam_beta_1, step))
        mean = momentum.value + (gradient - momentum.value) * (1 - self.adam_beta_1)
        square = velocity.value
        square = square + (ops.square(gradient) - square) * (1 - self.adam_beta_2)
        momentum.assign(mean)
        velocity.assign(square)
        variable.assign_sub(mean * rate / (ops.sqrt(square) + self.epsilon))

    def _orthogonal(self, x: TensorLike) -> TensorLike:
        """The orthogonal matrix near to one, about."""
        tall = x.shape[0] > x.shape[1]
        if tall:
            x = ops.transpose(x)
        x = x / (ops.sqrt(ops.sum(ops.square(x))) + 1e-7)
        for _ in range(self.ns_steps):
            product = ops.matmul(x, ops.transpose(x))
            inside = product * self.muon_b + ops.matmul(product, product) * self.muon_c
            x = x * self.muon_a + ops.matmul(inside, x)
        return ops.transpose(x) if tall else x

    def _apply_weight_decay(self, variables: list[Variable], learning_rate: TensorLike) -> None:
        for variable in variables:
            if not self._decays(variable):
                continue
            adam = self._takes_adam(variable)
            decay = self.adam_weight_decay if adam else self.weight_decay
            if decay is not None:
                value = variable.value
                variable.assign(value - value * (learning_rate * decay))
