"""Objects as plain dicts and back, in Keras's form.

``{"module": "keras.layers", "class_name": "Dense", "config": {...},
"registered_name": None}``: Keras reads what is written here, and what Keras
writes is read.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.registry import (
    custom_object_scope,
    find_class,
    find_function,
    get_registered_name,
    is_built_in,
    register_class,
    register_function,
)

__all__ = [
    "custom_object_scope",
    "deserialize_object",
    "deserialize_values",
    "register_class",
    "register_function",
    "serialize_object",
]

# Where the classes of a kind are found by users.
_MODULES = {
    "layer": "layers",
    "loss": "losses",
    "metric": "metrics",
    "optimizer": "optimizers",
    "schedule": "optimizers.schedules",
    "initializer": "initializers",
    "regularizer": "regularizers",
    "constraint": "constraints",
    "random": "random",
}
_PLACES = {
    "Sequential": ("keras", None),
    "Model": ("keras", None),
    "Functional": ("keras.src.models.functional", "Functional"),
}
# Classes that Keras writes under another name than their own.
_WRITTEN_AS = {"GroupedQueryAttention": "GroupQueryAttention"}
_READ_AS = {written: own for own, written in _WRITTEN_AS.items()}


def serialize_object(value: Any) -> Any:
    """Write a value of a configuration with plain Python values only.

    Objects become dicts, built-in functions their name, arrays nested lists.

    Raises:
        ArgumentError: a function without a name.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return type(value)(serialize_object(entry) for entry in value)
    if isinstance(value, Mapping):
        return {str(key): serialize_object(entry) for key, entry in value.items()}
    if isinstance(value, slice):
        ends = {"start": value.start, "stop": value.stop, "step": value.step}
        return {"class_name": "__slice__", "config": ends}
    if hasattr(value, "get_config") and not isinstance(value, type):
        return _object_dict(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, type):
        return {"class_name": "__typespec__", "config": value.__name__}
    if callable(value):
        return _function_name(value)
    raise TypeError(f"{value!r} cannot be written to a configuration.")


def _object_dict(value: Any) -> dict[str, Any]:
    cls = type(value)
    if cls.__module__.startswith("p_vision."):
        kind = getattr(value, "kind", "layer")
        place = f"keras.{_MODULES.get(kind, kind)}"
        module, registered = _PLACES.get(cls.__name__, (place, None))
    else:
        module, registered = cls.__module__, get_registered_name(cls)
    written = {
        "module": module,
        "class_name": _WRITTEN_AS.get(cls.__name__, cls.__name__),
        "config": value.get_config(),
        "registered_name": registered,
    }
    build = getattr(value, "get_build_config", None)
    build_config = build() if build is not None and value.built else None
    if build_config is not None:
        written["build_config"] = build_config
    return written


def _function_name(function: Any) -> Any:
    name = getattr(function, "__name__", None)
    if is_built_in(function):
        return name
    if name is None or name == "<lambda>":
        raise ArgumentError(
            "A lambda cannot be written to a configuration: give the function a name with def."
        )
    return {
        "module": function.__module__,
        "class_name": "function",
        "config": name,
        "registered_name": get_registered_name(function),
    }


def deserialize_object(config: Any, kind: str | None = None) -> Any:
    """Make the object that :func:`serialize_object` described.

    Raises:
        ArgumentError: its class is not known here.
    """
    if isinstance(config, (list, tuple)) and kind is None:
        return type(config)(deserialize_object(entry) for entry in config)
    if not isinstance(config, Mapping):
        return config
    if "class_name" not in config:
        return deserialize_values(config) if kind is None else config
    name, module = config["class_name"], str(config.get("module") or "")
    name = _READ_AS.get(name, name)
    inner = config.get("config")
    if name in _PLAIN:
        return _PLAIN[name](inner)
    if name == "function":
        return find_function(str(inner), config.get("registered_name"), module)
    cls = find_class(str(name), kind or _kind_of(module), config.get("registered_name"), module)
    if not hasattr(cls, "from_config"):
        return cls  # a function registered under this name
    made = cls.from_config(dict(inner or {}))
    build_config = config.get("build_config")
    if build_config and hasattr(made, "build_from_config") and not made.built:
        made.build_from_config(build_config)
    return made


def deserialize_values(config: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the object dicts among the values of a configuration into objects."""
    return {key: deserialize_object(value) for key, value in config.items()}


def _kind_of(module: str) -> str | None:
    path = module.partition(".")[2].removeprefix("src.")
    return next((kind for kind, name in _MODULES.items() if name == path), None)


def _array(config: Mapping[str, Any]) -> Any:
    numpy = sys.modules.get("numpy")
    values = config["value"]
    return values if numpy is None else numpy.array(values, dtype=config.get("dtype"))


def _refuse_lambda(config: Any) -> Any:
    raise ArgumentError(
        "The model holds a lambda, which was written as compiled code of another Python and is "
        "not run here. Give the function a name with def and pass it in custom_objects."
    )


#: Values that have a dict of their own without being objects of a class.
_PLAIN: dict[str, Any] = {
    "DTypePolicy": lambda config: config["name"],
    "__tuple__": tuple,
    "__slice__": lambda config: slice(config["start"], config["stop"], config["step"]),
    "__numpy__": _array,
    "__tensor__": _array,
    "__lambda__": _refuse_lambda,
}
