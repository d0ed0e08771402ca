"""Sequences of different lengths made equally long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["pad_sequences"]


def pad_sequences(
    sequences: Sequence[Any],
    maxlen: int | None = None,
    dtype: str = "int32",
    padding: str = "pre",
    truncating: str = "pre",
    value: float = 0.0,
) -> Any:
    """Pad (or cut) every sequence to the same length.

    Args:
        sequences: Lists of numbers, each of its own length.
        maxlen: The length of all; by default that of the longest.
        dtype: Type of the result.
        padding: `"pre"` fills in front, `"post"` behind.
        truncating: `"pre"` cuts off the front of what is too long, `"post"` the end.
        value: What to fill with.

    Returns:
        An array of shape `(len(sequences), maxlen)` and the shape of one element behind it.

    Raises:
        ValueError: `padding` or `truncating` is neither "pre" nor "post".

    Reference: https://keras.io/api/data_loading/timeseries/

    Example:
        >>> pad_sequences([[1], [2, 3]])
        array([[0, 1],
               [2, 3]], dtype=int32)
    """
    import numpy

    for name, choice in (("padding", padding), ("truncating", truncating)):
        if choice not in ("pre", "post"):
            raise ValueError(f"{name} must be 'pre' or 'post', but is {choice!r}.")
    rows = [numpy.asarray(row) for row in sequences]
    for index, row in enumerate(rows):
        if not row.ndim:
            raise ArgumentError(
                f"pad_sequences takes a list of lists, but entry {index} is {row.item()!r}. For "
                "one sequence write pad_sequences([x])."
            )
        if row.dtype.kind in "OUS" and numpy.dtype(dtype).kind in "iuf":
            raise ArgumentError(
                f"pad_sequences takes numbers, but entry {index} holds {str(row[0])!r:.40}. "
                "layers.TextVectorization turns texts into numbers."
            )
    length = max((len(row) for row in rows), default=0) if maxlen is None else maxlen
    inner = next((row.shape[1:] for row in rows if len(row)), ())
    padded = numpy.full((len(rows), length, *inner), value, dtype=dtype)
    for index, row in enumerate(rows):
        if len(row) == 0 or length == 0:
            continue
        cut = row[-length:] if truncating == "pre" else row[:length]
        if padding == "pre":
            padded[index, length - len(cut) :] = cut
        else:
            padded[index, : len(cut)] = cut
    return padded
