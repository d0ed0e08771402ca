"""How far numbers are from the right ones; each returns one loss per sample."""

from __future__ import annotations

import math

from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.types import TensorLike

_EPSILON = 1e-7


def mean_squared_error(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean((y_true - y_pred)^2)`` over the last axis.

    Args:
        y_true: (batch, ..., n).
        y_pred: the same shape.

    >>> mean_squared_error([[0.0, 0.0]], [[1.0, 3.0]]).numpy().tolist()
    [5.0]
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


def mean_absolute_error(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean(|y_true - y_pred|)`` over the last axis.

    >>> mean_absolute_error([[0.0, 0.0]], [[1.0, -3.0]]).numpy().tolist()
    [2.0]
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)


def mean_absolute_percentage_error(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``100 * mean(|y_true - y_pred| / |y_true|)`` over the last axis."""
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    part = ops.abs((y_true - y_pred) / ops.maximum(ops.abs(y_true), _EPSILON))
    return ops.mean(part, axis=-1) * 100.0


def mean_squared_logarithmic_error(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean((log(y_true + 1) - log(y_pred + 1))^2)`` over the last axis."""
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    first = ops.log(ops.maximum(y_pred, _EPSILON) + 1.0)
    second = ops.log(ops.maximum(y_true, _EPSILON) + 1.0)
    return ops.mean(ops.square(first - second), axis=-1)


def huber(y_true: TensorLike, y_pred: TensorLike, delta: float = 1.0) -> TensorLike:
    """Return a square for small errors, a line for those above ``delta`` (Huber, 1964).

    Args:
        y_true: (batch, ..., n).
        y_pred: the same shape.
        delta: where the line begins.
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    error = y_pred - y_true
    size = ops.abs(error)
    line = size * delta - 0.5 * delta * delta
    return ops.mean(ops.where(size <= delta, ops.square(error) * 0.5, line), axis=-1)


def log_cosh(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean(log(cosh(y_pred - y_true)))`` over the last axis."""
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    error = y_pred - y_true
    return ops.mean(error + ops.softplus(error * -2.0) - math.log(2.0), axis=-1)


def cosine_similarity(y_true: TensorLike, y_pred: TensorLike, axis: int = -1) -> TensorLike:
    """Return minus the cosine of the angle: -1 for the same direction, 0 for a right angle.

    Args:
        y_true: vectors along ``axis``.
        y_pred: the same shape.
        axis: the axis of one vector.
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    return ops.negative(ops.sum(unit_vectors(y_true, axis) * unit_vectors(y_pred, axis), axis=axis))


def poisson(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``mean(y_pred - y_true * log(y_pred))`` over the last axis."""
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    return ops.mean(y_pred - y_true * ops.log(y_pred + _EPSILON), axis=-1)


def unit_vectors(x: TensorLike, axis: int) -> TensorLike:
    """Divide vectors along ``axis`` by their length; zeros stay zeros."""
    squares = ops.sum(ops.square(x), axis=axis, keepdims=True)
    return x * ops.rsqrt(ops.maximum(squares, 1e-14))
