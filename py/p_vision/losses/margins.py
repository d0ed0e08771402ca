"""Losses of support vector machines; each returns one loss per sample."""

from __future__ import annotations

from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.types import TensorLike


def hinge(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean(max(1 - y p, 0))`` over the last axis.

    Args:
        y_true: -1 or 1 (or 0 and 1, which become -1 and 1); (batch, ..., n).
        y_pred: the same shape.
    """
    return ops.mean(_distance(y_true, y_pred), axis=-1)


def squared_hinge(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean(max(1 - y p, 0)^2)`` over the last axis.

    Args:
        y_true: -1 or 1 (or 0 and 1, which become -1 and 1); (batch, ..., n).
        y_pred: the same shape.
    """
    return ops.mean(ops.square(_distance(y_true, y_pred)), axis=-1)


def categorical_hinge(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``max(largest wrong - right + 1, 0)``.

    Args:
        y_true: one-hot labels; (batch, ..., classes).
        y_pred: the same shape.
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    right = ops.sum(y_true * y_pred, axis=-1)
    wrong = ops.max((1.0 - y_true) * y_pred, axis=-1)
    return ops.maximum(wrong - right + 1.0, 0.0)


def _distance(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    binary = ops.all(ops.logical_or(ops.equal(y_true, 0.0), ops.equal(y_true, 1.0)))
    signs = ops.where(binary, 2.0 * y_true - 1.0, y_true)
    return ops.maximum(1.0 - signs * y_pred, 0.0)
