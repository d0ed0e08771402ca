"""Constructor arguments, defaults and configurations of Keras's layers."""

from __future__ import annotations

import inspect
from typing import Any

import keras
from layer_examples import LAYER_EXAMPLES, NEED_TENSORFLOW


def cases() -> list[dict[str, Any]]:
    return [_case(name, config) for name, config in LAYER_EXAMPLES.items()]


def _case(name: str, config: dict[str, Any]) -> dict[str, Any]:
    cls = getattr(keras.layers, name)
    parameters = inspect.signature(cls.__init__).parameters
    layer = None if name in NEED_TENSORFLOW else cls.from_config(dict(config))
    found = None if layer is None else layer.get_config()
    if found is not None:
        found.pop("dtype", None)
        found.pop("name", None)
    return {
        "name": name,
        "class": cls.__name__,
        "defaults": {
            entry.name: repr(entry.default)
            for entry in parameters.values()
            if entry.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD and entry.name != "self"
        },
        "config": config,
        "keras_config": _plain(found),
        "supports_masking": layer is not None and bool(layer.supports_masking),
    }


def _plain(value: Any) -> Any:
    """Configurations without the data types that p_vision does not have."""
    if isinstance(value, dict):
        return {
            key: _plain(entry)
            for key, entry in value.items()
            if not (key == "dtype" and isinstance(entry, dict))
        }
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return value
