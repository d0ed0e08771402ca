"""Optimizers by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.identifiers import object_from
from p_vision.optimizers.adadelta import Adadelta
from p_vision.optimizers.adafactor import Adafactor
from p_vision.optimizers.adagrad import Adagrad
from p_vision.optimizers.adam import Adam, AdamW
from p_vision.optimizers.adamax import Adamax
from p_vision.optimizers.ftrl import Ftrl
from p_vision.optimizers.lamb import Lamb
from p_vision.optimizers.lion import Lion
from p_vision.optimizers.muon import Muon
from p_vision.optimizers.nadam import Nadam
from p_vision.optimizers.rmsprop import RMSprop
from p_vision.optimizers.schedule_free_adamw import ScheduleFreeAdamW
from p_vision.optimizers.sgd import SGD
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config

_CLASSES = (
    SGD,
    RMSprop,
    Adam,
    AdamW,
    Adagrad,
    Adadelta,
    Adamax,
    Nadam,
    Ftrl,
    Lion,
    Lamb,
    Adafactor,
    Muon,
    ScheduleFreeAdamW,
)
_BY_NAME: dict[str, Any] = {cls.__name__.lower(): cls for cls in _CLASSES}


def get(identifier: Any) -> Any:
    """Return the optimizer that a name, dict or class stands for.

    Args:
        identifier: such as "adam" or ``Adam(1e-4)``.

    Raises:
        UnknownNameError: no optimizer has that name.

    >>> get("sgd").name[:3]
    'sgd'
    """
    if hasattr(identifier, "apply") and not isinstance(identifier, type):
        return identifier
    return object_from(identifier, "optimizer", "optimizer", _BY_NAME)


def serialize(optimizer: Any) -> Any:
    """Write an optimizer as a dict."""
    return serialize_object(optimizer)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the optimizer that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "optimizer")
