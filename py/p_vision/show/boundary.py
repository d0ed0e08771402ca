"""What a model with two inputs answers at every place."""

from typing import Any

import numpy as np

from p_vision.show.drawing import COLOURS, Drawing, axes
from p_vision.show.labels import class_numbers

_WIDTH, _HEIGHT = 420, 300
_BOX = (48, 12, _WIDTH + 48, _HEIGHT + 12)


def decision_boundary(
    model: Any, x: Any, y: Any = None, *, steps: int = 60, points: int = 400
) -> None:
    """Show what a model with two inputs answers at every place, and the points.

    Args:
        model: takes (batch, 2), gives one output for each class, or a single one for yes and no.
        x: points, (count, 2).
        y: their classes: numbers or one-hot rows.
        steps: places on each axis at which the model is asked.
        points: the most points that are drawn.

    Raises:
        ValueError: if `x` has not two columns.
    """
    boundary(model, x, y, steps, points).show()


def boundary(model: Any, x: Any, y: Any, steps: int, points: int) -> Drawing:
    """The drawing of `decision_boundary`."""
    places = np.asarray(x, dtype="float64")
    if places.ndim != 2 or places.shape[1] != 2:
        raise ValueError(
            f"A decision boundary can be drawn for two inputs; x has the shape {places.shape}."
        )
    room = (places.max(0) - places.min(0)) * 0.08 + 1e-9
    low, high = places.min(0) - room, places.max(0) + room
    across, up = np.linspace(low[0], high[0], steps), np.linspace(high[1], low[1], steps)
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2).astype("float32")
    answers = np.asarray(model.predict(grid, verbose=0))
    kinds = np.array(class_numbers(answers)).reshape(steps, steps)
    single = answers.ndim == 1 or answers.shape[-1] == 1
    sure = answers.reshape(steps, steps) if single else answers.max(-1).reshape(steps, steps)
    sure = np.abs(sure - 0.5) * 2 if single else sure
    labels = None if y is None else class_numbers(y)
    classes = sorted(set(kinds.ravel().tolist()) | set(labels or []))
    words = f"Decision boundary of {len(classes)} classes"
    drawing = Drawing(_WIDTH + 60, _HEIGHT + 40, f"{words} over {len(places)} points.")
    asked = zip(grid.tolist(), kinds.ravel().tolist(), sure.ravel().tolist(), strict=True)
    drawing.rows = [["x", "y", "class", "sure"], *([*at, kind, much] for at, kind, much in asked)]
    _fields(drawing, kinds, np.clip(np.nan_to_num(sure), 0, 1))
    axes(drawing, _BOX, low, high)
    step = max(1, len(places) // points)
    for index in range(0, len(places), step):
        a, b = (places[index] - low) / (high - low)
        colour = COLOURS[int(labels[index]) % len(COLOURS)] if labels else "#1c1f23"
        drawing.add(
            f'<circle cx="{_BOX[0] + a * _WIDTH:.1f}" cy="{_BOX[3] - b * _HEIGHT:.1f}" r="3"'
            f' fill="{colour}" stroke="#fff" stroke-width=".8"/>'
        )
    return drawing


def _fields(drawing: Drawing, kinds: np.ndarray, sure: np.ndarray) -> None:
    """One coloured image: the stronger the colour, the surer the answer."""
    from p_vision.show.png import data_address

    table = np.array([[int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in COLOURS])
    colours = table[kinds.astype(int) % len(COLOURS)]
    strength = (0.12 + 0.4 * sure)[..., None]
    mixed = np.rint(255 * (1 - strength) + colours * strength).astype(np.uint8)
    drawing.add(
        f'<image href="{data_address(mixed)}" x="{_BOX[0]}" y="{_BOX[1]}" width="{_WIDTH}"'
        f' height="{_HEIGHT}" preserveAspectRatio="none"/>'
    )
