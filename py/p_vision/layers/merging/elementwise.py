"""Layers that join several inputs of the same shape."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.layers.layer import Layer
from p_vision.types import TensorLike


class Merge(Layer):
    """Base of layers that join a list of inputs value by value."""

    def call(self, inputs: Sequence[TensorLike]) -> TensorLike:
        """Return the joined inputs."""
        if not isinstance(inputs, (list, tuple)) or len(inputs) < 2:
            raise ShapeError(
                f"{type(self).__name__} '{self.name}' joins a list of at least two inputs: "
                f"{type(self).__name__}()([a, b])."
            )
        return self._join(list(inputs))

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        raise NotImplementedError


class Add(Merge):
    """The sum of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Add()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[4.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return reduce(ops.add, inputs)


class Subtract(Merge):
    """The first input minus the second.

    Args:
        **kwargs: name, dtype.

    >>> Subtract()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[-2.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return ops.subtract(inputs[0], inputs[1])


class Multiply(Merge):
    """The product of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Multiply()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[3.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return reduce(ops.multiply, inputs)


class Average(Merge):
    """The mean of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Average()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[2.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return ops.divide(reduce(ops.add, inputs), float(len(inputs)))


class Maximum(Merge):
    """The largest of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Maximum()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[3.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return reduce(ops.maximum, inputs)


class Minimum(Merge):
    """The smallest of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Minimum()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[1.0]]
    """

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return reduce(ops.minimum, inputs)


def add(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The sum of the inputs; what :class:`Add` does, as a function."""
    return Add(**kwargs)(inputs)


def subtract(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The first input minus the second; what :class:`Subtract` does, as a function."""
    return Subtract(**kwargs)(inputs)


def multiply(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The product of the inputs; what :class:`Multiply` does, as a function."""
    return Multiply(**kwargs)(inputs)


def average(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The mean of the inputs; what :class:`Average` does, as a function."""
    return Average(**kwargs)(inputs)


def maximum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The largest of the inputs; what :class:`Maximum` does, as a function."""
    return Maximum(**kwargs)(inputs)


def minimum(inputs: Sequence[Any], **kwargs: Any) -> Any:
    """The smallest of the inputs; what :class:`Minimum` does, as a function."""
    return Minimum(**kwargs)(inputs)
