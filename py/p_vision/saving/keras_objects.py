"""Objects as plain dicts and back, under Keras's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.registry import custom_object_scope
from p_vision.serialization import deserialize_object, serialize_object

__all__ = ["CustomObjectScope", "deserialize_keras_object", "serialize_keras_object"]

#: Keras's name of the class; used in the same way.
CustomObjectScope = custom_object_scope


def serialize_keras_object(obj: Any) -> Any:
    """Write a layer, loss, optimizer, ... as a dict of plain Python values.

    Args:
        obj: The object.

    Example:
        >>> from p_vision import layers
        >>> serialize_keras_object(layers.Flatten())["class_name"]
        'Flatten'
    """
    return serialize_object(obj)


def deserialize_keras_object(
    config: Any,
    custom_objects: Mapping[str, Any] | None = None,
    safe_mode: bool = True,
    **kwargs: Any,
) -> Any:
    """Make the object that `serialize_keras_object`, or Keras, described.

    Args:
        config: The dict.
        custom_objects: Names that are looked up first, and what they stand for.
        safe_mode: Accepted for Keras's sake; code in a configuration is never run.
        **kwargs: Accepted for Keras's sake.

    Raises:
        ArgumentError: A class is not known here.
    """
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config)
