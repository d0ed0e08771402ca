"""The base of everything that is made from arguments and can say which.

It checks keyword arguments (with a suggestion for a misspelled one), keeps
them, and gives ``get_config`` and ``from_config``.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any, ClassVar, Self

from p_vision.keywords import unknown_argument
from p_vision.serialization import deserialize_values, register_class, serialize_object
from p_vision.types import Config


class Configurable:
    """Base class; subclasses set ``kind`` ("layer", "loss", ...)."""

    kind: ClassVar[str] = ""
    _not_in_config: ClassVar[frozenset[str]] = frozenset()
    #: Names of arguments in older versions that `__init__` still takes among its keywords.
    _old_arguments: ClassVar[frozenset[str]] = frozenset()
    _arguments: dict[str, Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        register_class(cls, cls.kind)

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Check the names of the keyword arguments and keep all arguments."""
        instance = super().__new__(cls)
        arguments = _given_arguments(cls, args, kwargs)
        object.__setattr__(instance, "_arguments", arguments)
        return instance

    def get_config(self) -> Config:
        """Return the constructor's arguments as plain Python values."""
        config: Config = {}
        for name, owner in _parameters(type(self))[0].items():
            if name in self._not_in_config:
                continue
            value = self._arguments.get(name, _default(owner, name))
            # Our own classes keep each argument in an attribute of its name, made regular
            # there; what the attributes of other classes mean is not known.
            if owner.__module__.startswith("p_vision."):
                value = getattr(self, name, value)
            if value is inspect.Parameter.empty:
                continue
            config[name] = serialize_object(value)
        return config

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make an object from what :meth:`get_config` returned."""
        return cls(**deserialize_values(config))


def _parameters(cls: Any) -> tuple[dict[str, type], bool]:
    """Return {argument: class that declares it} (base first), and whether others pass."""
    return _cached_parameters(cls)


@cache
def _cached_parameters(cls: Any) -> tuple[dict[str, type], bool]:
    found: list[dict[str, type]] = []
    open_ended = False
    for base in cls.__mro__:
        # Classes mixed in from elsewhere do not take part in the chain of arguments.
        if "__init__" not in vars(base) or not issubclass(base, Configurable):
            continue
        entries = list(inspect.signature(base.__init__).parameters.values())[1:]
        kinds = {entry.kind for entry in entries}
        named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        found.append({entry.name: base for entry in entries if entry.kind in named})
        open_ended = inspect.Parameter.VAR_KEYWORD in kinds
        if not open_ended:
            break
    merged: dict[str, type] = {}
    for names in reversed(found):
        for name, base in names.items():
            merged[name] = base
    return merged, open_ended


def _signature(cls: Any) -> inspect.Signature:
    return _cached_signature(cls)


@cache
def _cached_signature(cls: Any) -> inspect.Signature:
    return inspect.signature(cls.__init__)


def _default(owner: type, name: str) -> Any:
    return _signature(owner).parameters[name].default


def _given_arguments(
    cls: type[Configurable], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any]:
    known, open_ended = _parameters(cls)
    if not open_ended:
        for name in kwargs:
            if name not in known and name not in cls._old_arguments:
                raise unknown_argument(cls.__name__, name, _in_reading_order(cls, known))
    signature = _signature(cls)
    try:
        bound = signature.bind(None, *args, **kwargs)
    except TypeError:
        # Python's own message for a wrong number of arguments follows from __init__.
        return {}
    given = {name: value for name, value in bound.arguments.items() if name in known}
    given.update({name: value for name, value in kwargs.items() if name in known})
    return given


def _in_reading_order(cls: type, known: dict[str, type]) -> list[str]:
    """Return its own arguments as they are written, then those of its bases."""

    def place(argument: str) -> tuple[int, int]:
        owner = known[argument]
        written = list(inspect.signature(owner.__init__).parameters)  # type: ignore[misc]
        return cls.__mro__.index(owner), written.index(argument)

    return sorted(known, key=place)
