"""Matplotlib figures as images in the output, where matplotlib is there."""

import io
import os
import sys
from collections.abc import Callable

#: Matplotlib reads it when it is first imported: figures are drawn to pictures, not windows.
os.environ.setdefault("MPLBACKEND", "module://playground.figures_backend")


class Picture:
    """A PNG that the page can show."""

    def __init__(self, png: bytes, description: str) -> None:
        self._png = png
        self._description = description

    def _repr_png_(self) -> bytes:
        return self._png

    def __repr__(self) -> str:
        return self._description


def show_open_figures(display: Callable[[object], None]) -> None:
    """Shows every open figure and closes it; nothing when matplotlib is not in use."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        if figure.get_axes():
            buffer = io.BytesIO()
            figure.savefig(buffer, format="png", bbox_inches="tight")
            title = figure._suptitle.get_text() if figure._suptitle else ""
            axes_titles = [axes.get_title() for axes in figure.get_axes() if axes.get_title()]
            names = ", ".join([title] if title else axes_titles)
            display(
                Picture(buffer.getvalue(), f"Figure {number}" + (f": {names}" if names else ""))
            )
        pyplot.close(figure)
