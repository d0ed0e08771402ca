"""Losses for support vector machines, as classes."""

from __future__ import annotations

from p_vision.losses import margins as formulas
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


class Hinge(Loss):
    """``max(1 - y p, 0)`` for labels -1 and 1.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "hinge",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.hinge(y_true, y_pred)


class SquaredHinge(Loss):
    """``max(1 - y p, 0)^2`` for labels -1 and 1.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "squared_hinge",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.squared_hinge(y_true, y_pred)


class CategoricalHinge(Loss):
    """``max(largest wrong - right + 1, 0)`` for one-hot labels.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_hinge",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.categorical_hinge(y_true, y_pred)
