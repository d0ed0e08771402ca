"""Draws the pictures on the gallery's cards: each from what its example computes.

`.venv/bin/python tools/example_pictures.py [NAME ...]`, after an example was added or changed.
"""

import contextlib
import io
import runpy
import sys
from pathlib import Path
from typing import Any

import numpy as np

from p_vision import events

EXAMPLES = Path(__file__).resolve().parents[1] / "web" / "examples"
WIDTH, HEIGHT, EDGE = 120, 72, 6
#: Readable on a white and on a black ground.
MAIN, SECOND, SOFT = "#1b9483", "#c9782b", "#8b8f96"
BOUNDARIES = {"xor", "logic_gate", "moons", "circles", "three_classes", "spirals"}
CURVES = {"line", "first_neuron", "sine", "overfitting", "early_stopping", "own_layer"}
CURVES |= {"gradients", "dropout", "own_loss", "keep"}


def scaled(values: Any, low: float, high: float, size: float) -> Any:
    return EDGE + (np.asarray(values, float) - low) / ((high - low) or 1) * (size - 2 * EDGE)


def line(x: Any, y: Any, colour: str, width: float = 2.5) -> str:
    points = " ".join(f"{a:.0f},{HEIGHT - b:.0f}" for a, b in zip(x, y, strict=True))
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
    )


def losses(curves: list[list[float]]) -> str:
    """The loss of every fit, on a logarithmic axis."""
    logs = [np.log10(np.clip(np.nan_to_num(c, posinf=1e6), 1e-6, 1e6)) for c in curves if c]
    low, high = min(map(np.min, logs)), max(map(np.max, logs))
    drawn = []
    for index, curve in enumerate(logs):
        kept = curve[:: max(1, len(curve) // 40)]
        x = scaled(range(len(kept)), 0, len(kept) - 1, WIDTH)
        colour = MAIN if index == len(logs) - 1 else (SECOND, SOFT)[index % 2]
        drawn.append(line(x, scaled(kept, low, high, HEIGHT), colour))
    return "".join(drawn)


def curve(names: dict[str, Any]) -> str:
    """The points and the model's line through them."""
    x = names.get("x_train", names.get("x", names.get("celsius")))
    y = names.get("y_train", names.get("y", names.get("fahrenheit")))
    places = np.linspace(x.min(), x.max(), 60, dtype="float32").reshape(-1, 1)
    guess = names["model"].predict(places, verbose=0)[:, 0]
    low, high = min(y.min(), guess.min()), max(y.max(), guess.max())
    across = scaled(x[:, 0], x.min(), x.max(), WIDTH)
    up = scaled(y[:, 0], low, high, HEIGHT)
    step = max(1, len(x) // 70)
    dots = "".join(
        f'<circle cx="{a:.0f}" cy="{HEIGHT - b:.0f}" r="1.6"/>'
        for a, b in zip(across[::step], up[::step], strict=True)
    )
    along = scaled(places[:, 0], x.min(), x.max(), WIDTH)
    return f'<g fill="{SOFT}">{dots}</g>' + line(along, scaled(guess, low, high, HEIGHT), MAIN)


def runs(here: Any) -> str:
    """Cells of 4 by 4, those beside each other as one rectangle."""
    path = ""
    for row, cells in enumerate(here):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], cells.astype(int), [0]])))
        for start, end in edges.reshape(-1, 2):
            path += f"M{start * 4} {row * 4}h{(end - start) * 4}v4h-{(end - start) * 4}z"
    return path


