"""A row of numbers as bars."""

from typing import Any

import numpy as np

from p_vision.show.drawing import COLOURS, SOFT, Drawing, number

_WIDTH, _HEIGHT = 440, 150
_LEFT, _TOP = 48, 16
#: So many bars have their number written below.
_NUMBERED = 24


def bars(values: Any) -> Drawing:
    """The drawing of a row of numbers, the greatest in another colour.

    Args:
        values: (count,).

    >>> bars([0.1, 0.7, 0.2])
    3 values from 0.1 to 0.7; the greatest is number 1.
    """
    array = np.nan_to_num(np.asarray(values, dtype="float64").ravel())
    low, high = min(0.0, float(array.min(initial=0))), max(0.0, float(array.max(initial=0)))
    best = int(array.argmax()) if array.size else 0
    words = f"{array.size} value{'s' if array.size != 1 else ''}"
    if array.size:
        words += f" from {number(array.min())} to {number(array.max())}; "
        words += f"the greatest is number {best}."
    drawing = Drawing(_LEFT + _WIDTH + 12, _TOP + _HEIGHT + 28, words)
    drawing.rows = [["number", "value"], *([i, float(v)] for i, v in enumerate(array))]
    size = (high - low) or 1.0
    ground = _TOP + high / size * _HEIGHT
    wide = _WIDTH / max(1, array.size)
    for index, value in enumerate(array):
        tall = max(1.0, abs(value) / size * _HEIGHT)
        top = ground - tall if value >= 0 else ground
        colour = COLOURS[1] if index == best else COLOURS[0]
        gap = min(3.0, wide * 0.2)
        drawing.add(
            f'<rect x="{_LEFT + index * wide + gap / 2:.2f}" y="{top:.1f}"'
            f' width="{wide - gap:.2f}" height="{tall:.1f}" fill="{colour}"/>'
        )
        if array.size <= _NUMBERED or index in (0, best, array.size - 1):
            middle = _LEFT + (index + 0.5) * wide
            drawing.text(middle, _TOP + _HEIGHT + 16, index, fill=SOFT, text_anchor="middle")
    drawing.add(f'<path d="M{_LEFT} {ground:.1f}h{_WIDTH}" stroke="{SOFT}"/>')
    drawing.text(_LEFT - 6, _TOP + 10, number(high), fill=SOFT, text_anchor="end")
    drawing.text(_LEFT - 6, _TOP + _HEIGHT, number(low), fill=SOFT, text_anchor="end")
    return drawing
