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


#: What becomes of an attribute by its class, for each class that is looked for. Asking each value
#: is slow, and a training loop looks at all attributes of a model again and again.
_WAYS: dict[type, dict[type, int]] = {}
_PASSED, _TAKEN, _ENTRIES, _VALUES = range(4)


def _way(own: type, kind: type) -> int:
    if issubclass(own, kind):
        found = _TAKEN
    elif issubclass(own, Mapping):
        found = _VALUES
    elif issubclass(own, (list, tuple, set)):
        found = _ENTRIES
    else:
        found = _PASSED
    _WAYS[kind][own] = found
    return found


def owned(owner: object, kind: type) -> list[Any]:
    """Return the objects of ``kind`` among the attributes, each once.

    Args:
        owner: the layer.
        kind: the class to look for, such as Variable.
    """
    found: dict[int, Any] = {}
    ways = _WAYS.setdefault(kind, {})
    for name, value in vars(owner).items():
        own = type(value)
        way = ways.get(own)
        if way is None:
            way = _way(own, kind)
        if way == _PASSED or name in _NOT_OWNED:
            continue
        if way == _TAKEN:
            found.setdefault(id(value), value)
        elif value:
            _look_inside(value, way, kind, found, set())
    return list(found.values())


def owned_variables(owner: object) -> list[Variable]:
    """Return the variables among the attributes."""
    return owned(owner, Variable)


def owned_seed_states(owner: object) -> list[Variable]:
    """Return the states of the seed generators among the attributes."""
    return [generator.state for generator in owned(owner, SeedGenerator)]


def _look_inside(value: Any, way: int, kind: type, found: dict[int, Any], seen: set[int]) -> None:
    if id(value) in seen:
        return
    seen.add(id(value))
    ways = _WAYS[kind]
    for entry in value.values() if way == _VALUES else value:
        own = type(entry)
        inner = ways.get(own)
        if inner is None:
            inner = _way(own, kind)
        if inner == _TAKEN:
            found.setdefault(id(entry), entry)
        elif inner != _PASSED and entry:
            _look_inside(entry, inner, kind, found, seen)
