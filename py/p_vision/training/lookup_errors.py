"""Which embedding a number was too large for."""

from __future__ import annotations

from typing import Any

from p_vision.errors import IndexOutOfRangeError
from p_vision.layers import Embedding
from p_vision.layers.core.embedding import out_of_range
from p_vision.training.hints import inside

__all__ = ["explained"]


def explained(error: IndexOutOfRangeError, model: Any) -> IndexOutOfRangeError:
    """The error in the words of the layer that looked the number up, where that is known.

    Args:
        error: What the step said.
        model: The model whose step it was.
    """
    for layer in inside(model):
        if isinstance(layer, Embedding) and layer.input_dim == error.size:
            return out_of_range(layer, error)
    return error
