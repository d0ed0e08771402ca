"""Concatenate: inputs side by side."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from p_vision import ops, tracing
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.layer import Layer
from p_vision.types import TensorLike


class Concatenate(Layer):
    """Puts inputs side by side along an axis.

    Args:
        axis: the axis that grows; the others must agree.
        **kwargs: name, dtype.

    >>> Concatenate()([ops.ones((1, 2)), ops.ones((1, 3))]).shape
    (1, 5)
    """

    supports_masking = True

    def __init__(self, axis: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not hasattr(axis, "__index__") or isinstance(axis, tracing.SymbolicTensor):
            raise ArgumentError(
                f"Concatenate's axis must be a whole number, but is a {type(axis).__name__}. To "
                "join tensors, make the layer and call it on a list: Concatenate()([a, b])."
            )
        self.axis = operator.index(axis)

    def call(self, inputs: Sequence[TensorLike]) -> TensorLike:
        """Return the inputs side by side."""
        if not isinstance(inputs, (list, tuple)) or not inputs:
            raise ShapeError(
                f"Concatenate '{self.name}' joins a list of inputs: Concatenate()([a, b])."
            )
        shapes = [tuple(entry.shape) for entry in inputs]
        rest = set()
        for shape in shapes:
            axis = self.axis % len(shape)
            rest.add(shape[:axis] + shape[axis + 1 :])
        if len(rest) > 1:
            raise ShapeError(
                f"Concatenate '{self.name}' joins along axis {self.axis}, so the other axes must "
                f"agree; the shapes are {', '.join(map(str, shapes))}."
            )
        return ops.concatenate(list(inputs), axis=self.axis)

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """Return the masks side by side; steps of inputs without a mask all count."""
        if mask is None or all(entry is None for entry in mask):
            return None
        full = []
        for entry, known in zip(inputs, mask, strict=True):
            if known is None:
                full.append(ops.ones(entry.shape, dtype="bool"))
                continue
            shape = (*known.shape, *(1,) * (len(entry.shape) - len(known.shape)))
            full.append(ops.broadcast_to(ops.reshape(known, shape), entry.shape))
        return ops.any(ops.concatenate(full, axis=self.axis), axis=-1)


def concatenate(inputs: Sequence[Any], axis: int = -1, **kwargs: Any) -> Any:
    """Put inputs side by side; what :class:`Concatenate` does, as a function."""
    return Concatenate(axis=axis, **kwargs)(inputs)
