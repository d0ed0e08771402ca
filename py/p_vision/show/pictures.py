"""Images beside each other, with labels or with what a model says of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from p_vision.show.drawing import COLOURS, INK, Drawing
from p_vision.show.labels import class_numbers, name_of
from p_vision.show.png import as_bytes, data_address

_CELL = 72
_GAP = 10
_CAPTION = 18
_WRONG = COLOURS[7]
#: The longer side of a single image, and the most that small ones are enlarged.
_LARGE = 280
_ZOOM = 10


def images(
    x: Any,
    labels: Sequence[Any] | np.ndarray | None = None,
    *,
    columns: int = 8,
    count: int = 32,
    names: Sequence[str] | None = None,
) -> None:
    """Show images beside each other.

    Args:
        x: (count, height, width) or (count, height, width, 1 or 3), or a single image; bytes, or
            numbers from 0 to 1; others are stretched.
        labels: one for each image: class numbers, one-hot rows or words.
        columns: how many stand beside each other.
        count: the most that are shown.
        names: the classes' names.

    Raises:
        ValueError: if the shape is that of no image.

    >>> images(np.zeros((3, 8, 8)), labels=[7, 2, 1])
    3 images, 8 by 8: 7, 2, 1
    """
    captions: list[str] | None = None
    if labels is not None:
        captions = [name_of(label, names) for label in class_numbers(labels)]
    sheet(as_bytes(x)[:count], captions, columns).show()


def samples(
    model: Any,
    x: Any,
    y: Any = None,
    *,
    columns: int = 8,
    count: int = 16,
    names: Sequence[str] | None = None,
) -> None:
    """Show images with the class a model gives them; wrong ones are marked.

    Args:
        model: a classifier with one output for each class, or a single one for yes and no.
        x: images in the form that the model takes.
        y: the true classes: numbers or one-hot rows; without them nothing is marked.
        columns: how many stand beside each other.
        count: the most that are shown.
        names: the classes' names.

    Raises:
        ValueError: if the shape is that of no image.
    """
    shown = np.asarray(x)[:count]
    guesses = class_numbers(model.predict(shown, verbose=0))
    truth = None if y is None else class_numbers(np.asarray(y)[:count])
    captions, wrong = [], set()
    for index, guess in enumerate(guesses):
        caption = name_of(guess, names)
        if truth is not None and guess != truth[index]:
            wrong.add(index)
            caption += f", not {name_of(truth[index], names)}"
        captions.append(caption)
    drawing = sheet(as_bytes(shown), captions, columns, wrong)
    if truth is not None:
        drawing.description += f" ({len(wrong)} of {len(guesses)} wrong)"
    drawing.show()


def single(picture: np.ndarray) -> Drawing:
    """The drawing of one image of bytes, as large as is pleasant to look at.

    Args:
        picture: (height, width, channels) of bytes.
    """
    height, width = picture.shape[:2]
    scale = min(_LARGE / max(height, width), _ZOOM)
    wide, high = max(1.0, width * scale), max(1.0, height * scale)
    drawing = Drawing(wide, high, f"1 image, {height} by {width}")
    return drawing.add(
        f'<image href="{data_address(picture)}" width="{wide:.1f}" height="{high:.1f}"'
        ' preserveAspectRatio="none" image-rendering="pixelated"/>'
    )


def sheet(
    pictures: np.ndarray,
    captions: list[str] | None,
    columns: int,
    wrong: set[int] | None = None,
) -> Drawing:
    """The drawing of images of bytes with a line of text under each."""
    count = len(pictures)
    columns = max(1, min(columns, count))
    rows = -(-count // columns) if count else 0
    height = _CELL + (_CAPTION if captions else 0) + _GAP
    size = " by ".join(str(side) for side in pictures.shape[1:3])
    words = f"{count} image{'s' if count != 1 else ''}, {size}"
    if captions:
        words += ": " + ", ".join(captions)
    drawing = Drawing(columns * (_CELL + _GAP) + _GAP, max(1, rows) * height + _GAP, words)
    if not count:
        return drawing.text(_GAP, 24, "no images")
    for index, picture in enumerate(pictures):
        left = _GAP + index % columns * (_CELL + _GAP)
        top = _GAP + index // columns * height
        drawing.add(
            f'<image href="{data_address(picture)}" x="{left}" y="{top}" width="{_CELL}"'
            f' height="{_CELL}" image-rendering="pixelated"/>'
        )
        if captions and index < len(captions):
            marked = index in (wrong or set())
            drawing.text(
                left + _CELL / 2,
                top + _CELL + 14,
                captions[index],
                text_anchor="middle",
                fill=_WRONG if marked else INK,
                font_weight=700 if marked else 400,
            )
    return drawing
