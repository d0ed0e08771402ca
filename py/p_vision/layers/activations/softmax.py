"""Softmax as a layer."""

from __future__ import annotations

from typing import Any

from p_vision import activations, ops
from p_vision.layers.layer import Layer
from p_vision.types import TensorLike


class Softmax(Layer):
    """Probabilities that sum to 1.

    Args:
        axis: axis of the classes, or several.
        **kwargs: name, trainable, dtype.

    >>> Softmax()([[0.0, 0.0]]).tolist()
    [[0.5, 0.5]]
    """

    supports_masking = True

    def __init__(self, axis: Any = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def call(self, inputs: TensorLike, mask: TensorLike | None = None) -> TensorLike:
        """Return probabilities, same shape.

        Args:
            inputs: any shape.
            mask: False where the probability must be 0; None for nowhere.
        """
        if mask is not None:
            if mask.dtype != "bool":
                mask = ops.greater(mask, 0.5)
            inputs = ops.where(mask, inputs, -1e9)
        x = self._softmax(inputs)
        # Where everything is masked the probabilities are 0 too.
        return x if mask is None else ops.where(mask, x, 0.0)

    def _softmax(self, inputs: TensorLike) -> TensorLike:
        if isinstance(self.axis, (list, tuple)):
            if len(self.axis) > 1:
                total = ops.logsumexp(inputs, axis=tuple(self.axis), keepdims=True)
                return ops.exp(ops.subtract(inputs, total))
            return activations.softmax(inputs, axis=self.axis[0])
        return activations.softmax(inputs, axis=self.axis)
