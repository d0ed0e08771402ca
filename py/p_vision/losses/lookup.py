"""Losses by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import losses
from p_vision.identifiers import object_from
from p_vision.naming import snake_case
from p_vision.serialization import (
    custom_object_scope,
    deserialize_object,
    serialize_object,
)
from p_vision.types import Config

_CLASSES = (
    "MeanSquaredError",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredLogarithmicError",
    "Huber",
    "LogCosh",
    "CosineSimilarity",
    "Poisson",
    "Hinge",
    "SquaredHinge",
    "CategoricalHinge",
    "BinaryCrossentropy",
    "CategoricalCrossentropy",
    "SparseCategoricalCrossentropy",
    "KLDivergence",
    "Circle",
    "CTC",
    "BinaryFocalCrossentropy",
    "CategoricalFocalCrossentropy",
    "CategoricalGeneralizedCrossEntropy",
    "Dice",
    "Tversky",
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
_BY_NAME = (
    {snake_case(name): name for name in _CLASSES} | {name: name for name in _CLASSES} | _SHORT
)
_BY_NAME |= {short.upper(): _SHORT[short] for short in ("mse", "mae", "mape", "msle")}


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
    return object_from(identifier, "loss", "loss", _BY_NAME, losses)


def serialize(loss: Any) -> Any:
    """Write a loss as a dict."""
    return serialize_object(loss)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the loss that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "loss")
