"""Limits on the size of gradients (Pascanu et al., 2013)."""

from __future__ import annotations

from p_vision import ops
from p_vision.types import TensorLike


def clip_by_value(gradient: TensorLike, limit: float) -> TensorLike:
    """Limit every value to -limit..limit."""
    return ops.clip(gradient, -limit, limit)


def clip_by_norm(gradient: TensorLike, limit: float) -> TensorLike:
    """Shrink a gradient whose norm is above ``limit`` to that norm."""
    norm = ops.sqrt(ops.sum(ops.square(gradient)))
    return gradient * limit / ops.maximum(norm, limit)


def clip_by_global_norm(gradients: list[TensorLike], limit: float) -> list[TensorLike]:
    """Shrink gradients whose norm taken together is above ``limit``."""
    squares = ops.sum(ops.square(gradients[0]))
    for gradient in gradients[1:]:
        squares = squares + ops.sum(ops.square(gradient))
    scale = limit / ops.maximum(ops.sqrt(squares), limit)
    return [gradient * scale for gradient in gradients]
