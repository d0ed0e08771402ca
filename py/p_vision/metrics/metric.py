"""The base class of metrics: numbers gathered over many batches."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.initializers import get as initializer_for
from p_vision.naming import name_for
from p_vision.tracing import init_scope
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Metric(Configurable):
    """Something to watch while training.

    Write your own with variables for what is gathered:

    >>> from p_vision import ops
    >>> class LargestError(Metric):
    ...     def __init__(self, name="largest_error", **kwargs):
    ...         super().__init__(name=name, **kwargs)
    ...         self.largest = self.add_variable(shape=(), initializer="zeros")
    ...     def update_state(self, y_true, y_pred, sample_weight=None):
    ...         error = ops.max(ops.abs(ops.subtract(y_true, y_pred)))
    ...         self.largest.assign(ops.maximum(self.largest, error))
    ...     def result(self):
    ...         return self.largest.value
    >>> metric = LargestError()
    >>> metric.update_state([1.0, 2.0], [1.5, 4.0])
    >>> float(metric.result())
    2.0

    Args:
        dtype: accepted for Keras; metrics are float32.
        name: name in logs; the class's name by default.
    """

    kind = "metric"
    _not_in_config = frozenset({"dtype"})

    def __init__(self, dtype: str | None = None, name: str | None = None) -> None:
        self.name = name or name_for(self)
        self.dtype = dtype or "float32"
        self._own_variables: list[Variable] = []

    @property
    def variables(self) -> list[Variable]:
        """What is gathered, those of metrics inside this one included."""
        found = {id(variable): variable for variable in self._own_variables}
        for value in vars(self).values():
            for entry in value if isinstance(value, (list, tuple)) else (value,):
                if isinstance(entry, Metric):
                    found.update({id(variable): variable for variable in entry.variables})
                elif isinstance(entry, Variable):
                    found[id(entry)] = entry
        return list(found.values())

    def add_variable(
        self,
        shape: tuple[int, ...] = (),
        initializer: Any = "zeros",
        dtype: str | None = None,
        name: str | None = None,
    ) -> Variable:
        """Make a variable to gather in.

        Args:
            shape: its shape; () for one number.
            initializer: its first value.
            dtype: "float32" by default.
            name: name in messages.
        """
        # Metrics that see their shapes in the first batch make variables while it is recorded.
        with init_scope():
            variable = Variable(
                initializer_for(initializer),
                shape=shape,
                dtype=dtype or "float32",
                trainable=False,
                name=name or "state",
            )
        self._own_variables.append(variable)
        return variable

    def add_weight(
        self,
        shape: tuple[int, ...] = (),
        initializer: Any = "zeros",
        dtype: str | None = None,
        name: str | None = None,
    ) -> Variable:
        """Make a variable to gather in; another name for :meth:`add_variable`."""
        return self.add_variable(shape, initializer, dtype, name)

    def reset_state(self) -> None:
        """Start again from zero."""
        for variable in self.variables:
            variable.assign(ops.zeros(variable.shape, dtype=variable.dtype))

    def update_state(self, *args: Any, **kwargs: Any) -> None:
        """Take a batch in; subclasses say how."""
        raise NotImplementedError(f"{type(self).__name__} needs an update_state method.")

    def result(self) -> TensorLike:
        """Return the number so far; subclasses say how."""
        raise NotImplementedError(f"{type(self).__name__} needs a result method.")

    def __call__(self, *args: Any, **kwargs: Any) -> TensorLike:
        """Take a batch in and return the number so far."""
        self.update_state(*args, **kwargs)
        return self.result()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name='{self.name}'>"
