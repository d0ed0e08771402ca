"""Classes and functions by the names that configurations give them.

Classes of p_vision and classes written by the user are known by
themselves; nothing has to be registered.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from p_vision.errors import ArgumentError

_Registered = TypeVar("_Registered")

_classes: dict[tuple[str, str], Any] = {}
_functions: dict[str, Any] = {}
_scopes: list[Mapping[str, Any]] = []
#: Objects registered by the user, under ``package>name``, and the names of the objects.
_registered: dict[str, Any] = {}
_names: dict[int, str] = {}


def register_class(cls: type, kind: str) -> None:
    """Make a class known by its name; a later class of the same name wins."""
    _classes[kind, cls.__name__] = cls


def register_function(name: str, function: Any) -> None:
    """Make a built-in function (such as an activation) known by its name."""
    _functions[name] = function


def is_built_in(function: Any) -> bool:
    """Return whether a function is one of p_vision's own, known by its name."""
    name = getattr(function, "__name__", "")
    return _functions.get(name) is function or _function_of_ours(name) is function


@contextmanager
def custom_object_scope(objects: Mapping[str, Any]) -> Iterator[None]:
    """Look names up in ``objects`` first while the block runs.

    Args:
        objects: names and the classes or functions they stand for.
    """
    _scopes.append(objects)
    try:
        yield
    finally:
        _scopes.remove(objects)


def get_custom_objects() -> dict[str, Any]:
    """Return the names registered by the user and what they stand for; it may be changed."""
    return _registered


def register_keras_serializable(
    package: str = "Custom", name: str | None = None
) -> Callable[[_Registered], _Registered]:
    """Give a class or function the name that it has in saved models.

    Classes of one's own are found without it; it helps when they
    lie in a module or the model is to be opened by Keras.

    Args:
        package: put before the name.
        name: the class's own name by default.

    See https://keras.io/api/models/model_saving_apis/serialization_utils/

    >>> @register_keras_serializable(package="Mine")
    ... def halve(x):
    ...     return x / 2
    >>> get_registered_name(halve)
    'Mine>halve'
    """

    def register(target: _Registered) -> _Registered:
        own = name or target.__name__  # type: ignore[attr-defined]
        full = f"{package}>{own}"
        _registered[full] = target
        _names[id(target)] = full
        return target

    return register


def get_registered_name(target: Any) -> str:
    """Return the name that a class or function has in saved models."""
    return _names.get(id(target)) or str(target.__name__)


def get_registered_object(name: str, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Return what a name stands for in saved models, or None."""
    for objects in [custom_objects or {}, *reversed(_scopes), _registered]:
        if name in objects:
            return objects[name]
    return None


def find_class(name: str, kind: str | None, registered: str | None, module: str) -> Any:
    """Return the class a configuration names.

    Args:
        name: its name.
        kind: "layer", "loss", ...; None when it is not known.
        registered: the name it was registered under.
        module: where it was defined.

    Raises:
        ArgumentError: it is not known here.
    """
    found = _by_user(registered, name)
    if found is not None:
        return found
    own = getattr(sys.modules.get(module), name, None) if _is_foreign(module) else None
    if isinstance(own, type):
        return own
    if kind is not None and (kind, name) in _classes:
        return _classes[kind, name]
    known = [cls for (_, other), cls in _classes.items() if other == name]
    if known:
        return known[-1]
    # Some of our own classes are loaded when they are asked for.
    for place in (module, *_LOADED_LATER):
        found = getattr(sys.modules.get(place), name, None)
        if isinstance(found, type):
            return found
    raise ArgumentError(
        f"The class '{name}' is not known here. Define or import it first, or pass it in "
        f"custom_objects={{'{name}': {name}}}."
    )


#: Packages that load some of their classes later.
_LOADED_LATER = (
    "p_vision.layers",
    "p_vision.losses",
    "p_vision.metrics",
    "p_vision.optimizers",
    "p_vision.optimizers.schedules",
    "p_vision.callbacks",
)


def _function_of_ours(name: str) -> Any:
    """A loss or metric that is a function, loaded when it is asked for."""
    for place in ("p_vision.losses", "p_vision.metrics"):
        package = sys.modules.get(place)
        if package is not None and name.islower() and name in package.__all__:
            return getattr(package, name)
    return None


def _is_foreign(module: str) -> bool:
    return module.partition(".")[0] not in ("", "keras", "p_vision")


def find_function(name: str, registered: str | None = None, module: str = "") -> Any:
    """Return the function a configuration names.

    Raises:
        ArgumentError: it is not known here.
    """
    found = _by_user(registered, name)
    if found is None:
        found = _functions.get(name) or _function_of_ours(name)
    for place in (module, "__main__"):
        if found is None:
            found = getattr(sys.modules.get(place), name, None)
    if found is None:
        raise ArgumentError(
            f"The function '{name}' is not known here. Define it first, or pass it in "
            f"custom_objects={{'{name}': {name}}}."
        )
    return found


def _by_user(registered: str | None, name: str) -> Any:
    for key in (registered, name):
        found = get_registered_object(key) if key else None
        if found is not None:
            return found
    return None
