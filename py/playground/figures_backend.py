"""The matplotlib backend of the page: Agg pictures, shown in the output by `plt.show()`.

Matplotlib imports this module by its name; it has no other use, and matplotlib is optional.
"""

import importlib
import sys
from typing import Any

from playground.figures import show_open_figures

try:
    _backends = importlib.import_module("matplotlib.backends.backend_agg")
    _Manager: Any = importlib.import_module("matplotlib.backend_bases").FigureManagerBase
    _Canvas: Any = _backends.FigureCanvasAgg
except ImportError:
    _Manager = _Canvas = object


class FigureManager(_Manager):  # type: ignore[misc]
    """Shows all open figures when asked to."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """What `plt.show()` calls."""
        show_open_figures(vars(sys.modules["__main__"]).get("display", print))


class FigureCanvas(_Canvas):  # type: ignore[misc]
    """Draws with Agg."""

    manager_class: Any = FigureManager
