"""Which classes a model mixes up."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from p_vision.show.drawing import SOFT, Drawing
from p_vision.show.labels import class_numbers, name_of

_CELL = 42
_LEFT = 84
_TOP = 44


def confusion_matrix(y_true: Any, y_pred: Any, names: Sequence[str] | None = None) -> None:
    """Show how often each class was taken for each other.

    Args:
        y_true: the true classes: numbers or one-hot rows.
        y_pred: what `model.predict` gave, or class numbers.
        names: the classes' names.

    Raises:
        ValueError: if there are not as many answers as truths.

    >>> confusion_matrix([0, 1, 1, 2], [0, 1, 2, 2])
    Confusion matrix: 3 of 4 right (75.0%). Most often mixed up: 1 taken for 2 (1 times).
    """
    matrix(y_true, y_pred, names).show()


def matrix(y_true: Any, y_pred: Any, names: Sequence[str] | None) -> Drawing:
    """The drawing of `confusion_matrix`."""
    truth, guess = class_numbers(y_true), class_numbers(y_pred)
    if len(truth) != len(guess):
        raise ValueError(f"There are {len(truth)} true classes and {len(guess)} answers.")
    classes = sorted(set(truth) | set(guess))
    place = {value: index for index, value in enumerate(classes)}
    counts = np.zeros((len(classes), len(classes)), int)
    for row, column in zip(truth, guess, strict=True):
        counts[place[row], place[column]] += 1
    words = [name_of(value, names) for value in classes]
    side = len(classes) * _CELL
    drawing = Drawing(_LEFT + side + 12, _TOP + side + 12, _description(counts, words))
    drawing.rows = [["true class", *words]] + [
        [word, *row] for word, row in zip(words, counts.tolist(), strict=True)
    ]
    drawing.text(_LEFT + side / 2, 16, "answer", fill=SOFT, text_anchor="middle")
    drawing.text(8, 16, "true class", fill=SOFT)
    for index, word in enumerate(words):
        at = index * _CELL + _CELL / 2
        drawing.text(_LEFT - 8, _TOP + at + 4, word[:10], text_anchor="end")
        drawing.text(_LEFT + at, _TOP - 10, word[:6], text_anchor="middle")
    most = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    for (row, column), count in np.ndenumerate(counts):
        share = count / most[row, 0]
        colour = "#0b6f63" if row == column else "#c4601a"
        x, y = _LEFT + column * _CELL, _TOP + row * _CELL
        drawing.add(
            f'<rect x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_CELL - 2}" rx="4"'
            f' fill="{colour}" fill-opacity="{0.05 + 0.8 * share:.2f}"/>'
        )
        ink = "#fff" if share > 0.5 else "#1c1f23"
        middle = x + _CELL / 2
        drawing.text(middle, y + _CELL / 2 + 4, int(count), text_anchor="middle", fill=ink)
    return drawing


def _description(counts: np.ndarray, words: list[str]) -> str:
    total, right = int(counts.sum()), int(np.trace(counts))
    share = right / total if total else 0
    text = f"Confusion matrix: {right} of {total} right ({share:.1%})."
    mixed = counts.copy()
    np.fill_diagonal(mixed, 0)
    if mixed.any():
        row, column = np.unravel_index(mixed.argmax(), mixed.shape)
        times = int(mixed[row, column])
        text += f" Most often mixed up: {words[row]} taken for {words[column]} ({times} times)."
    return text
