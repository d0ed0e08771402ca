"""The base class of optimizers: what is the same for all of them.

A step: clip the gradients, decay the weights (w -= lr * decay * w), update
each weight, keep its constraint, count the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, GradientError
from p_vision.naming import name_for
from p_vision.optimizers.accumulation import apply_every
from p_vision.optimizers.averaging import overwrite_with_averages, update_averages
from p_vision.optimizers.clipping import clip_by_global_norm, clip_by_norm, clip_by_value
from p_vision.optimizers.memory import OptimizerMemory
from p_vision.serialization import serialize_object
from p_vision.types import Config, TensorLike
from p_vision.variable import Variable


class Optimizer(OptimizerMemory):
    """Changes weights so that the loss gets smaller.

    Write your own by overriding ``update_step`` (and ``build`` for memory of
    its own, made with :meth:`add_optimizer_variables`).

    Args:
        learning_rate: size of the steps: a number, a schedule, or a function
            without arguments.
        weight_decay: part of each weight that is taken away per step, times
            the learning rate; None for none.
        clipnorm: largest norm of each gradient.
        clipvalue: largest size of each value of a gradient.
        global_clipnorm: largest norm of all gradients together.
        use_ema: keep a moving average of the weights; ``fit`` puts it into
            the model at its end.
        ema_momentum: how much of the average is kept per step, 0..1.
        ema_overwrite_frequency: put the average into the model every so many
            steps; None only at the end of ``fit``.
        loss_scale_factor: factor of the loss; gradients are divided by it.
        gradient_accumulation_steps: change the weights only every so many
            steps, with the mean of the gradients in between; at least 2.
        name: name in messages.

    Raises:
        ArgumentError: more than one way of clipping, or a number that makes
            no sense.
    """

    _not_in_config = frozenset({"learning_rate"})

    def __init__(
        self,
        learning_rate: Any,
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
        limits = {
            "clipnorm": clipnorm,
            "clipvalue": clipvalue,
            "global_clipnorm": global_clipnorm,
        }
        given = [key for key, value in limits.items() if value is not None]
        if len(given) > 1:
            raise ArgumentError(f"Use only one of {' and '.join(given)}.")
        if gradient_accumulation_steps and gradient_accumulation_steps < 2:
            raise ArgumentError(
                f"gradient_accumulation_steps is at least 2, not {gradient_accumulation_steps}."
            )
        if use_ema and not 0 <= ema_momentum <= 1:
            raise ArgumentError(f"ema_momentum lies between 0 and 1; it is {ema_momentum}.")
        if use_ema and ema_overwrite_frequency is not None and ema_overwrite_frequency < 1:
            raise ArgumentError(
                f"ema_overwrite_frequency is at least 1, not {ema_overwrite_frequency}."
            )
        self.name = name or name_for(self)
        self.weight_decay = weight_decay
        self.clipnorm = clipnorm
        self.clipvalue = clipvalue
        self.global_clipnorm = global_clipnorm
        self.use_ema = use_ema
        self.ema_momentum = ema_momentum
        self.ema_overwrite_frequency = ema_overwrite_frequency
        self.loss_scale_factor = loss_scale_factor
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self._not_decayed: tuple[set[int], re.Pattern[str] | None] = (set(), None)
        self._averages: list[Variable] = []
        self._accumulated: list[Variable] = []
        super().__init__(learning_rate)

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the memory for the weights; done by itself at the first step.

        Args:
            variables: the weights that will be trained.
        """
        super().build(variables)
        if self.use_ema:
            self._averages = self.add_optimizer_variables(variables, "average")
        if self.gradient_accumulation_steps:
            self._accumulated = self.add_optimizer_variables(variables, "gradient_accumulator")

    # One step

    def apply(
        self, grads: Sequence[Any], trainable_variables: Iterable[Variable] | None = None
    ) -> None:
        """Make one step.

        Args:
            grads: a gradient for each weight; None where there is none.
            trainable_variables: the weights in the same order; those of
                ``build`` by default.

        Raises:
            GradientError: no weight has a gradient.
            ArgumentError: a weight this optimizer was not built for.
        """
        grads = list(grads)
        variables = self._known(trainable_variables, len(grads))
        pairs = [
            (ops.convert_to_tensor(gradient), variable)
            for gradient, variable in zip(grads, variables, strict=True)
            if gradient is not None
        ]
        if not pairs:
            raise GradientError(
                "None of the weights has a gradient: the loss does not depend on them. "
                "Is the loss computed from the model's output?"
            )
        kept = [variable for _, variable in pairs]
        gradients = [gradient for gradient, _ in pairs]
        if self.loss_scale_factor is not None:
            gradients = [gradient / self.loss_scale_factor for gradient in gradients]
        if self.gradient_accumulation_steps:
            apply_every(self.gradient_accumulation_steps, self, gradients, kept)
        else:
            self._change(gradients, kept)
        if self.use_ema:
            update_averages(self._averages, self._trainable_variables, self)
        for variable in kept:
            if variable.constraint is not None:
                variable.assign(variable.constraint(variable.value))
        self._iterations.assign_add(1)

    def _change(self, gradients: list[TensorLike], variables: list[Variable]) -> None:
        """Clip, decay and update; what is done at a step that changes weights."""
        clipped = self._clip_gradients(gradients)
        learning_rate = ops.convert_to_tensor(self.learning_rate)
        self._apply_weight_decay(variables, learning_rate)
        step_size = self.step_size(learning_rate)
        for gradient, variable in zip(clipped, variables, strict=True):
            self.update_step(gradient, variable, step_size)

    def apply_gradients(self, grads_and_vars: Iterable[tuple[Any, Variable]]) -> Variable:
        """Make one step with pairs of gradient and weight; returns the count of steps."""
        pairs = list(grads_and_vars)
        self.apply([gradient for gradient, _ in pairs], [variable for _, variable in pairs])
        return self._iterations

    def scale_loss(self, loss: TensorLike) -> TensorLike:
        """Multiply a loss by ``loss_scale_factor``; :meth:`apply` divides the gradients by it."""
        return loss if self.loss_scale_factor is None else loss * self.loss_scale_factor

    def finalize_variable_values(self, var_list: Iterable[Variable]) -> None:
        """Put the averages of ``use_ema`` into the weights; ``fit`` does so at its end.

        Args:
            var_list: the model's weights.
        """
        if self.use_ema and self.built:
            wanted = {id(variable) for variable in var_list}
            pairs = zip(self._trainable_variables, self._averages, strict=True)
            overwrite_with_averages([pair for pair in pairs if id(pair[0]) in wanted])

    def step_size(self, learning_rate: TensorLike) -> Any:
        """Return what all weights share at this step; given to ``update_step``."""
        return learning_rate

    def update_step(self, gradient: TensorLike, variable: Variable, learning_rate: Any) -> None:
        """Change one weight; subclasses say how."""
        raise NotImplementedError(f"{type(self).__name__} needs an update_step method.")

    def _known(self, variables: Iterable[Variable] | None, count: int) -> list[Variable]:
        chosen = self._trainable_variables if variables is None else list(variables)
        if not self.built and chosen:
            self.build(chosen)
        if len(chosen) != count:
            raise ArgumentError(
                f"There are {count} gradients for {len(chosen)} weights; give one for each, "
                "in the same order."
            )
        for variable in chosen:
            if id(variable) not in self._positions:
                raise ArgumentError(
                    f"The weight '{variable.path}' is new to this optimizer, which was made for "
                    "other weights. Use a new optimizer, or call compile() again."
                )
        return chosen

    def _clip_gradients(self, gradients: list[TensorLike]) -> list[TensorLike]:
        if self.clipnorm:
            return [clip_by_norm(gradient, self.clipnorm) for gradient in gradients]
        if self.global_clipnorm:
            return clip_by_global_norm(gradients, self.global_clipnorm)
        if self.clipvalue:
            return [clip_by_value(gradient, self.clipvalue) for gradient in gradients]
        return gradients

    # Weight decay

    def exclude_from_weight_decay(
        self, var_list: Iterable[Variable] | None = None, var_names: Iterable[str] | None = None
    ) -> None:
        """Keep weights from being decayed.

        Args:
            var_list: the weights.
            var_names: pieces of names, such as "bias".

        Raises:
            ArgumentError: the optimizer has made steps already.
        """
        if self.built:
            raise ArgumentError("Call exclude_from_weight_decay() before the first step.")
        names = "|".join(re.escape(name) for name in var_names or ())
        self._not_decayed = (
            {id(variable) for variable in var_list or ()},
            re.compile(names) if names else None,
        )

    def _decays(self, variable: Variable) -> bool:
        excluded, pattern = self._not_decayed
        return not (id(variable) in excluded or (pattern and pattern.search(variable.name)))

    def _apply_weight_decay(self, variables: list[Variable], learning_rate: TensorLike) -> None:
        if self.weight_decay is None:
            return
        for variable in variables:
            if not self._decays(variable):
                continue
            value = variable.value
            variable.assign(value - value * (learning_rate * self.weight_decay))

    def get_config(self) -> Config:
        """Return the constructor's arguments with the present learning rate."""
        rate = self._learning_rate
        rate = float(rate.numpy()) if isinstance(rate, Variable) else serialize_object(rate)
        return {"learning_rate": rate, **super().get_config()}

    def __repr__(self) -> str:
        arguments = ", ".join(
            f"{key}={value!r}"
            for key, value in self.get_config().items()
            if key != "name" and value is not None
        )
        return f"<{type(self).__name__} name='{self.name}', {arguments}>"
