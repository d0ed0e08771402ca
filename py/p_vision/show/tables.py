"""Rows and columns, from every form in which they come."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

_MOST = 1_000
#: `web/rich/table.ts` draws it.
TABLE_TYPE = "application/vnd.p_vision.table+json"


class Table:
    """A finished table.

    Args:
        columns: titles.
        rows: values, one row for each line.
        count: the most rows that are shown; all are kept in the CSV file.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], count: int) -> None:
        self.columns = list(columns)
        self.rows = rows
        self.count = count

    @property
    def csv(self) -> str:
        """All rows as CSV."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return text.getvalue()

    def show(self) -> None:
        """Show it in the page; elsewhere print it."""
        display = getattr(sys.modules.get("__main__"), "display", None)
        if callable(display):
            display(self)
        else:
            print(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        shown = [[_cell(value) for value in row] for row in self.rows[: self.count]]
        table = {"columns": self.columns, "rows": shown, "total": len(self.rows)}
        forms = {TABLE_TYPE: json.dumps(table), "text/plain": repr(self)}
        return {**forms, "text/csv": self.csv} if len(self.rows) <= 100 * _MOST else forms

    def __repr__(self) -> str:
        lines = [self.columns, *([_text(v) for v in row] for row in self.rows[: self.count])]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        text = [
            "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        ]
        more = len(self.rows) - self.count
        return "\n".join([*text, f"... {more} more rows"] if more > 0 else text)


def table(data: Any, columns: Sequence[str] | None = None, *, count: int = 50) -> None:
    """Show rows and columns.

    Args:
        data: a dictionary of columns, a list of dictionaries or of rows, a (rows, columns) array,
            or a pandas table.
        columns: titles; numbers by default where the data has none.
        count: the most rows that are shown, at most 1,000.

    Raises:
        ValueError: if the columns are not equally long, or the titles are not as many.

    >>> table({"layer": ["dense", "dense_1"], "units": [8, 2]})
      layer  units
      dense      8
    dense_1      2
    """
    made(data, columns, count).show()


def made(data: Any, columns: Sequence[str] | None, count: int) -> Table:
    """The table of `table`."""
    titles, rows = _parts(data)
    names = [str(name) for name in (columns if columns is not None else titles)]
    wide = max((len(row) for row in rows), default=len(names))
    if not names:
        names = [str(number) for number in range(wide)]
    if any(len(row) != len(names) for row in rows):
        raise ValueError(f"There are {len(names)} titles, but rows of {wide} values.")
    return Table(names, rows, min(count, _MOST))


def _parts(data: Any) -> tuple[Sequence[Any], list[list[Any]]]:
    if hasattr(data, "to_dict") and hasattr(data, "columns"):
        data = {name: data[name].tolist() for name in data.columns}
    if isinstance(data, Mapping):
        columns = [list(column) for column in data.values()]
        if len({len(column) for column in columns}) > 1:
            lengths = ", ".join(f"{name}: {len(c)}" for name, c in data.items())
            raise ValueError(f"Columns must be equally long; these are not ({lengths}).")
        return list(data), [list(row) for row in zip(*columns, strict=True)]
    rows = list(data)
    if rows and all(isinstance(row, Mapping) for row in rows):
        titles = list(dict.fromkeys(name for row in rows for name in row))
        return titles, [[row.get(name, "") for name in titles] for row in rows]
    return [], [list(np.atleast_1d(np.asarray(row, dtype=object))) for row in rows]


def _cell(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value
    if isinstance(value, float):
        return value if np.isfinite(value) else str(value)
    return value if isinstance(value, (int, bool, str)) else str(value)


def _text(value: Any) -> str:
    cell = _cell(value)
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
