"""Columns of text in a frame, and numbers of parameters as text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["Column", "amount", "count", "draw_table", "fitting_widths"]


@dataclass
class Column:
    """A heading and the cells under it."""

    heading: str
    cells: list[str]
    width: int
    side: str = "left"


def fitting_widths(columns: list[Column], line_length: int | None, positions: Any) -> None:
    """Choose the widths: those asked for, else what the cells need.

    Args:
        columns: The columns; their widths are set.
        line_length: Characters of a line, the frame included; None for as many as needed.
        positions: Where each column ends, as parts of the line; None for fitting ones.
    """
    needed = [
        max(column.width, len(column.heading), *(len(cell) for cell in column.cells), 0)
        for column in columns
    ]
    if columns[-1].heading == "Connected to" or len(columns) > 3:
        # Several connections go below each other.
        for index, column in enumerate(columns):
            if column.heading == "Connected to":
                parts = [len(part) + 1 for cell in column.cells for part in cell.split(", ")]
                needed[index] = max(column.width, *parts)
    if line_length is None and positions is None:
        for column, width in zip(columns, needed, strict=True):
            column.width = width
        return
    total = (line_length or sum(needed) + 3 * len(needed) + 1) - 3 * len(columns) - 1
    if positions is not None:
        ends = [part * total if part <= 1 else part for part in positions][: len(columns)]
        widths = [int(end) - int(start) for start, end in zip([0, *ends], ends, strict=False)]
    else:
        widths = [max(4, total * width // sum(needed)) for width in needed]
        widths[-1] += total - sum(widths)
    if min(widths) < 4 or len(widths) != len(columns):
        raise ArgumentError(
            f"line_length={line_length} and positions={positions} leave no room for the "
            f"{len(columns)} columns."
        )
    for column, width in zip(columns, widths, strict=True):
        column.width = width


def draw_table(columns: list[Column]) -> list[str]:
    """The lines of the framed table."""

    def rule(left: str, fill: str, middle: str, right: str) -> str:
        return left + middle.join(fill * (column.width + 2) for column in columns) + right

    def line(cells: list[str], bar: str) -> str:
        padded = [_padded(cell, column) for cell, column in zip(cells, columns, strict=True)]
        return bar + bar.join(f" {cell} " for cell in padded) + bar

    def row(cells: list[str], bar: str) -> list[str]:
        wrapped = [
            _wrapped(cell, column.width) for cell, column in zip(cells, columns, strict=True)
        ]
        return [
            line([parts[number] if number < len(parts) else "" for parts in wrapped], bar)
            for number in range(max(map(len, wrapped)))
        ]

    headings = row([column.heading for column in columns], "┃")
    lines = [rule("┏", "━", "┳", "┓"), *headings, rule("┡", "━", "╇", "┩")]
    for index in range(len(columns[0].cells)):
        if index:
            lines.append(rule("├", "─", "┼", "┤"))
        lines += row([column.cells[index] for column in columns], "│")
    lines.append(rule("└", "─", "┴", "┘"))
    return lines


def _padded(cell: str, column: Column) -> str:
    if column.side == "right":
        return cell.rjust(column.width)
    return cell.center(column.width) if column.side == "center" else cell.ljust(column.width)


def _wrapped(text: str, width: int) -> list[str]:
    """A cell as lines of the column's width, broken at spaces where there are some."""
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
        while len(current) > width:
            lines.append(current[:width])
            current = current[width:]
    return [*lines, current]


def count(variables: Iterable[Any]) -> int:
    """How many numbers variables hold, each counted once."""
    unique = {id(variable): variable for variable in variables}
    return sum(math.prod(variable.shape) for variable in unique.values())


def amount(number: int) -> str:
    """A number of parameters with the memory they take.

    Example:
        >>> amount(320)
        '320 (1.25 KB)'
    """
    size = float(number * 4)
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{number:,} ({size:.2f} {unit})"
