"""Losses of segmentation: how little two regions overlap."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike

_EPSILON = 1e-7


def dice(y_true: TensorLike, y_pred: TensorLike, axis: Any = None) -> TensorLike:
    """Return ``1 - 2 sum(y p) / (sum(y) + sum(p))`` (Dice, 1945).

    Args:
        y_true: 1 inside the region, else 0; any shape.
        y_pred: probabilities; the same shape.
        axis: axes of one region; None for everything together.

    >>> round(float(dice([[1.0, 0.0]], [[1.0, 1.0]])), 4)
    0.3333
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    both = ops.sum(y_true * y_pred, axis=axis)
    total = ops.sum(y_true, axis=axis) + ops.sum(y_pred, axis=axis) + _EPSILON
    return 1.0 - 2.0 * both / total


def tversky(
    y_true: TensorLike,
    y_pred: TensorLike,
    alpha: float = 0.5,
    beta: float = 0.5,
    axis: Any = None,
) -> TensorLike:
    """Return ``1 - s / (s + alpha sum(y (1 - p)) + beta sum(p (1 - y)))``, s = sum(y p).

    Args:
        y_true: 1 inside the region, else 0; any shape.
        y_pred: probabilities; the same shape.
        alpha: how much missed places cost.
        beta: how much places too many cost.
        axis: axes of one region; None for everything together.

    Source: Salehi et al., 2017, https://arxiv.org/abs/1706.05721
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    both = ops.sum(y_true * y_pred, axis=axis)
    missed = ops.sum((1.0 - y_pred) * y_true, axis=axis)
    extra = ops.sum(y_pred * (1.0 - y_true), axis=axis)
    return 1.0 - both / (both + missed * alpha + extra * beta + _EPSILON)


class Dice(Loss):
    """One minus the Dice coefficient of two regions.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        axis: axes of one region; None for the whole batch together.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "dice",
        axis: Any = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per region."""
        return dice(y_true, y_pred, self.axis)


class Tversky(Loss):
    """Dice with different prices for missed places and places too many.

    Args:
        alpha: how much missed places cost.
        beta: how much places too many cost.
        reduction: as in :class:`Loss`.
        name: name in messages.
        axis: axes of one region; None for the whole batch together.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        alpha: float = 0.5,
        beta: float = 0.5,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "tversky",
        axis: Any = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.alpha = alpha
        self.beta = beta
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per region."""
        return tversky(y_true, y_pred, self.alpha, self.beta, self.axis)
