"""What belongs to a layer: found by looking through its attributes.

Variables, layers and seed generators count, also inside of lists, tuples,
dicts and sets, in the order in which the attributes were made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def owned(owner: object, kind: type) -> list[Any]:
    """Return the objects of ``kind`` among the attributes, each once.

    Args:
        owner: the layer.
        kind: the class to look for, such as Variable.
    """
    found: dict[int, Any] = {}
    for name, value in vars(owner).items():
        if name not in _NOT_OWNED:
            for entry in _entries(value, kind, set()):
                found.setdefault(id(entry), entry)
    return list(found.values())


def owned_variables(owner: object) -> list[Variable]:
    """Return the variables among the attributes."""
    return owned(owner, Variable)


def owned_seed_states(owner: object) -> list[Variable]:
    """Return the states of the seed generators among the attributes."""
    return [generator.state for generator in owned(owner, SeedGenerator)]


def _entries(value: Any, kind: type, seen: set[int]) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, (list, tuple, set, Mapping)):
        if id(value) in seen:
            return
        seen.add(id(value))
        for entry in value.values() if isinstance(value, Mapping) else value:
            yield from _entries(entry, kind, seen)
