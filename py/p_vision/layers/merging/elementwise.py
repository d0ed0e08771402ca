"""Layers that join several inputs of the same shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.layers.layer import Layer
from p_vision.types import TensorLike


class Merge(Layer):
    """Base of layers that join a list of inputs value by value."""

    supports_masking = True

    _count: int | None = None

    def call(self, inputs: Sequence[TensorLike]) -> TensorLike:
        """Return the joined inputs."""
        return self._join(self._checked(inputs))

    def _checked(self, inputs: Any) -> list[TensorLike]:
        """Return the inputs with as many axes each."""
        if not isinstance(inputs, (list, tuple)) or len(inputs) < 2:
            raise ShapeError(
                f"{type(self).__name__} '{self.name}' joins a list of at least two inputs: "
                f"{type(self).__name__}()([a, b])."
            )
        if self._count is not None and len(inputs) != self._count:
            raise ShapeError(
                f"{type(self).__name__} '{self.name}' takes {self._count} inputs, "
                f"not {len(inputs)}."
            )
        shapes = [tuple(entry.shape) for entry in inputs]
        rank = max(map(len, shapes))
        # Axes that are missing come after the batch, as in Keras.
        full = [(*shape[:1], *(1,) * (rank - len(shape)), *shape[1:]) for shape in shapes]
        for sizes in zip(*full, strict=True):
            if len(set(sizes) - {1}) > 1:
                raise ShapeError(
                    f"{type(self).__name__} '{self.name}' joins value by value, so the shapes "
                    f"must fit; they are {', '.join(map(str, shapes))}."
                )
        return [
            entry if len(shape) == rank else ops.reshape(entry, wanted)
            for entry, shape, wanted in zip(inputs, shapes, full, strict=True)
        ]

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """Return where any of the inputs counts; None when one has no mask."""
        if mask is None or any(entry is None for entry in mask):
            return None
        return reduce(ops.logical_or, mask)

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

    _count = 2

    def _join(self, inputs: list[TensorLike]) -> TensorLike:
        return ops.subtract(inputs[0], inputs[1])


class Multiply(Merge):
    """The product of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Multiply()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[3.0]]
    """

    def call(self, inputs: Sequence[TensorLike], mask: Any = None) -> TensorLike:
        """Return the product; values that do not count are left out of it.

        Args:
            inputs: a list of tensors of the same shape.
            mask: a mask (batch, steps) or None for each of them.
        """
        entries = self._checked(inputs)
        if mask is None:
            return reduce(ops.multiply, entries)
        masks = [_over(entry, known) for entry, known in zip(entries, mask, strict=True)]
        kept = [
            entry if known is None else ops.where(known, entry, 1.0)
            for entry, known in zip(entries, masks, strict=True)
        ]
        product = reduce(ops.multiply, kept)
        if any(known is None for known in masks):
            return product
        return ops.where(reduce(ops.logical_or, masks), product, 0.0)


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

    def call(self, inputs: Sequence[TensorLike], mask: Any = None) -> TensorLike:
        """Return the largest of the values that count.

        Args:
            inputs: a list of tensors of the same shape.
            mask: a mask (batch, steps) or None for each of them.
        """
        return _choose(ops.maximum, self._checked(inputs), mask)


class Minimum(Merge):
    """The smallest of the inputs.

    Args:
        **kwargs: name, dtype.

    >>> Minimum()([ops.ones((1, 1)), ops.full((1, 1), 3.0)]).tolist()
    [[1.0]]
    """

    def call(self, inputs: Sequence[TensorLike], mask: Any = None) -> TensorLike:
        """Return the smallest of the values that count.

        Args:
            inputs: a list of tensors of the same shape.
            mask: a mask (batch, steps) or None for each of them.
        """
        return _choose(ops.minimum, self._checked(inputs), mask)


def _over(entry: TensorLike, mask: Any) -> Any:
    """Return a mask (batch, steps) for each value of (batch, steps, ...)."""
    if mask is None:
        return None
    shape = (*mask.shape, *(1,) * (len(entry.shape) - len(mask.shape)))
    return ops.broadcast_to(ops.reshape(mask, shape), entry.shape)


def _choose(choice: Callable[[Any, Any], Any], entries: list[TensorLike], masks: Any) -> TensorLike:
    """Join values one after the other; where only one side counts, it wins."""
    if masks is None:
        return reduce(choice, entries)
    result, known = entries[0], _over(entries[0], masks[0])
    for entry, mask in zip(entries[1:], masks[1:], strict=True):
        here = _over(entry, mask)
        if here is not None:
            entry = ops.where(here, entry, result)
        if known is not None:
            result = ops.where(known, result, entry)
        known = None if here is None or known is None else ops.logical_or(known, here)
        result = choice(result, entry)
    return result


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
