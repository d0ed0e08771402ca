"""A drawing as SVG text that notebooks and the page show."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from p_vision.utils.graph_layout import Layout

__all__ = ["SvgPicture", "draw"]

_MARGIN = 12.0
_FILLS = {"input": "#e8f1fb", "layer": "#ffffff", "operation": "#f4f4f4", "model": "#fdf3e1"}
_STYLE = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px"


@dataclass(frozen=True)
class SvgPicture:
    """A picture.

    Args:
        svg: The whole SVG element as text.
    """

    svg: str

    def save(self, path: Any) -> None:
        """Write it to a file.

        Args:
            path: A name that ends with `.svg`.
        """
        Path(os.fspath(path)).write_text(self.svg, encoding="utf-8")

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return "<SvgPicture: plot_model(..., to_file='model.svg') writes it to a file>"


def draw(boxes: Sequence[Any], layout: Layout, across: bool, title: str) -> str:
    """Draw boxes and arrows.

    Args:
        boxes: With `title`, `lines`, `kind`, `width` and `height`.
        layout: Where they stand.
        across: Draw from left to right: the layout is turned.
        title: What the picture shows, for those who cannot see it.
    """
    width, height = layout.width, layout.height
    if across:
        width, height = height, width

    def turned(point: tuple[float, float]) -> tuple[float, float]:
        x, y = (point[1], point[0]) if across else point
        return x + _MARGIN, y + _MARGIN

    parts = [_arrow([turned(point) for point in line], across) for line in layout.lines]
    parts += [_box(box, *turned(centre)) for box, centre in zip(boxes, layout.centres, strict=True)]
    wide, high = width + 2 * _MARGIN, height + 2 * _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" style="{_STYLE}">'
        f"<title>Layers of {escape(title)}</title>"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#6b7280"/></marker></defs>'
    )
    return head + "".join(parts) + "</svg>"


def _box(box: Any, x: float, y: float) -> str:
    left, top = x - box.width / 2, y - box.height / 2
    text = [f'<text x="{x:.1f}" y="{top + 19:.1f}" font-weight="bold">{escape(box.title)}</text>']
    for index, line in enumerate(box.lines):
        text.append(f'<text x="{x:.1f}" y="{top + 36 + 17 * index:.1f}">{escape(line)}</text>')
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="6" fill="{_FILLS[box.kind]}" stroke="#4b5563"/>'
        f'<g text-anchor="middle" fill="#111827">{"".join(text)}</g>'
    )


def _arrow(points: list[tuple[float, float]], across: bool) -> str:
    """A smooth line through the points, leaving and arriving straight."""
    x, y = points[0]
    path = [f"M{x:.1f} {y:.1f}"]
    for nx, ny in points[1:]:
        if across:
            middle = (x + nx) / 2
            path.append(f"C{middle:.1f} {y:.1f} {middle:.1f} {ny:.1f} {nx:.1f} {ny:.1f}")
        else:
            middle = (y + ny) / 2
            path.append(f"C{x:.1f} {middle:.1f} {nx:.1f} {middle:.1f} {nx:.1f} {ny:.1f}")
        x, y = nx, ny
    return f'<path d="{"".join(path)}" fill="none" stroke="#6b7280" marker-end="url(#tip)"/>'
