"""Optimizers by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import optimizers
from p_vision.identifiers import object_from
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config

_CLASSES = (
    "SGD",
    "RMSprop",
    "Adam",
    "AdamW",
    "Adagrad",
    "Adadelta",
    "Adamax",
    "Nadam",
    "Ftrl",
    "Lion",
    "Lamb",
    "Adafactor",
    "Muon",
    "ScheduleFreeAdamW",
)
_BY_NAME = {name.lower(): name for name in _CLASSES}


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
    return object_from(identifier, "optimizer", "optimizer", _BY_NAME, optimizers)


def serialize(optimizer: Any) -> Any:
    """Write an optimizer as a dict."""
    return serialize_object(optimizer)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the optimizer that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "optimizer")
