"""Losses by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.identifiers import object_from
from p_vision.losses import (
    circle_loss,
    crossentropy,
    crossentropy_losses,
    ctc_loss,
    focal_crossentropy,
    generalized_crossentropy,
    margin_losses,
    margins,
    overlap,
    regression,
    regression_losses,
)
from p_vision.losses.loss import Loss
from p_vision.naming import snake_case
from p_vision.serialization import (
    custom_object_scope,
    deserialize_object,
    register_function,
    serialize_object,
)
from p_vision.types import Config

_CLASSES: tuple[type[Loss], ...] = (
    regression_losses.MeanSquaredError,
    regression_losses.MeanAbsoluteError,
    regression_losses.MeanAbsolutePercentageError,
    regression_losses.MeanSquaredLogarithmicError,
    regression_losses.Huber,
    regression_losses.LogCosh,
    regression_losses.CosineSimilarity,
    regression_losses.Poisson,
    margin_losses.Hinge,
    margin_losses.SquaredHinge,
    margin_losses.CategoricalHinge,
    crossentropy_losses.BinaryCrossentropy,
    crossentropy_losses.CategoricalCrossentropy,
    crossentropy_losses.SparseCategoricalCrossentropy,
    crossentropy_losses.KLDivergence,
    circle_loss.Circle,
    ctc_loss.CTC,
    focal_crossentropy.BinaryFocalCrossentropy,
    focal_crossentropy.CategoricalFocalCrossentropy,
    generalized_crossentropy.CategoricalGeneralizedCrossEntropy,
    overlap.Dice,
    overlap.Tversky,
)
_FUNCTIONS: tuple[Any, ...] = (
    regression.mean_squared_error,
    regression.mean_absolute_error,
    regression.mean_absolute_percentage_error,
    regression.mean_squared_logarithmic_error,
    regression.huber,
    regression.log_cosh,
    regression.cosine_similarity,
    regression.poisson,
    margins.hinge,
    margins.squared_hinge,
    margins.categorical_hinge,
    crossentropy.binary_crossentropy,
    crossentropy.categorical_crossentropy,
    crossentropy.sparse_categorical_crossentropy,
    crossentropy.kl_divergence,
    circle_loss.circle,
    ctc_loss.ctc,
    focal_crossentropy.binary_focal_crossentropy,
    focal_crossentropy.categorical_focal_crossentropy,
    generalized_crossentropy.categorical_generalized_cross_entropy,
    overlap.dice,
    overlap.tversky,
)
_SHORT = {
    "mse": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError",
    "kld": "KLDivergence",
    "kl_divergence": "KLDivergence",
    "kullback_leibler_divergence": "KLDivergence",
    "logcosh": "LogCosh",
    "huber_loss": "Huber",
    "bce": "BinaryCrossentropy",
}
_BY_CLASS: dict[str, Any] = {cls.__name__: cls for cls in _CLASSES}
_BY_NAME: dict[str, Any] = {snake_case(cls.__name__): cls for cls in _CLASSES}
_BY_NAME |= _BY_CLASS | {short: _BY_CLASS[name] for short, name in _SHORT.items()}
_BY_NAME |= {short.upper(): _BY_CLASS[_SHORT[short]] for short in ("mse", "mae", "mape", "msle")}

for _function in _FUNCTIONS:
    register_function(_function.__name__, _function)


def get(identifier: Any) -> Any:
    """Return the loss that a name, dict, class or function stands for.

    Args:
        identifier: such as "mse", ``Huber(delta=2.0)`` or a function of
            (y_true, y_pred); None stays None.

    Returns:
        A :class:`Loss`, or the function as it is.

    Raises:
        UnknownNameError: no loss has that name.

    >>> get("mse")
    <MeanSquaredError name='mean_squared_error', reduction='sum_over_batch_size'>
    """
    if identifier is None:
        return None
    return object_from(identifier, "loss", "loss", _BY_NAME)


def serialize(loss: Any) -> Any:
    """Write a loss as a dict."""
    return serialize_object(loss)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the loss that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "loss")
