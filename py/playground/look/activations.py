"""What a layer answers to one sample, by a model of its own that ends at this layer."""

from __future__ import annotations

from typing import Any

from playground.look.data import sample, targets_of
from playground.look.layers import drawing_of

__all__ = ["activations_of"]


def activations_of(
    names: dict[str, Any], model: Any, layer: Any, data: str, index: int
) -> dict[str, Any]:
    """Compute and draw.

    Args:
        names: the session's names.
        model: the model the layer belongs to.
        layer: the layer.
        data: the name of an array of the session, or "" for made-up numbers.
        index: which row of it.

    Returns:
        Drawings of the sample and of the layer's answer, with the true answer where it is known.
    """
    from p_vision.show.activations import answer_of, values_drawing

    row = sample(names, model, data, index)
    truth = targets_of(names, data, int(names[data].shape[0])) if data else None
    shown = values_drawing(row[0])
    answer = values_drawing(answer_of(model, row, layer)[0])
    return {
        "sample": drawing_of(shown),
        "truth": "" if truth is None else _plain(truth[index]),
        "answer": drawing_of(answer),
    }


def _plain(value: Any) -> str:
    import numpy as np

    array = np.asarray(value)
    if array.ndim == 1 and array.size > 1 and float(array.sum()) == 1.0 and array.max() == 1:
        return str(int(array.argmax()))
    return str(array.item()) if array.size == 1 else str(array)[:80]
