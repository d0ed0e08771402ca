"""Metrics by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.identifiers import object_from
from p_vision.losses import huber, log_cosh
from p_vision.metrics import (
    accuracy,
    accuracy_metrics,
    area_under_curve,
    confusion,
    confusion_counts,
    constrained_rates,
    correlation,
    f_score,
    intersection_over_union,
    loss_metrics,
    mean,
    r2_score,
)
from p_vision.metrics.metric import Metric
from p_vision.naming import snake_case
from p_vision.serialization import (
    custom_object_scope,
    deserialize_object,
    register_function,
    serialize_object,
)
from p_vision.types import Config

_CLASSES: tuple[type[Metric], ...] = (
    accuracy_metrics.Accuracy,
    accuracy_metrics.BinaryAccuracy,
    accuracy_metrics.CategoricalAccuracy,
    accuracy_metrics.SparseCategoricalAccuracy,
    accuracy_metrics.TopKCategoricalAccuracy,
    accuracy_metrics.SparseTopKCategoricalAccuracy,
    loss_metrics.MeanSquaredError,
    loss_metrics.RootMeanSquaredError,
    loss_metrics.MeanAbsoluteError,
    loss_metrics.MeanAbsolutePercentageError,
    loss_metrics.MeanSquaredLogarithmicError,
    loss_metrics.CosineSimilarity,
    loss_metrics.LogCoshError,
    loss_metrics.KLDivergence,
    loss_metrics.Poisson,
    loss_metrics.BinaryCrossentropy,
    loss_metrics.CategoricalCrossentropy,
    loss_metrics.SparseCategoricalCrossentropy,
    loss_metrics.Hinge,
    loss_metrics.SquaredHinge,
    loss_metrics.CategoricalHinge,
    confusion.Precision,
    confusion.Recall,
    area_under_curve.AUC,
    confusion_counts.TruePositives,
    confusion_counts.TrueNegatives,
    confusion_counts.FalsePositives,
    confusion_counts.FalseNegatives,
    f_score.F1Score,
    f_score.FBetaScore,
    r2_score.R2Score,
    correlation.ConcordanceCorrelation,
    correlation.PearsonCorrelation,
    constrained_rates.PrecisionAtRecall,
    constrained_rates.RecallAtPrecision,
    constrained_rates.SensitivityAtSpecificity,
    constrained_rates.SpecificityAtSensitivity,
    intersection_over_union.BinaryIoU,
    intersection_over_union.IoU,
    intersection_over_union.MeanIoU,
    intersection_over_union.OneHotIoU,
    intersection_over_union.OneHotMeanIoU,
    mean.Mean,
    mean.Sum,
)
_FUNCTIONS: tuple[Any, ...] = (
    accuracy.binary_accuracy,
    accuracy.categorical_accuracy,
    accuracy.sparse_categorical_accuracy,
    accuracy.top_k_categorical_accuracy,
    accuracy.sparse_top_k_categorical_accuracy,
    correlation.pearson_correlation,
    correlation.concordance_correlation,
    huber,
    log_cosh,
)
_SHORT = {
    "acc": "Accuracy",
    "auc": "AUC",
    "mse": "MeanSquaredError",
    "rmse": "RootMeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError",
    "bce": "BinaryCrossentropy",
    "kld": "KLDivergence",
    "kl_divergence": "KLDivergence",
}
_BY_CLASS: dict[str, Any] = {cls.__name__: cls for cls in _CLASSES}
_BY_NAME: dict[str, Any] = {snake_case(cls.__name__): cls for cls in _CLASSES}
_BY_NAME |= _BY_CLASS | {short: _BY_CLASS[name] for short, name in _SHORT.items()}
_BY_NAME |= {short.upper(): _BY_CLASS[_SHORT[short]] for short in ("mse", "mae", "mape", "msle")}

for _function in _FUNCTIONS:
    register_function(_function.__name__, _function)


def get(identifier: Any) -> Any:
    """Return the metric that a name, dict, class or function stands for.

    Args:
        identifier: such as "mae", ``Mean(name="x")`` or a function of
            (y_true, y_pred); None stays None.

    Returns:
        A :class:`Metric`, or the function as it is.

    Raises:
        UnknownNameError: no metric has that name.

    >>> get("mae")
    <MeanAbsoluteError name='mean_absolute_error'>
    """
    if identifier is None:
        return None
    return object_from(identifier, "metric", "metric", _BY_NAME)


def serialize(metric: Any) -> Any:
    """Write a metric as a dict."""
    return serialize_object(metric)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the metric that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "metric")
