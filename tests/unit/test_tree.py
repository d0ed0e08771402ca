"""Nestings as Keras's tree walks them."""

from __future__ import annotations

from typing import Any

import pytest

from p_vision import tree
from p_vision.errors import ArgumentError


def test_differences_of_structures_are_told() -> None:
    tree.assert_same_structure({"a": [1, 2]}, {"a": [3, None]})
    for other in ({"a": [1]}, {"b": [1, 2]}, {"a": (1, 2)}, 3):
        with pytest.raises(ArgumentError, match="differ"):
            tree.assert_same_structure({"a": [1, 2]}, other)
    with pytest.raises(ArgumentError, match="The paths differ"):
        tree.assert_same_paths([1, [2]], [1, 2])


def test_traverse_replaces_parts_and_leaves() -> None:
    def doubled(part: Any) -> Any:
        if isinstance(part, str):
            return tree.MAP_TO_NONE
        return part * 2 if isinstance(part, int) else None

    assert tree.traverse(doubled, [1, {"k": (2, "x")}]) == [2, {"k": (4, None)}]
    seen: list[Any] = []
    tree.traverse(lambda part: seen.append(part), [1, [2]], top_down=False)
    assert seen == [1, 2, [2], [1, [2]]]


def test_maps_follow_the_shallow_structure() -> None:
    found = tree.map_structure_up_to({"a": 0}, lambda x, y: (x, y), {"a": [1]}, {"a": [2]})
    assert found == {"a": ([1], [2])}
    assert tree.map_shape_structure(lambda shape: len(shape), [(1, None), (3,)]) == [2, 1]
