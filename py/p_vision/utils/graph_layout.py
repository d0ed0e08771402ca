"""Where the boxes of a layered graph stand and how the lines between them run.

Each box stands one row below the lowest box it needs; a line that crosses rows gets a lane of its
own there. Within a row the order follows the mean place of the neighbours, swept a few times down
and up, which keeps crossings few.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Layout", "lay_out"]

_ROW_GAP = 34.0
_GAP = 26.0
_LANE = 10.0
_SWEEPS = 6


@dataclass
class _Place:
    """A box, or a lane of a line where it crosses a row."""

    width: float
    height: float
    row: int
    x: float = 0.0
    y: float = 0.0
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


@dataclass
class Layout:
    """Centres of the boxes, the lines as rows of points, and the size of the whole."""

    centres: list[tuple[float, float]]
    lines: list[list[tuple[float, float]]]
    width: float
    height: float


def lay_out(sizes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> Layout:
    """Place boxes from top to bottom.

    Args:
        sizes: Width and height of each box.
        edges: Pairs of box numbers: from which to which a line runs.

    Example:
        >>> found = lay_out([(10, 10), (10, 10)], [(0, 1)])
        >>> found.centres[0][0] == found.centres[1][0], len(found.lines[0])
        (True, 2)
    """
    rows = _rows(len(sizes), edges)
    places = [_Place(*size, row) for size, row in zip(sizes, rows, strict=True)]
    chains = [_chain(places, start, end) for start, end in edges]
    table: list[list[int]] = [[] for _ in range(max(rows, default=0) + 1)]
    for number, place in enumerate(places):
        table[place.row].append(number)
    _order(places, table)
    _spread(places, table)
    width, height = _settle(places, table)
    lines = [_line(places, chain) for chain in chains]
    return Layout([(p.x, p.y) for p in places[: len(sizes)]], lines, width, height)


def _rows(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    rows = [0] * count
    for _ in range(count):
        changed = False
        for start, end in edges:
            if rows[end] < rows[start] + 1:
                rows[end] = rows[start] + 1
                changed = True
        if not changed:
            break
    after = {start for start, _ in edges}
    # What has nothing before it stands right above what needs it.
    for number in range(count):
        if all(end != number for _, end in edges) and number in after:
            rows[number] = min(rows[end] for start, end in edges if start == number) - 1
    return rows


def _chain(places: list[_Place], start: int, end: int) -> list[int]:
    """The places a line passes, with new lanes in the rows between."""
    chain = [start]
    for row in range(places[start].row + 1, places[end].row):
        places.append(_Place(_LANE, 0.0, row))
        chain.append(len(places) - 1)
    chain.append(end)
    for one, two in itertools.pairwise(chain):
        places[one].after.append(two)
        places[two].before.append(one)
    return chain


def _order(places: list[_Place], table: list[list[int]]) -> None:
    for row in table:
        for index, number in enumerate(row):
            places[number].x = float(index)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in table if down else reversed(table):
            for number in row:
                near = places[number].before if down else places[number].after
                if near:
                    places[number].x = sum(places[other].x for other in near) / len(near)
            row.sort(key=lambda number: places[number].x)
            for index, number in enumerate(row):
                places[number].x = float(index)


def _spread(places: list[_Place], table: list[list[int]]) -> None:
    """Give each place an x: near its neighbours, without touching the others of its row."""
    for row in table:
        x = 0.0
        for number in row:
            places[number].x = x + places[number].width / 2
            x += places[number].width + _GAP
        middle = (x - _GAP) / 2
        for number in row:
            places[number].x -= middle
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in table if down else reversed(table):
            wanted = [_wanted(places, number, down) for number in row]
            _pack_row(places, row, wanted)


def _wanted(places: list[_Place], number: int, down: bool) -> float:
    near = places[number].before if down else places[number].after
    if not near:
        return places[number].x
    return sum(places[other].x for other in near) / len(near)


def _pack_row(places: list[_Place], row: list[int], wanted: list[float]) -> None:
    """Move the places of a row to where they want to be, keeping order and gaps."""
    left: list[float] = []
    for index, number in enumerate(row):
        x = wanted[index]
        if index:
            before = places[row[index - 1]]
            x = max(x, left[-1] + (before.width + places[number].width) / 2 + _GAP)
        left.append(x)
    # Pushing only to the right leans the row over; shift it back by the mean error.
    shift = sum(a - b for a, b in zip(left, wanted, strict=True)) / max(len(row), 1)
    for number, x in zip(row, left, strict=True):
        places[number].x = x - shift


def _settle(places: list[_Place], table: list[list[int]]) -> tuple[float, float]:
    left = min((p.x - p.width / 2 for p in places), default=0.0)
    y = 0.0
    for row in table:
        height = max((places[number].height for number in row), default=0.0)
        for number in row:
            places[number].x -= left
            places[number].y = y + height / 2
            if not places[number].height:
                places[number].height = height
        y += height + _ROW_GAP
    width = max((p.x + p.width / 2 for p in places), default=0.0)
    return width, max(y - _ROW_GAP, 0.0)


def _line(places: list[_Place], chain: list[int]) -> list[tuple[float, float]]:
    start, end = places[chain[0]], places[chain[-1]]
    points = [(start.x, start.y + start.height / 2)]
    for number in chain[1:-1]:
        lane = places[number]
        points += [(lane.x, lane.y - lane.height / 2), (lane.x, lane.y + lane.height / 2)]
    return [*points, (end.x, end.y - end.height / 2)]
