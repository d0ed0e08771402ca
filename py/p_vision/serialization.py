"""Objects as plain dicts and back: ``{"class_name": ..., "config": ...}``.

Classes of p_vision and classes written in the session are known by
themselves; nothing has to be registered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from p_vision.errors import ArgumentError

_classes: dict[tuple[str, str], type] = {}
_functions: dict[str, Any] = {}
_custom_objects: list[Mapping[str, Any]] = []

#: Where the classes of a kind are found by users (and under which name Keras writes them).
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


def register_class(cls: type, kind: str) -> None:
    """Make a class known by its name; a later class of the same name wins."""
    _classes[kind, cls.__name__] = cls


def register_function(name: str, function: Any) -> None:
    """Make a built-in function (such as an activation) known by its name."""
    _functions[name] = function


@contextmanager
def custom_object_scope(objects: Mapping[str, Any]) -> Iterator[None]:
    """Look names up in ``objects`` first while the block runs."""
    _custom_objects.append(objects)
    try:
        yield
    finally:
        _custom_objects.remove(objects)


def serialize_object(value: Any) -> Any:
    """Write a value of a configuration with plain Python values only.

    Objects become dicts, built-in functions their name, arrays nested lists.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return type(value)(serialize_object(entry) for entry in value)
    if isinstance(value, Mapping):
        return {str(key): serialize_object(entry) for key, entry in value.items()}
    if hasattr(value, "get_config"):
        kind = getattr(value, "kind", "layer")
        cls = type(value)
        own = cls.__module__.startswith("p_vision.")
        module = f"p_vision.{_MODULES.get(kind, kind)}" if own else cls.__module__
        return {
            "module": module,
            "class_name": cls.__name__,
            "config": value.get_config(),
            "registered_name": None if own else cls.__name__,
        }
    if hasattr(value, "tolist"):
        return value.tolist()
    name = getattr(value, "__name__", None)
    if name is not None and _functions.get(name) is value:
        return name
    if callable(value) and name is not None:
        return {"class_name": "function", "config": name, "registered_name": name}
    raise TypeError(f"{value!r} cannot be written to a configuration.")


def deserialize_object(config: Any, kind: str | None = None) -> Any:
    """Make the object that :func:`serialize_object` described.

    Raises:
        ArgumentError: its class is not known in this session.
    """
    if not isinstance(config, Mapping) or "class_name" not in config:
        return config
    name = config["class_name"]
    if name == "DTypePolicy":
        return config["config"]["name"]
    if name == "function":
        return _function_named(config["config"])
    cls = _class_named(name, kind or _kind_of(str(config.get("module") or "")))
    inner = config.get("config") or {}
    return cls.from_config(dict(inner))


def deserialize_values(config: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the object dicts among the values of a configuration into objects."""
    return {key: deserialize_object(value) for key, value in config.items()}


def _kind_of(module: str) -> str | None:
    path = module.partition(".")[2]
    return next((kind for kind, name in _MODULES.items() if name == path), None)


def _class_named(name: str, kind: str | None) -> Any:
    for objects in reversed(_custom_objects):
        if name in objects:
            return objects[name]
    if kind is not None and (kind, name) in _classes:
        return _classes[kind, name]
    found = [cls for (_, known), cls in _classes.items() if known == name]
    if found:
        return found[-1]
    raise ArgumentError(
        f"The class '{name}' is not known here. Define or import it first, or pass it in "
        f"custom_objects={{'{name}': {name}}}."
    )


def _function_named(name: str) -> Any:
    for objects in reversed(_custom_objects):
        if name in objects:
            return objects[name]
    if name in _functions:
        return _functions[name]
    raise ArgumentError(
        f"The function '{name}' is not known here. Pass it in custom_objects={{'{name}': {name}}}."
    )
