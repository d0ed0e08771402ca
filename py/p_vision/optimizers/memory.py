"""What an optimizer holds: its step count, learning rate and a memory for each weight."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError, ShapeError
from p_vision.initializers import get as initializer_for
from p_vision.optimizers.schedules.schedule import LearningRateSchedule
from p_vision.variable import Variable


class OptimizerMemory(Configurable):
    """The variables of an optimizer, and how they are found again for a weight.

    Args:
        learning_rate: a number, a schedule, or a function without arguments.
    """

    kind = "optimizer"
    gradient_accumulation_steps: int | None

    def __init__(self, learning_rate: Any) -> None:
        self.built = False
        self._variables: list[Variable] = []
        self._positions: dict[int, int] = {}
        self._trainable_variables: list[Variable] = []
        self._iterations = Variable(0, dtype="int32", trainable=False, name="iteration")
        self._variables.append(self._iterations)
        self._learning_rate: Any = learning_rate
        if not callable(learning_rate):
            self._learning_rate = Variable(
                _rate(learning_rate), dtype="float32", trainable=False, name="learning_rate"
            )
            self._variables.append(self._learning_rate)

    @property
    def variables(self) -> list[Variable]:
        """The count of steps, the learning rate and the memory of each weight."""
        return list(self._variables)

    @property
    def iterations(self) -> Any:
        """How many steps were made: an int32 variable.

        With ``gradient_accumulation_steps`` only those that changed the weights count.
        """
        if self.gradient_accumulation_steps:
            return ops.floor_divide(self._iterations, self.gradient_accumulation_steps)
        return self._iterations

    @property
    def learning_rate(self) -> Any:
        """The learning rate of the next step: a variable, or a tensor from a schedule."""
        if isinstance(self._learning_rate, LearningRateSchedule):
            return self._learning_rate(self.iterations)
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

    def add_variable(
        self, shape: Any, initializer: Any = "zeros", dtype: Any = None, name: str | None = None
    ) -> Variable:
        """Make a variable of any shape that is kept and saved with the optimizer.

        Args:
            shape: its shape.
            initializer: its first values.
            dtype: float32 by default.
            name: name in messages.
        """
        weights = self._trainable_variables
        variable = Variable(
            initializer_for(initializer),
            shape=shape,
            dtype=dtype or "float32",
            trainable=False,
            name=name,
            backend=weights[0].backend if weights else None,
        )
        self._variables.append(variable)
        return variable

    def add_variable_from_reference(
        self, reference_variable: Variable, name: str | None = None, initializer: Any = "zeros"
    ) -> Variable:
        """Make a variable shaped like a weight."""
        path = str(reference_variable.path).replace("/", "_")
        variable = Variable(
            initializer_for(initializer),
            shape=reference_variable.shape,
            dtype=reference_variable.dtype,
            trainable=False,
            name=f"{path}_{name or 'var'}",
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
            initializer: their first values; several for several names.

        Returns:
            A list, or for several names a tuple of lists.
        """
        names = [name] if isinstance(name, str) else list(name)
        several = isinstance(initializer, (list, tuple))
        first = list(initializer) if several else [initializer] * len(names)
        made: tuple[list[Variable], ...] = tuple([] for _ in names)
        for variable in trainable_variables:
            for slot, slot_name, start in zip(made, names, first, strict=True):
                slot.append(self.add_variable_from_reference(variable, slot_name, start))
        return made[0] if isinstance(name, str) else made

    def _get_variable_index(self, variable: Variable) -> int:
        return self._positions[id(variable)]

    def slot(self, slots: Sequence[Variable], variable: Variable) -> Variable:
        """Return the one of ``slots`` that belongs to a weight."""
        return slots[self._positions[id(variable)]]

    def assign(self, variable: Variable, value: Any) -> None:
        """Give a variable a value."""
        variable.assign(value)

    def assign_add(self, variable: Variable, value: Any) -> None:
        """Add to a variable."""
        variable.assign_add(value)

    def assign_sub(self, variable: Variable, value: Any) -> None:
        """Subtract from a variable."""
        variable.assign_sub(value)

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Give all variables values, in the order of ``variables``.

        Args:
            weights: an array for each variable.

        Raises:
            ArgumentError: there are more or fewer than variables.
            ShapeError: one has another shape.
        """
        if len(weights) != len(self._variables):
            raise ArgumentError(
                f"'{self.name}' has {len(self._variables)} variables, but here are "  # type: ignore[attr-defined]
                f"{len(weights)} values. Build it for the model's weights first: "
                "optimizer.build(model.trainable_variables)."
            )
        for variable, value in zip(self._variables, weights, strict=True):
            shape = tuple(getattr(value, "shape", ()))
            if shape != tuple(variable.shape):
                raise ShapeError(
                    f"The optimizer's variable '{variable.name}' has shape {variable.shape}, "
                    f"but its value has {shape}."
                )
            variable.assign(value)

    def save_own_variables(self, store: MutableMapping[str, Any]) -> None:
        """Write all variables as arrays into ``store``, numbered."""
        for index, variable in enumerate(self._variables):
            store[str(index)] = variable.numpy()

    def load_own_variables(self, store: MutableMapping[str, Any]) -> None:
        """Read what :meth:`save_own_variables` wrote."""
        self.set_weights([store[str(index)] for index in range(len(store))])


def _rate(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ArgumentError(
            f"learning_rate must be a number or a schedule, but it is {value!r}."
        ) from None
