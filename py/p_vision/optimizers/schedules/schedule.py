"""The base class of learning rate schedules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config, TensorLike


class LearningRateSchedule(Configurable):
    """A learning rate for every step.

    Write your own by overriding ``__call__`` with operations of
    ``p_vision.ops``, so that it becomes part of the recorded step:

    >>> class Halving(LearningRateSchedule):
    ...     def __call__(self, step):
    ...         return 0.1 / (1.0 + ops.cast(step, "float32"))
    >>> round(float(Halving()(1)), 3)
    0.05
    """

    kind = "schedule"

    def __call__(self, step: TensorLike) -> TensorLike:
        """Return the rate.

        Args:
            step: how many steps were made before; a whole number or tensor.
        """
        raise NotImplementedError(f"{type(self).__name__} needs a method __call__(self, step).")


def passed(step: TensorLike) -> TensorLike:
    """Return the step as a float32 tensor."""
    return ops.cast(ops.convert_to_tensor(step), "float32")


def check_positive(name: str, value: float) -> None:
    """Complain about a number of steps that is not above zero."""
    if value <= 0:
        raise ArgumentError(f"{name} must be above 0, but it is {value}.")


def serialize(learning_rate_schedule: LearningRateSchedule) -> Any:
    """Write a schedule as a dict."""
    return serialize_object(learning_rate_schedule)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the schedule that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "schedule")
