"""Blocks of a long graph: neighbours that a reader takes in as one, such as a residual block.

A box through which everything flows is a gate. Between two gates the graph opens and closes again:
that part is a block, and neighbours whose names begin alike (`conv2_block1_...`) join it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Block", "blocks_of"]

_SMALLEST = 3


class Block(NamedTuple):
    """Boxes from `first` to `last`; `title` is what their names have in common, or ""."""

    title: str
    first: int
    last: int


def blocks_of(names: Sequence[str], edges: Sequence[tuple[int, int]]) -> list[Block]:
    """Find the blocks of a graph.

    Args:
        names: the names of the boxes, in the order in which they compute.
        edges: pairs of box numbers: from which to which something flows.

    Returns:
        Blocks without a box in common, in order; none where the graph runs backwards.

    >>> names = ["in", "a_conv", "a_norm", "a_add", "out"]
    >>> blocks_of(names, [(0, 1), (1, 2), (0, 3), (2, 3), (3, 4)])
    [Block(title='a', first=1, last=3)]
    """
    if any(start >= end for start, end in edges):
        return []
    found = []
    for first, last, prefix in _groups(names, _segments(len(names), edges)):
        whole = last - first + 1 >= _SMALLEST and first > 0
        if whole and _is_closed(first, last, edges):
            found.append(Block("_".join(prefix), first, last))
    return found


def _segments(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of boxes, each of which ends at a gate."""
    reach = list(range(count))
    for start, end in edges:
        reach[start] = max(reach[start], end)
    segments, first, furthest = [], 0, 0
    for number in range(count):
        if furthest <= number:
            segments.append((first, number))
            first = number + 1
        furthest = max(furthest, reach[number])
    return segments


def _groups(
    names: Sequence[str], segments: list[tuple[int, int]]
) -> list[tuple[int, int, list[str]]]:
    groups: list[tuple[int, int, list[str]]] = []
    for first, last in segments:
        parts = [names[number].split("_") for number in range(first, last + 1)]
        if groups:
            begun, _, prefix = groups[-1]
            if prefix and all(_continues(name, prefix) for name in parts):
                groups[-1] = (begun, last, prefix)
                continue
        groups.append((first, last, _prefix(parts)))
    return groups


def _prefix(parts: list[list[str]]) -> list[str]:
    """What all names begin with, if each goes on with a word of its own."""
    common: list[str] = []
    for words in zip(*parts, strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    if any(len(name) == len(common) for name in parts):
        common = common[:-1]
    return common if common and all(_continues(name, common) for name in parts) else []


def _continues(name: list[str], prefix: list[str]) -> bool:
    rest = name[len(prefix) :]
    # "dense_2" beside "dense_1" is only the next one of its kind.
    return name[: len(prefix)] == prefix and bool(rest) and not (len(rest) == 1 and _number(rest))


def _number(rest: list[str]) -> bool:
    return rest[0].isdigit()


def _is_closed(first: int, last: int, edges: Sequence[tuple[int, int]]) -> bool:
    """Whether every box inside leads on and comes from somewhere: no input or output hides."""
    inside = range(first, last + 1)
    fed = {end for _, end in edges}
    feeding = {start for start, _ in edges}
    return all(box in fed for box in inside) and all(box in feeding for box in inside[:-1])
