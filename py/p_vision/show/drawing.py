"""A drawing made of lines of SVG, and how it comes in front of the reader."""

from __future__ import annotations

import csv
import html
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

INK = "#1c1f23"
SOFT = "#565b63"
LINE = "#d9d6cf"
#: One colour for each class; they differ in lightness too.
COLOURS = (
    "#0b6f63",
    "#d07a1f",
    "#3f6fc4",
    "#a33f7f",
    "#6d8b1e",
    "#8a5a2b",
    "#1f9ac0",
    "#b3261e",
    "#6b5fc0",
    "#555b63",
)
_STYLE = 'font-family="system-ui, sans-serif" font-size="12"'
#: Where the reader's page is dark the drawing is too: browsers tell it to the picture.
_DARK = (
    "<style>@media (prefers-color-scheme: dark) {"
    ".ground { fill: #181b1f; }"
    f'[fill="{INK}"] {{ fill: #e9e7e2; }}'
    f'[fill="{SOFT}"] {{ fill: #a7acb4; }}'
    f'[stroke="{SOFT}"] {{ stroke: #a7acb4; }}'
    f'[fill="{COLOURS[0]}"] {{ fill: #178a7b; }}'
    f'[stroke="{COLOURS[0]}"] {{ stroke: #3fb5a3; }}'
    "}</style>"
)


class Drawing:
    """A finished drawing.

    Args:
        width: in units of a screen's pixels.
        height: likewise.
        description: what it shows, in one sentence; read to people who cannot see it.

    >>> Drawing(10, 10, "a dot").add('<circle r="2" />')
    a dot
    """

    def __init__(self, width: float, height: float, description: str) -> None:
        self.width = width
        self.height = height
        self.description = description
        #: The numbers behind the drawing, titles first; what can be saved as a table.
        self.rows: Sequence[Sequence[object]] = ()
        self._parts: list[str] = []

    def add(self, *parts: str) -> Drawing:
        """Add elements, given as SVG."""
        self._parts.extend(parts)
        return self

    def text(self, x: float, y: float, words: object, **attributes: object) -> Drawing:
        """Add a text; its attributes are SVG's with `_` for `-`."""
        options = {"fill": INK, **attributes}
        written = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in options.items())
        return self.add(f'<text x="{x:g}" y="{y:g}" {written}>{html.escape(str(words))}</text>')

    @property
    def svg(self) -> str:
        """The whole drawing as SVG."""
        size = f'width="{self.width:g}" height="{self.height:g}"'
        box = f'viewBox="0 0 {self.width:g} {self.height:g}"'
        ground = '<rect class="ground" width="100%" height="100%" fill="#fff"/>'
        title = f"<title>{html.escape(self.description)}</title>"
        inside = "".join(self._parts)
        opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {_STYLE}>'
        return f"{opening}{title}{_DARK}{ground}{inside}</svg>"

    @property
    def csv(self) -> str:
        """The numbers behind the drawing as a table; empty where there are none."""
        text = io.StringIO()
        csv.writer(text).writerows(self.rows)
        return text.getvalue()

    def save(self, path: str | Path) -> None:
        """Write the drawing to an SVG file, or its numbers to a CSV file.

        Args:
            path: a name that ends with `.svg` or `.csv`.
        """
        content = self.csv if str(path).endswith(".csv") else self.svg
        Path(path).write_text(content, encoding="utf-8")

    def show(self) -> Drawing:
        """Show it in the page or the notebook; elsewhere print what it shows."""
        display = getattr(sys.modules.get("__main__"), "display", None)
        if callable(display):
            display(self)
        else:
            print(self.description)
        return self

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        forms = {"image/svg+xml": self.svg, "text/plain": self.description}
        return {**forms, "text/csv": self.csv} if self.rows else forms

    def __repr__(self) -> str:
        return self.description


def number(value: Any) -> str:
    """A number beside an axis: three digits that matter.

    >>> number(0.12345), number(120.0)
    ('0.123', '120')
    """
    return f"{float(value):.3g}"


def axes(drawing: Drawing, box: tuple[float, float, float, float], low: Any, high: Any) -> None:
    """A frame with the ends of both axes: `box` is left, top, right, bottom."""
    left, top, right, bottom = box
    drawing.add(
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="{SOFT}" stroke-width="1"/>'
    )
    drawing.text(left, bottom + 16, number(low[0]), fill=SOFT)
    drawing.text(right, bottom + 16, number(high[0]), fill=SOFT, text_anchor="end")
    drawing.text(left - 6, bottom, number(low[1]), fill=SOFT, text_anchor="end")
    drawing.text(left - 6, top + 10, number(high[1]), fill=SOFT, text_anchor="end")