def boundary(names: dict[str, Any], name: str) -> str:
    """What the model answers at every place, and some of the points."""
    points = names.get("points", names.get("x_train", names.get("x")))
    y = np.asarray(names.get("inside", names.get("labels", names.get("y_train", names.get("y")))))
    low, high = points.min(0) - 0.15, points.max(0) + 0.15
    columns, rows = 30, 18
    grid = np.stack(
        np.meshgrid(np.linspace(low[0], high[0], columns), np.linspace(high[1], low[1], rows)), -1
    ).reshape(-1, 2)
    inputs = grid**2 if name == "circles" else grid
    answer = names["model"].predict(inputs.astype("float32"), verbose=0)
    kind = answer.argmax(1) if answer.shape[1] > 1 else (answer[:, 0] > 0.5).astype(int)
    colours = (SECOND, MAIN, SOFT)
    parts = []
    for value in np.unique(kind):
        path = runs((kind == value).reshape(rows, columns))
        parts.append(f'<path d="{path}" fill="{colours[value]}" opacity=".28"/>')
    step = max(1, len(points) // 60)
    places = (points - low) / (high - low)
    for (a, b), label in zip(places[::step], y.reshape(-1).astype(int)[::step], strict=True):
        parts.append(
            f'<circle cx="{a * WIDTH:.0f}" cy="{HEIGHT - b * HEIGHT:.0f}" r="2"'
            f' fill="{colours[label]}"/>'
        )
    return "".join(parts)


def picture(*images: Any) -> str:
    """Small images side by side."""
    parts = []
    cell = min((WIDTH - 8) / sum(i.shape[1] + 1 for i in images), (HEIGHT - 8) / len(images[0]))
    left = (WIDTH - cell * sum(i.shape[1] + 1 for i in images)) / 2
    top = (HEIGHT - cell * len(images[0])) / 2
    for image in images:
        levels = np.clip((image - image.min()) / (np.ptp(image) or 1), 0, 1)
        for level in (0.25, 0.5, 0.75, 1.0):
            at = np.argwhere(np.abs(levels - level) <= 0.125)
            path = "".join(
                f"M{left + c * cell:.1f} {top + r * cell:.1f}h{cell:.1f}v{cell:.1f}h-{cell:.1f}z"
                for r, c in at
            )
            if path:
                parts.append(f'<path d="{path}" fill="{MAIN}" opacity="{level}"/>')
        left += (image.shape[1] + 1) * cell
    return "".join(parts)


def bars(values: dict[str, float]) -> str:
    """Bars of a result, the longest in another colour."""
    high = (HEIGHT - 2 * EDGE) / len(values)
    longest = max(values.values())
    return "".join(
        f'<rect x="{EDGE}" y="{EDGE + at * high:.1f}" rx="2" height="{high - 4:.1f}"'
        f' width="{max(3, value / longest * (WIDTH - 2 * EDGE)):.1f}"'
        f' fill="{SECOND if value == longest else MAIN}"/>'
        for at, value in enumerate(sorted(values.values()))
    )


def draw(name: str) -> str:
    curves: list[list[float]] = []

    def listen(event: dict[str, Any]) -> None:
        if event["event"] == "fit_begin":
            curves.append([])
        elif event["event"] == "epoch_end" and curves:
            curves[-1].append(event["logs"]["loss"])

    leave = events.subscribe(listen)
    with contextlib.redirect_stdout(io.StringIO()):
        names = runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    leave()
    if name in BOUNDARIES:
        return boundary(names, name)
    if name in CURVES:
        return curve(names)
    if name == "optimizers_race":
        return bars(names["losses"])
    if name == "edges":
        return picture(names["picture"][0, :, :, 0], np.abs(names["answer"]))
    if name == "noise":
        return picture(names["noisy"][500].reshape(8, 8), names["made"][0].reshape(8, 8))
    if name == "generator":
        return picture(*(names["pictures"][i, :, :, 0] for i in (0, 1)))
    if name == "stripes":
        return picture(*(names["x_new"][i, :, :, 0] for i in (0, 1)))
    if name.startswith(("mnist", "digit")):
        return picture(*(np.squeeze(names["x_test"][i]) for i in (0, 1)))
    if name == "forecast":
        values = names["series"][:140]
        return line(scaled(range(140), 0, 139, WIDTH), scaled(values, -1.5, 1.5, HEIGHT), MAIN)
    if name == "heartbeat":
        values = names["x_new"][names["y_new"].argmax(), :, 0]
        return line(scaled(range(40), 0, 39, WIDTH), scaled(values, -2, 3, HEIGHT), MAIN, 2)
    if name == "downhill":
        x = np.linspace(-5, 11, 40)
        ball = f'<circle cx="60" cy="{HEIGHT - EDGE - 4}" r="4" fill="{SECOND}"/>'
        valley = scaled((x - 3) ** 2, 0, 64, HEIGHT)
        return line(scaled(x, -5, 11, WIDTH), valley, MAIN) + ball
    if name == "by_hand":
        return picture(names["hidden"])
    if name == "backwards":
        return picture(names["x"][1800:1801] / 9, names["guess"][:1] / 9)
    if name == "memory":
        return picture(names["x"][0].T + 0.01)
    if name == "two_inputs":
        pictures, stands = names["pictures"], names["stands"]
        return picture(*(pictures[stands == kind][0, :, :, 0] for kind in (1, 0)))
    if name == "attention":
        return picture(names["x"][0] + 0.02)
    return losses([c for c in curves if c]) if curves else ""


def main(names: list[str]) -> None:
    for name in names or sorted(path.stem for path in EXAMPLES.glob("*.py")):
        inside = draw(name)
        if not inside:
            continue
        text = (
            '<svg xmlns="http://www.w3.org/2000/svg"'
            f' viewBox="0 0 {WIDTH} {HEIGHT}">{inside}</svg>\n'
        )
        (EXAMPLES / "pictures").mkdir(exist_ok=True)
        (EXAMPLES / "pictures" / f"{name}.svg").write_text(text)
        print(f"{name}: {len(text)} bytes", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
