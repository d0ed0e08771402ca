"""Sparsemax (Martins and Astudillo, 2016): the nearest point of probabilities to some scores.

p = max(z - t, 0), where t makes the sum 1: (sum of the scores that stay above it - 1) / how many.
"""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import apply, as_tensor, composite, encode, unary
from p_vision.ops.arrangement import moveaxis
from p_vision.ops.ranges import arange

__all__ = ["sparsemax"]


@composite
def sparsemax(x: Any, axis: int = -1) -> Any:
    """Probabilities, like softmax's, but with zeros for what is clearly unlikely.

    Args:
        x: Scores, a tensor of any shape.
        axis: The axis whose values sum to 1. Defaults to -1.

    Returns:
        A float32 tensor of the same shape.

    Source: https://arxiv.org/abs/1602.02068

    Example:
        >>> from p_vision import ops
        >>> ops.sparsemax([1.0, 0.5, -2.0]).tolist()
        [0.75, 0.25, 0.0]
    """
    scores = unary("cast", as_tensor(x), encode(dtype="float32"))
    last = moveaxis(scores, axis, -1)
    ordered = unary("sort", unary("stop_gradient", last), encode(axis=-1, descending=True))
    count = arange(1, last.shape[-1] + 1, dtype="float32")
    running = unary("cumsum", ordered, encode(axis=-1, reverse=False, exclusive=False))
    stays = count * ordered + 1.0 > running
    many = _total(unary("cast", stays, encode(dtype="float32")))
    limit = (_total(apply("where", (stays, ordered, 0.0))) - 1.0) / many
    # The scores that stay, found again in their own order, so that gradients reach them.
    threshold = (_total(apply("where", (last > limit, last, 0.0))) - 1.0) / many
    return moveaxis(unary("relu", last - threshold), -1, axis)


def _total(values: Any) -> Any:
    return unary("sum", values, encode(axes=(-1,), keepdims=True))
