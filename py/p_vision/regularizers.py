"""Penalties on weights, added to the loss."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError, ShapeError, UnknownNameError
from p_vision.identifiers import object_from
from p_vision.missing_names import missing_name
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config, TensorLike

__all__ = [
    "L1",
    "L1L2",
    "L2",
    "OrthogonalRegularizer",
    "Regularizer",
    "deserialize",
    "get",
    "l1",
    "l1_l2",
    "l2",
    "orthogonal_regularizer",
    "serialize",
]


class Regularizer(Configurable):
    """Base of penalties; override ``__call__(self, x)`` to return a number."""

    kind = "regularizer"

    def __call__(self, x: TensorLike) -> TensorLike:
        """Return the penalty of the weight ``x``: a tensor without axes."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it costs.")


class L1L2(Regularizer):
    """``l1 * sum(|x|) + l2 * sum(x * x)``.

    Args:
        l1: factor of the absolute values.
        l2: factor of the squares.

    >>> float(L1L2(l1=0.5, l2=0.1)([1.0, -2.0]))
    2.0
    """

    def __init__(self, l1: float = 0.0, l2: float = 0.0) -> None:
        self.l1 = _factor("l1", l1)
        self.l2 = _factor("l2", l2)

    def __call__(self, x: TensorLike) -> TensorLike:
        """Return the penalty."""
        penalty: TensorLike = ops.convert_to_tensor(0.0)
        if self.l1:
            penalty = ops.add(penalty, ops.multiply(ops.sum(ops.abs(x)), self.l1))
        if self.l2:
            penalty = ops.add(penalty, ops.multiply(ops.sum(ops.square(x)), self.l2))
        return penalty


class L1(Regularizer):
    """``l1 * sum(|x|)``: pushes weights to exactly zero.

    Args:
        l1: the factor.

    >>> float(L1(0.5)([1.0, -2.0]))
    1.5
    """

    def __init__(self, l1: float = 0.01) -> None:
        self.l1 = _factor("l1", l1)

    def __call__(self, x: TensorLike) -> TensorLike:
        """Return the penalty."""
        return ops.multiply(ops.sum(ops.abs(x)), self.l1)


class L2(Regularizer):
    """``l2 * sum(x * x)``: keeps weights small.

    Args:
        l2: the factor.

    >>> float(L2(0.5)([1.0, -2.0]))
    2.5
    """

    def __init__(self, l2: float = 0.01) -> None:
        self.l2 = _factor("l2", l2)

    def __call__(self, x: TensorLike) -> TensorLike:
        """Return the penalty."""
        return ops.multiply(ops.sum(ops.square(x)), self.l2)


class OrthogonalRegularizer(Regularizer):
    """The mean size of the cosines between rows, or columns: pushes them to right angles.

    Args:
        factor: factor of the mean.
        mode: "rows" or "columns".

    Raises:
        UnknownNameError: another mode.
        ShapeError: the weight is not a matrix.

    >>> float(OrthogonalRegularizer(1.0)([[1.0, 0.0], [0.0, 2.0]]))
    0.0
    """

    def __init__(self, factor: float = 0.01, mode: str = "rows") -> None:
        self.factor = _factor("factor", factor)
        if mode not in ("rows", "columns"):
            raise UnknownNameError(mode, ("rows", "columns"), "mode")
        self.mode = mode

    def __call__(self, x: TensorLike) -> TensorLike:
        """Return the penalty."""
        x = ops.convert_to_tensor(x)
        if len(x.shape) != 2:
            raise ShapeError(
                "orthogonal_regularizer takes a matrix, but this weight has shape "
                f"{tuple(x.shape)}."
            )
        vectors = x if self.mode == "rows" else ops.transpose(x)
        squares = ops.sum(ops.square(vectors), axis=1, keepdims=True)
        vectors = vectors * ops.rsqrt(ops.maximum(squares, 1e-14))
        count = vectors.shape[0]
        cosines = ops.matmul(vectors, ops.transpose(vectors)) * (1.0 - ops.eye(count))
        return ops.sum(ops.abs(cosines)) * (self.factor / (count * (count - 1.0)))


l1 = L1
l2 = L2
l1_l2 = L1L2
orthogonal_regularizer = OrthogonalRegularizer


def _factor(name: str, value: float) -> float:
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ArgumentError(f"{name} must be a plain number, but it is {value!r}.")
    return float(value)


_BY_NAME: dict[str, Any] = {
    "l1": L1,
    "l2": L2,
    "l1_l2": L1L2,
    "orthogonal_regularizer": OrthogonalRegularizer,
    "OrthogonalRegularizer": OrthogonalRegularizer,
    "L1": L1,
    "L2": L2,
    "L1L2": L1L2,
}


def get(identifier: Any) -> Any:
    """Return the regularizer that a name, dict, class or function stands for.

    Raises:
        UnknownNameError: no regularizer has that name.
    """
    if identifier is None:
        return None
    return object_from(identifier, "regularizer", "regularizer", _BY_NAME)


def serialize(regularizer: Any) -> Any:
    """Write a regularizer as a dict."""
    return serialize_object(regularizer)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the regularizer that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "regularizer")


__getattr__ = missing_name("p_vision.regularizers", __all__)
