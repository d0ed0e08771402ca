"""Limits on weights, kept after every optimizer step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.identifiers import object_from
from p_vision.missing_names import missing_name
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config, TensorLike

__all__ = [
    "Constraint",
    "MaxNorm",
    "MinMaxNorm",
    "NonNeg",
    "UnitNorm",
    "deserialize",
    "get",
    "max_norm",
    "min_max_norm",
    "non_neg",
    "serialize",
    "unit_norm",
]

_EPSILON = 1e-7


class Constraint(Configurable):
    """Base of limits; override ``__call__(self, w)`` to return allowed values."""

    kind = "constraint"

    def __call__(self, w: TensorLike) -> TensorLike:
        """Return ``w``, moved to where it is allowed; same shape."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it allows.")


def _norms(w: TensorLike, axis: Any) -> TensorLike:
    return ops.sqrt(ops.sum(ops.square(w), axis=axis, keepdims=True))


class NonNeg(Constraint):
    """No value below zero.

    >>> NonNeg()([-1.0, 2.0]).numpy().tolist()
    [0.0, 2.0]
    """

    def __call__(self, w: TensorLike) -> TensorLike:
        """Return ``w`` with zeros for negative values."""
        return ops.maximum(w, 0)


class UnitNorm(Constraint):
    """Norm 1 along ``axis``.

    Args:
        axis: axis or axes of one unit's incoming weights: 0 for Dense,
            (0, 1, 2) for Conv2D.
    """

    def __init__(self, axis: Any = 0) -> None:
        self.axis = axis

    def __call__(self, w: TensorLike) -> TensorLike:
        """Return ``w`` divided by its norms."""
        return ops.divide(w, ops.add(_norms(w, self.axis), _EPSILON))


class MaxNorm(Constraint):
    """Norm at most ``max_value`` along ``axis``.

    Args:
        max_value: the largest norm allowed.
        axis: axis or axes of one unit's incoming weights: 0 for Dense,
            (0, 1, 2) for Conv2D.
    """

    def __init__(self, max_value: float = 2, axis: Any = 0) -> None:
        self.max_value = max_value
        self.axis = axis

    def __call__(self, w: TensorLike) -> TensorLike:
        """Return ``w``, shrunk where it is too long."""
        norms = _norms(w, self.axis)
        wanted = ops.clip(norms, 0, self.max_value)
        return ops.multiply(w, ops.divide(wanted, ops.add(norms, _EPSILON)))


class MinMaxNorm(Constraint):
    """Norm between two bounds along ``axis``.

    Args:
        min_value: the smallest norm allowed.
        max_value: the largest norm allowed.
        rate: 1 keeps the bounds strictly; less moves towards them bit by bit.
        axis: axis or axes of one unit's incoming weights: 0 for Dense,
            (0, 1, 2) for Conv2D.
    """

    def __init__(
        self, min_value: float = 0.0, max_value: float = 1.0, rate: float = 1.0, axis: Any = 0
    ) -> None:
        self.min_value = min_value
        self.max_value = max_value
        self.rate = rate
        self.axis = axis

    def __call__(self, w: TensorLike) -> TensorLike:
        """Return ``w``, scaled towards the bounds."""
        norms = _norms(w, self.axis)
        inside = ops.multiply(ops.clip(norms, self.min_value, self.max_value), self.rate)
        wanted = ops.add(inside, ops.multiply(norms, 1.0 - self.rate))
        return ops.multiply(w, ops.divide(wanted, ops.add(norms, _EPSILON)))


non_neg = NonNeg
unit_norm = UnitNorm
max_norm = MaxNorm
min_max_norm = MinMaxNorm

_BY_NAME: dict[str, Any] = {
    "non_neg": NonNeg,
    "unit_norm": UnitNorm,
    "max_norm": MaxNorm,
    "min_max_norm": MinMaxNorm,
    "NonNeg": NonNeg,
    "UnitNorm": UnitNorm,
    "MaxNorm": MaxNorm,
    "MinMaxNorm": MinMaxNorm,
}


def get(identifier: Any) -> Any:
    """Return the constraint that a name, dict, class or function stands for.

    Raises:
        UnknownNameError: no constraint has that name.
    """
    if identifier is None:
        return None
    return object_from(identifier, "constraint", "constraint", _BY_NAME)


def serialize(constraint: Any) -> Any:
    """Write a constraint as a dict."""
    return serialize_object(constraint)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the constraint that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "constraint")


__getattr__ = missing_name("p_vision.constraints", __all__)
