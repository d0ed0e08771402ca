"""Nested lists, tuples and dictionaries of tensors, flattened and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["flatten", "flatten_keeping_none", "map_structure", "pack", "structure_of"]


def flatten(value: Any) -> list[Any]:
    """The leaves of a nested value in a fixed order; None has no leaf.

    Dictionaries are walked in the order of their sorted keys.

    Example:
        >>> flatten({"b": 2, "a": [0, 1]})
        [0, 1, 2]
    """
    if value is None:
        return []
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in flatten(value[key])]
    if _is_sequence(value):
        return [leaf for part in value for leaf in flatten(part)]
    return [value]


def flatten_keeping_none(value: Any) -> list[Any]:
    """The leaves as `flatten` gives them, with None as a leaf too.

    Example:
        >>> flatten_keeping_none([1, None])
        [1, None]
    """
    if _is_sequence(value):
        return [leaf for part in value for leaf in flatten_keeping_none(part)]
    return [value] if value is None else flatten(value)


def _is_sequence(value: Any) -> bool:
    # A named tuple, such as `Samples`, is a leaf.
    return isinstance(value, (list, tuple)) and not hasattr(value, "_fields")


def structure_of(value: Any) -> Any:
    """The nesting alone, with `"."` for each leaf: hashable, and what `pack` takes.

    Example:
        >>> structure_of({"a": [0, 1], "b": 2})
        ('dict', (('a', ('list', ('.', '.'))), ('b', '.')))
    """
    if value is None:
        return None
    if isinstance(value, dict):
        return ("dict", tuple((key, structure_of(value[key])) for key in sorted(value)))
    if _is_sequence(value):
        kind = "list" if isinstance(value, list) else "tuple"
        return (kind, tuple(structure_of(part) for part in value))
    return "."


def pack(structure: Any, leaves: list[Any]) -> Any:
    """Put leaves back into a nesting.

    Example:
        >>> pack(structure_of({"a": [0, 1], "b": 2}), [10, 11, 12])
        {'a': [10, 11], 'b': 12}
    """
    return _pack(structure, iter(leaves))


def _pack(structure: Any, leaves: Iterator[Any]) -> Any:
    if structure is None:
        return None
    if structure == ".":
        return next(leaves)
    kind, parts = structure
    if kind == "dict":
        return {key: _pack(part, leaves) for key, part in parts}
    packed = [_pack(part, leaves) for part in parts]
    return packed if kind == "list" else tuple(packed)


def map_structure(function: Callable[[Any], Any], value: Any) -> Any:
    """Apply a function to each leaf.

    Example:
        >>> map_structure(lambda leaf: leaf * 2, {"a": 1, "b": [2]})
        {'a': 2, 'b': [4]}
    """
    return pack(structure_of(value), [function(leaf) for leaf in flatten(value)])
