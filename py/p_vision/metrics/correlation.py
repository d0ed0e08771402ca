"""How numbers go up and down together."""

from __future__ import annotations

from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.metrics.mean import MeanMetricWrapper
from p_vision.types import TensorLike


def pearson_correlation(y_true: TensorLike, y_pred: TensorLike, axis: int = -1) -> TensorLike:
    """Return the correlation along an axis, from -1 to 1 (Pearson, 1895).

    Args:
        y_true: any shape.
        y_pred: the same shape.
        axis: the axis of one row of numbers.

    >>> round(float(pearson_correlation([1.0, 2.0, 3.0], [2.0, 4.0, 6.0])), 3)
    1.0
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    return ops.mean(_standardized(y_true, axis) * _standardized(y_pred, axis), axis=axis)


def concordance_correlation(y_true: TensorLike, y_pred: TensorLike, axis: int = -1) -> TensorLike:
    """Return how near pairs of numbers are to being equal, from -1 to 1 (Lin, 1989).

    Args:
        y_true: any shape.
        y_pred: the same shape.
        axis: the axis of one row of numbers.
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    mean_true = ops.mean(y_true, axis=axis, keepdims=True)
    mean_pred = ops.mean(y_pred, axis=axis, keepdims=True)
    spread = ops.var(y_true, axis=axis, keepdims=True) + ops.var(y_pred, axis=axis, keepdims=True)
    together = (y_true - mean_pred) * (y_pred - mean_pred)
    return ops.mean(together * 2.0 / (spread + ops.square(mean_true - mean_pred) + 1e-7), axis=axis)


def _standardized(values: TensorLike, axis: int) -> TensorLike:
    centred = values - ops.mean(values, axis=axis, keepdims=True)
    return centred / ops.std(centred, axis=axis, keepdims=True)


class PearsonCorrelation(MeanMetricWrapper):
    """The mean correlation of y_true and y_pred.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        axis: the axis of one row of numbers.
    """

    _not_in_config = frozenset({"dtype", "fn"})

    def __init__(
        self,
        name: str | None = "pearson_correlation",
        dtype: str | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(pearson_correlation, name, dtype, axis=axis)
        self.axis = axis


class ConcordanceCorrelation(MeanMetricWrapper):
    """The mean concordance of y_true and y_pred.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        axis: the axis of one row of numbers.
    """

    _not_in_config = frozenset({"dtype", "fn"})

    def __init__(
        self,
        name: str | None = "concordance_correlation",
        dtype: str | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(concordance_correlation, name, dtype, axis=axis)
        self.axis = axis
