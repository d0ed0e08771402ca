"""Nestings of lists, tuples and dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from p_vision.errors import ArgumentError

__all__ = [
    "MAP_TO_NONE",
    "assert_same_paths",
    "assert_same_structure",
    "flatten",
    "flatten_with_path",
    "is_nested",
    "lists_to_tuples",
    "map_shape_structure",
    "map_structure",
    "map_structure_up_to",
    "pack_sequence_as",
    "traverse",
]


class MAP_TO_NONE:  # noqa: N801 - Keras's name
    """What a function of `traverse` returns to put None in a place."""


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


def flatten_with_path(structure: Any) -> list[tuple[tuple[Any, ...], Any]]:
    """The leaves, each with the keys and numbers that lead to it.

    Example:
        >>> flatten_with_path({"a": [1, 2]})
        [(('a', 0), 1), (('a', 1), 2)]
    """
    return list(_paths(structure, ()))


def _paths(structure: Any, way: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(structure, dict):
        for key in sorted(structure):
            yield from _paths(structure[key], (*way, key))
    elif isinstance(structure, (list, tuple)):
        for index, part in enumerate(structure):
            yield from _paths(part, (*way, index))
    else:
        yield way, structure


def assert_same_structure(a: Any, b: Any) -> None:
    """Raise an error unless two structures are nested in the same way.

    Raises:
        ArgumentError: They differ, and where.

    Example:
        >>> assert_same_structure([1, (2,)], ["a", ("b",)])
    """
    _compare(a, b, "the structures")


def _compare(a: Any, b: Any, where: str) -> None:
    if is_nested(a) != is_nested(b) or (is_nested(a) and type(a) is not type(b)):
        raise ArgumentError(
            f"{where} differ: a {type(a).__name__} here, a {type(b).__name__} there."
        )
    if not is_nested(a):
        return
    keys, others = _keys(a), _keys(b)
    if keys != others:
        raise ArgumentError(f"{where} differ: {keys} here, {others} there.")
    for key in keys:
        _compare(a[key], b[key], f"the parts {key!r}")


def _keys(structure: Any) -> list[Any]:
    return sorted(structure) if isinstance(structure, dict) else list(range(len(structure)))


def assert_same_paths(a: Any, b: Any) -> None:
    """Raise an error unless the same keys and numbers lead to the leaves of both.

    Raises:
        ArgumentError: They differ.

    Example:
        >>> assert_same_paths([1, 2], (3, 4))
    """
    ways, others = ({way for way, _ in flatten_with_path(tree)} for tree in (a, b))
    if ways != others:
        raise ArgumentError(f"The paths differ in {sorted(ways ^ others, key=str)}.")


def lists_to_tuples(structure: Any) -> Any:
    """The same structure with tuples in place of lists.

    Example:
        >>> lists_to_tuples([1, [2]])
        (1, (2,))
    """
    if isinstance(structure, dict):
        return {key: lists_to_tuples(part) for key, part in structure.items()}
    if isinstance(structure, (list, tuple)):
        return tuple(lists_to_tuples(part) for part in structure)
    return structure


def map_shape_structure(func: Callable[..., Any], structure: Any) -> Any:
    """Call a function on the shapes of a structure: tuples and lists of sizes are leaves.

    Example:
        >>> map_shape_structure(len, {"a": (1, 2), "b": [(3,)]})
        {'a': 2, 'b': [1]}
    """
    if isinstance(structure, (list, tuple)) and all(
        size is None or isinstance(size, int) for size in structure
    ):
        return func(tuple(structure))
    if isinstance(structure, dict):
        return {key: map_shape_structure(func, part) for key, part in structure.items()}
    if isinstance(structure, (list, tuple)):
        return type(structure)(map_shape_structure(func, part) for part in structure)
    return func(structure)


def map_structure_up_to(shallow_structure: Any, func: Callable[..., Any], *structures: Any) -> Any:
    """Call a function on the parts of structures that stand at the leaves of a shallower one.

    Example:
        >>> map_structure_up_to([0, 0], len, [(1, 2), (3,)])
        [2, 1]
    """
    if isinstance(shallow_structure, dict):
        return {
            key: map_structure_up_to(part, func, *(tree[key] for tree in structures))
            for key, part in shallow_structure.items()
        }
    if isinstance(shallow_structure, (list, tuple)):
        rows = zip(shallow_structure, *structures, strict=True)
        return type(shallow_structure)(map_structure_up_to(p, func, *rest) for p, *rest in rows)
    return func(*structures)


def traverse(func: Callable[[Any], Any], structure: Any, top_down: bool = True) -> Any:
    """Put what a function returns in the place of parts and leaves; None leaves them.

    Args:
        func: Called on each part; what it returns takes the part's place. None goes on inside
            it (or keeps a leaf), `MAP_TO_NONE` puts None.
        structure: The structure.
        top_down: Whether a part comes before what is inside it.

    Example:
        >>> traverse(lambda part: part * 2 if isinstance(part, int) else None, [1, (2,)])
        [2, (4,)]
    """
    if top_down:
        found = func(structure)
        if found is not None:
            return None if found is MAP_TO_NONE else found
    if isinstance(structure, dict):
        structure = {key: traverse(func, part, top_down) for key, part in structure.items()}
    elif isinstance(structure, (list, tuple)):
        structure = type(structure)(traverse(func, part, top_down) for part in structure)
    if top_down:
        return structure
    found = func(structure)
    return structure if found is None else None if found is MAP_TO_NONE else found
