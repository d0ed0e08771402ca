"""What belongs to a layer: found by looking through its attributes.

Variables, layers and seed generators count, also inside of lists, tuples,
dicts and sets, in the order in which the attributes were made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.random import SeedGenerator
from p_vision.variable import Variable

#: Attributes that refer to things without owning them.
_NOT_OWNED = frozenset(
    {
        "_arguments",
        "_calls",
        "_first_variable",
        "_inbound_nodes",
        "_known_variables",
        "_losses",
    }
)


#: What is looked into, by class: asking `Mapping` of every attribute is slow, and a training loop
#: looks at all attributes of a model again and again.
_HOLDS: dict[type, str] = {}
_PLAIN = frozenset({bool, int, float, str, type(None)})


def _holds(kind: type) -> str:
    found = "nothing"
    if issubclass(kind, Mapping):
        found = "values"
    elif issubclass(kind, (list, tuple, set)):
        found = "entries"
    _HOLDS[kind] = found
    return found


def owned(owner: object, kind: type) -> list[Any]:
    """Return the objects of ``kind`` among the attributes, each once.

    Args:
        owner: the layer.
        kind: the class to look for, such as Variable.
    """
    found: dict[int, Any] = {}
    for name, value in vars(owner).items():
        if type(value) not in _PLAIN and name not in _NOT_OWNED:
            _collect(value, kind, found, None)
    return list(found.values())


def owned_variables(owner: object) -> list[Variable]:
    """Return the variables among the attributes."""
    return owned(owner, Variable)


def owned_seed_states(owner: object) -> list[Variable]:
    """Return the states of the seed generators among the attributes."""
    return [generator.state for generator in owned(owner, SeedGenerator)]


def _collect(value: Any, kind: type, found: dict[int, Any], seen: set[int] | None) -> None:
    if isinstance(value, kind):
        found.setdefault(id(value), value)
        return
    own = type(value)
    holds = _HOLDS.get(own) or _holds(own)
    if holds == "nothing" or not value:
        return
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    for entry in value.values() if holds == "values" else value:
        _collect(entry, kind, found, seen)
