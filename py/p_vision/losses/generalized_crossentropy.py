"""Generalized crossentropy (Zhang and Sabuncu, 2018): for labels some of which are wrong."""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.losses.crossentropy import class_numbers
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


def categorical_generalized_cross_entropy(
    y_true: TensorLike, y_pred: TensorLike, q: float
) -> TensorLike:
    """Return ``(1 - p^q) / q`` for the probability p of the label.

    Args:
        y_true: class numbers; (batch, ...).
        y_pred: probabilities; (batch, ..., classes).
        q: near 0 like the crossentropy, near 1 like the absolute error.

    >>> loss = categorical_generalized_cross_entropy([1], [[0.75, 0.25]], q=0.5)
    >>> float(loss[0])
    1.0
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    labels = class_numbers(y_true, y_pred)
    right = ops.sum(y_pred * ops.one_hot(labels, y_pred.shape[-1]), axis=-1)
    return (1.0 - ops.power(right, q)) / q


class CategoricalGeneralizedCrossEntropy(Loss):
    """A crossentropy for class numbers that wrong labels disturb less.

    Args:
        q: between 0 (like the crossentropy) and 1 (like the absolute error).
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.

    Raises:
        ArgumentError: q is not between 0 and 1.
    """

    _label_dtype = None

    def __init__(
        self,
        q: float = 0.5,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_generalized_cross_entropy",
        dtype: str | None = None,
    ) -> None:
        if not 0 < q < 1:
            raise ArgumentError(f"q lies between 0 and 1; it is {q}.")
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.q = q

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return categorical_generalized_cross_entropy(y_true, y_pred, self.q)
