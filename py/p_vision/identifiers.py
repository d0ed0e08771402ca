"""Turning what a user wrote ('relu', a class, a dict) into the object it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError, UnknownNameError
from p_vision.serialization import deserialize_object


def object_from(
    identifier: Any, what: str, kind: str, table: Mapping[str, Any], package: Any = None
) -> Any:
    """Resolve an identifier of one kind of object.

    Args:
        identifier: a name of ``table`` in any case Keras accepts, a
            ``{"class_name": ..., "config": ...}`` dict, a class (it is called
            without arguments), or an object or function, returned as it is.
        what: word for messages, such as "loss".
        kind: the registry that dicts are looked up in.
        table: names and the classes or functions they stand for, or what these are
            called in ``package``.
        package: a module that loads what is asked for.

    Raises:
        UnknownNameError: the name is not in ``table``.
        ArgumentError: it is neither a name nor an object nor a function.
    """
    if isinstance(identifier, Mapping):
        identifier = deserialize_object(identifier, kind)
    if isinstance(identifier, str):
        if identifier not in table and identifier.lower() not in table:
            raise UnknownNameError(identifier, [name for name in table if name.islower()], what)
        identifier = table[identifier if identifier in table else identifier.lower()]
        if isinstance(identifier, str):
            identifier = getattr(package, identifier)
    if isinstance(identifier, type):
        return identifier()
    if callable(identifier):
        return identifier
    article = "an" if what[0] in "aeiou" else "a"
    raise ArgumentError(
        f"{identifier!r} is not {article} {what}: give a name such as "
        f"'{next(iter(table))}', an object or a function."
    )
