"""Layers from and to dicts."""

from __future__ import annotations

from typing import Any

from p_vision.serialization import deserialize_object, serialize_object
from p_vision.types import Config


def serialize(layer: Any) -> Any:
    """Write a layer as a dict.

    >>> from p_vision.layers import Dense
    >>> serialize(Dense(8))["class_name"]
    'Dense'
    """
    return serialize_object(layer)


def deserialize(config: Config) -> Any:
    """Make the layer that :func:`serialize` described.

    >>> from p_vision.layers import Dense
    >>> deserialize(serialize(Dense(8))).units
    8
    """
    return deserialize_object(config, "layer")
