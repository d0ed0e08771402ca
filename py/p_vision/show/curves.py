"""Points of one input and one output, and the model's line through them."""

from typing import Any

import numpy as np

from p_vision.show.drawing import COLOURS, SOFT, Drawing, axes

_WIDTH, _HEIGHT = 420, 240
_BOX = (48, 12, _WIDTH + 48, _HEIGHT + 12)


def curve(model: Any, x: Any, y: Any = None, *, points: int = 500) -> None:
    """Show what a model with one input answers along it, and the points it learned from.

    Args:
        model: takes (batch, 1) and gives (batch, 1).
        x: inputs, (count,) or (count, 1).
        y: outputs, likewise.
        points: the most points that are drawn.

    Raises:
        ValueError: if `x` has more than one column.
    """
    drawn(model, x, y, points).show()


def drawn(model: Any, x: Any, y: Any, points: int) -> Drawing:
    """The drawing of `curve`."""
    inputs = np.asarray(x, dtype="float64")
    if inputs.ndim > 2 or (inputs.ndim == 2 and inputs.shape[1] != 1):
        raise ValueError(f"A curve can be drawn for one input; x has the shape {inputs.shape}.")
    inputs = inputs.ravel()
    along = np.linspace(inputs.min(), inputs.max(), 200)
    answers = model.predict(along.reshape(-1, 1).astype("float32"), verbose=0)
    answer = np.asarray(answers, dtype="float64").reshape(200, -1)[:, 0]
    truth = np.array([]) if y is None else np.asarray(y, dtype="float64").ravel()
    values = np.concatenate([answer, truth])
    low = np.array([inputs.min(), np.nanmin(values)])
    high = np.array([inputs.max(), np.nanmax(values)])
    size = np.where(high > low, high - low, 1)

    def place(a: float, b: float) -> tuple[float, float]:
        across, up = (np.array([a, b]) - low) / size
        return _BOX[0] + across * _WIDTH, _BOX[3] - up * _HEIGHT

    drawing = Drawing(
        _WIDTH + 60,
        _HEIGHT + 40,
        f"The model's curve over {len(inputs)} points, {len(truth)} known.",
    )
    drawing.rows = [["x", "answer"], *zip(along.tolist(), answer.tolist(), strict=True)]
    axes(drawing, _BOX, low, high)
    for a, b in list(zip(inputs, truth, strict=False))[:: max(1, len(truth) // points)]:
        left, top = place(a, b)
        drawing.add(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="2.4" fill="{SOFT}" opacity=".6"/>')
    line = " ".join(
        "{:.1f},{:.1f}".format(*place(a, b)) for a, b in zip(along, answer, strict=True)
    )
    return drawing.add(
        f'<polyline points="{line}" fill="none" stroke="{COLOURS[0]}" stroke-width="2.5"/>'
    )
