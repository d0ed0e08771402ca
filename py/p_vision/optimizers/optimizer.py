"""The base class of optimizers: what is the same for all of them.

A step: clip the gradients, decay the weights (w -= lr * decay * w), update
each weight, keep its constraint, count the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError, GradientError
from p_vision.initializers import get as initializer_for
from p_vision.naming import name_for
from p_vision.optimizers.clipping import clip_by_global_norm, clip_by_norm, clip_by_value
from p_vision.optimizers.schedules.schedule import LearningRateSchedule
from p_vision.serialization import serialize_object
from p_vision.types import Config, TensorLike
from p_vision.variable import Variable


class Optimizer(Configurable):
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
        name: name in messages.

    Raises:
        ArgumentError: more than one way of clipping, or a learning rate that
            is no number.
    """

    kind = "optimizer"
    _not_in_config = frozenset({"learning_rate"})

    def __init__(
        self,
        learning_rate: Any,
        weight_decay: float | None = None,
        clipnorm: float | None = None,
        clipvalue: float | None = None,
        global_clipnorm: float | None = None,
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
        self.name = name or name_for(self)
        self.weight_decay = weight_decay
        self.clipnorm = clipnorm
        self.clipvalue = clipvalue
        self.global_clipnorm = global_clipnorm
        self.built = False
        self._variables: list[Variable] = []
        self._positions: dict[int, int] = {}
        self._trainable_variables: list[Variable] = []
        self._not_decayed: tuple[set[int], re.Pattern[str] | None] = (set(), None)
        self._iterations = Variable(0, dtype="int32", trainable=False, name="iteration")
        self._variables.append(self._iterations)
        self._learning_rate: Any = learning_rate
        if not callable(learning_rate):
            self._learning_rate = Variable(
                _rate(learning_rate), dtype="float32", trainable=False, name="learning_rate"
            )
            self._variables.append(self._learning_rate)

    # What it holds

    @property
    def variables(self) -> list[Variable]:
        """The count of steps, the learning rate and the memory of each weight."""
        return list(self._variables)

    @property
    def iterations(self) -> Variable:
        """How many steps were made: an int32 variable."""
        return self._iterations

    @property
    def learning_rate(self) -> Any:
        """The learning rate of the next step: a variable, or a tensor from a schedule."""
        if isinstance(self._learning_rate, LearningRateSchedule):
            return self._learning_rate(self._iterations)
        if not isinstance(self._learning_rate, Variable):
            return self._learning_rate()
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value: Any) -> None:
        if callable(value):
            self._replace_learning_rate(value)
        elif isinstance(self._learning_rate, Variable):
            self._learning_rate.assign(value if hasattr(value, "shape") else _rate(value))
        else:
            raise ArgumentError(
                "This optimizer follows a learning rate schedule, so its rate cannot be set. "
                "Compile with a number as learning_rate instead."
            )

    def _replace_learning_rate(self, value: Any) -> None:
        if isinstance(self._learning_rate, Variable):
            self._variables = [kept for kept in self._variables if kept is not self._learning_rate]
        self._learning_rate = value

    # Making the memory

    def build(self, variables: Sequence[Variable]) -> None:
        """Make the memory for the weights; done by itself at the first step.

        Args:
            variables: the weights that will be trained.
        """
        for position, variable in enumerate(variables):
            self._positions[id(variable)] = position
        self._trainable_variables = list(variables)
        if variables:
            for own in self._variables:
                own.move_to(variables[0].backend)
        self.built = True

    def add_variable_from_reference(
        self, reference_variable: Variable, name: str = "var", initializer: Any = "zeros"
    ) -> Variable:
        """Make a variable shaped like a weight."""
        path = str(reference_variable.path).replace("/", "_")
        variable = Variable(
            initializer_for(initializer),
            shape=reference_variable.shape,
            dtype=reference_variable.dtype,
            trainable=False,
            name=f"{path}_{name}",
            backend=reference_variable.backend,
        )
        self._variables.append(variable)
        return variable

    def add_optimizer_variables(
        self, trainable_variables: Sequence[Variable], name: Any, initializer: Any = "zeros"
    ) -> Any:
        """Make variables shaped like each of the weights.

        Args:
            trainable_variables: the weights.
            name: a name, or several for several variables per weight.
            initializer: their first values.

        Returns:
            A list, or for several names a tuple of lists.
        """
        names = [name] if isinstance(name, str) else list(name)
        made: tuple[list[Variable], ...] = tuple([] for _ in names)
        for variable in trainable_variables:
            for slot, slot_name in zip(made, names, strict=True):
                slot.append(self.add_variable_from_reference(variable, slot_name, initializer))
        return made[0] if isinstance(name, str) else made

    def _get_variable_index(self, variable: Variable) -> int:
        return self._positions[id(variable)]

    def slot(self, slots: Sequence[Variable], variable: Variable) -> Variable:
        """Return the one of ``slots`` that belongs to a weight."""
        return slots[self._positions[id(variable)]]

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
        clipped = self._clip_gradients([gradient for gradient, _ in pairs])
        learning_rate = ops.convert_to_tensor(self.learning_rate)
        self._apply_weight_decay(kept, learning_rate)
        step_size = self.step_size(learning_rate)
        for gradient, variable in zip(clipped, kept, strict=True):
            self.update_step(gradient, variable, step_size)
        for variable in kept:
            if variable.constraint is not None:
                variable.assign(variable.constraint(variable.value))
        self._iterations.assign_add(1)

    def apply_gradients(self, grads_and_vars: Iterable[tuple[Any, Variable]]) -> Variable:
        """Make one step with pairs of gradient and weight; returns the count of steps."""
        pairs = list(grads_and_vars)
        self.apply([gradient for gradient, _ in pairs], [variable for _, variable in pairs])
        return self._iterations

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

    def _apply_weight_decay(self, variables: list[Variable], learning_rate: TensorLike) -> None:
        if self.weight_decay is None:
            return
        excluded, pattern = self._not_decayed
        for variable in variables:
            if id(variable) in excluded or (pattern and pattern.search(variable.name)):
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


def _rate(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ArgumentError(
            f"learning_rate must be a number or a schedule, but it is {value!r}."
        ) from None
