"""Metrics by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import metrics
from p_vision.identifiers import object_from
from p_vision.naming import snake_case
from p_vision.serialization import (
    custom_object_scope,
    deserialize_object,
    serialize_object,
)
from p_vision.types import Config

_CLASSES = (
    "Accuracy",
    "BinaryAccuracy",
    "CategoricalAccuracy",
    "SparseCategoricalAccuracy",
    "TopKCategoricalAccuracy",
    "SparseTopKCategoricalAccuracy",
    "MeanSquaredError",
    "RootMeanSquaredError",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredLogarithmicError",
    "CosineSimilarity",
    "LogCoshError",
    "KLDivergence",
    "Poisson",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "SparseCategoricalCrossentropy",
    "Hinge",
    "SquaredHinge",
    "CategoricalHinge",
    "Precision",
    "Recall",
    "AUC",
    "TruePositives",
    "TrueNegatives",
    "FalsePositives",
    "FalseNegatives",
    "F1Score",
    "FBetaScore",
    "R2Score",
    "ConcordanceCorrelation",
    "PearsonCorrelation",
    "PrecisionAtRecall",
    "RecallAtPrecision",
    "SensitivityAtSpecificity",
    "SpecificityAtSensitivity",
    "BinaryIoU",
    "IoU",
    "MeanIoU",
    "OneHotIoU",
    "OneHotMeanIoU",
    "Mean",
    "Sum",
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
_BY_NAME = (
    {snake_case(name): name for name in _CLASSES} | {name: name for name in _CLASSES} | _SHORT
)
_BY_NAME |= {short.upper(): _SHORT[short] for short in ("mse", "mae", "mape", "msle")}


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
    return object_from(identifier, "metric", "metric", _BY_NAME, metrics)


def serialize(metric: Any) -> Any:
    """Write a metric as a dict."""
    return serialize_object(metric)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the metric that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "metric")
