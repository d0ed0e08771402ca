"""Nested tuples, lists and dicts taken apart into leaves and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["flatten", "leaves_like", "map_leaves", "pack", "structure_key"]


def flatten(tree: Any) -> list[Any]:
    """The leaves of nested tuples, lists and dicts, in order.

    Example:
        >>> flatten({"a": 1, "b": (2, [3, None])})
        [1, 2, 3, None]
    """
    leaves: list[Any] = []
    _collect(tree, leaves)
    return leaves


def _collect(tree: Any, leaves: list[Any]) -> None:
    if isinstance(tree, tuple | list):
        for item in tree:
            _collect(item, leaves)
    elif isinstance(tree, dict):
        for item in tree.values():
            _collect(item, leaves)
    else:
        leaves.append(tree)


def leaves_like(like: Any, tree: Any) -> list[Any]:
    """What stands in a tree at each leaf of another one.

    Raises:
        ArgumentError: when the tree lacks a part of that structure.

    Example:
        >>> leaves_like((0, {"a": 0}), ([1, 2], {"a": 3}))
        [[1, 2], 3]
    """
    if isinstance(like, dict):
        if not isinstance(tree, dict) or set(like) != set(tree):
            raise ArgumentError(f"A dict with the keys {', '.join(map(str, like))} is expected.")
        return [leaf for key, item in like.items() for leaf in leaves_like(item, tree[key])]
    if isinstance(like, tuple | list):
        if not isinstance(tree, tuple | list) or len(like) != len(tree):
            found = len(tree) if isinstance(tree, tuple | list) else "one"
            raise ArgumentError(f"{len(like)} tensors are expected here; {found} came.")
        pairs = zip(like, tree, strict=True)
        return [leaf for item, part in pairs for leaf in leaves_like(item, part)]
    return [tree]


def map_leaves(function: Callable[[Any], Any], tree: Any) -> Any:
    """The same structure with a function applied to each leaf.

    Example:
        >>> map_leaves(lambda x: x * 2, {"a": 1, "b": (2, 3)})
        {'a': 2, 'b': (4, 6)}
    """
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*(map_leaves(function, item) for item in tree))
    if isinstance(tree, tuple):
        return tuple(map_leaves(function, item) for item in tree)
    if isinstance(tree, list):
        return [map_leaves(function, item) for item in tree]
    if isinstance(tree, dict):
        return {key: map_leaves(function, item) for key, item in tree.items()}
    return function(tree)


def pack(like: Any, leaves: Iterator[Any]) -> Any:
    """Put leaves into the structure of another tree.

    Example:
        >>> pack((0, [0]), iter("ab"))
        ('a', ['b'])
    """
    return map_leaves(lambda _leaf: next(leaves), like)


def structure_key(tree: Any, leaf_key: Callable[[Any], Any]) -> Any:
    """A hashable description of a tree: its structure and a key for each leaf.

    Example:
        >>> structure_key([1, (2,)], type)
        ('list', <class 'int'>, ('tuple', <class 'int'>))
    """
    if isinstance(tree, tuple | list):
        return (type(tree).__name__, *(structure_key(item, leaf_key) for item in tree))
    if isinstance(tree, dict):
        return ("dict", *((key, structure_key(item, leaf_key)) for key, item in tree.items()))
    return leaf_key(tree)
