"""Nestings of lists, tuples and dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["flatten", "is_nested", "map_structure", "pack_sequence_as"]


def is_nested(structure: Any) -> bool:
    """Whether something is a list, tuple or dictionary.

    Example:
        >>> is_nested([1]), is_nested(1)
        (True, False)
    """
    return isinstance(structure, (list, tuple, dict))


def flatten(structure: Any) -> list[Any]:
    """The leaves in order; those of dictionaries by their keys.

    Example:
        >>> flatten({"b": 1, "a": [2, (3,)]})
        [2, 3, 1]
    """
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    if isinstance(structure, (list, tuple)):
        return [leaf for part in structure for leaf in flatten(part)]
    return [structure]


def pack_sequence_as(structure: Any, flat_sequence: Any) -> Any:
    """Put leaves into the shape of another structure.

    Raises:
        ArgumentError: There are more or fewer leaves than places.

    Example:
        >>> pack_sequence_as([0, (0,)], [1, 2])
        [1, (2,)]
    """
    given = list(flat_sequence)
    places = len(flatten(structure))
    if places != len(given):
        raise ArgumentError(
            f"The structure has {places} places, but there are {len(given)} leaves."
        )
    return _filled(structure, iter(given))


def _filled(structure: Any, leaves: Iterator[Any]) -> Any:
    if isinstance(structure, dict):
        made = {key: _filled(structure[key], leaves) for key in sorted(structure)}
        return {key: made[key] for key in structure}
    if isinstance(structure, (list, tuple)):
        parts = [_filled(part, leaves) for part in structure]
        return type(structure)(*parts) if hasattr(structure, "_fields") else type(structure)(parts)
    return next(leaves)


def map_structure(func: Callable[..., Any], *structures: Any) -> Any:
    """Call a function on the leaves of structures of the same shape.

    Example:
        >>> map_structure(lambda a, b: a + b, [1, (2,)], [10, (20,)])
        [11, (22,)]
    """
    rows = zip(*(flatten(structure) for structure in structures), strict=True)
    return pack_sequence_as(structures[0], [func(*row) for row in rows])
