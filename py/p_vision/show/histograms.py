"""How numbers are spread: of an array, or of every weight of a model."""

from typing import Any

import numpy as np

from p_vision.show.drawing import COLOURS, SOFT, Drawing, number

_WIDTH, _HEIGHT = 220, 110
_GAP = 26


def histogram(values: Any, *, bins: int = 40) -> None:
    """Show how often values occur.

    Args:
        values: an array, a dictionary of arrays, or a layer or model: then one histogram for each
            of its weights.
        bins: how many bars there are.

    >>> histogram([0.0, 1.0, 1.0])
    Histogram: 3 values from 0 to 1, mean 0.667, spread 0.471.
    """
    drawn(values, bins).show()


def drawn(values: Any, bins: int) -> Drawing:
    """The drawing of `histogram`."""
    groups = _groups(values)
    columns = min(2, len(groups)) or 1
    rows = -(-len(groups) // columns)
    tall = _HEIGHT + 48
    words = [_words(name, array) for name, array in groups.items()]
    width = columns * (_WIDTH + _GAP) + _GAP
    drawing = Drawing(width, max(rows, 1) * tall + 8, " ".join(words) or "Histogram of nothing.")
    rows_of_numbers: list[list[object]] = [["of", "from", "to", "count"]]
    for index, (name, array) in enumerate(groups.items()):
        if array.size:
            counts, edges = np.histogram(array, bins=bins)
            ends = zip(edges[:-1].tolist(), edges[1:].tolist(), counts.tolist(), strict=True)
            rows_of_numbers += [[name, *bar] for bar in ends]
        left = _GAP + index % columns * (_WIDTH + _GAP)
        top = 24 + index // columns * tall
        _one(drawing, left, top, name, array, bins)
    drawing.rows = rows_of_numbers
    return drawing


def _groups(values: Any) -> dict[str, np.ndarray]:
    weights = getattr(values, "weights", None)
    if weights is not None:
        values = {getattr(w, "path", "") or w.name: np.asarray(w) for w in weights}
    if not isinstance(values, dict):
        values = {"": values}
    found = {name: np.asarray(array, dtype="float64").ravel() for name, array in values.items()}
    return {name: array[np.isfinite(array)] for name, array in found.items()}


def _words(name: str, array: np.ndarray) -> str:
    what = f"Histogram of {name}" if name else "Histogram"
    if not array.size:
        return f"{what}: no values."
    ends = f"from {number(array.min())} to {number(array.max())}"
    mean, spread = number(array.mean()), number(array.std())
    return f"{what}: {array.size} values {ends}, mean {mean}, spread {spread}."


def _one(
    drawing: Drawing, left: float, top: float, name: str, array: np.ndarray, bins: int
) -> None:
    drawing.text(left, top - 8, f"{name} ({array.size})" if name else f"{array.size} values")
    bottom = top + _HEIGHT
    drawing.add(f'<path d="M{left} {bottom}h{_WIDTH}" stroke="{SOFT}"/>')
    if not array.size:
        return
    counts, edges = np.histogram(array, bins=bins)
    wide = _WIDTH / bins
    for index, count in enumerate(counts):
        if count:
            high = max(1.0, count / counts.max() * (_HEIGHT - 4))
            drawing.add(
                f'<rect x="{left + index * wide:.1f}" y="{bottom - high:.1f}"'
                f' width="{wide - 0.6:.1f}" height="{high:.1f}" fill="{COLOURS[0]}"/>'
            )
    drawing.text(left, bottom + 15, number(edges[0]), fill=SOFT)
    drawing.text(left + _WIDTH, bottom + 15, number(edges[-1]), fill=SOFT, text_anchor="end")
