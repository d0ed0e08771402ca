"""What a finished training is worth saying about."""

from __future__ import annotations

from typing import Any

from p_vision.layers import BatchNormalization
from p_vision.notices import warn

__all__ = ["hint_at_averages", "inside"]

_FEW_STEPS = 200


def hint_at_averages(model: Any) -> None:
    """Say once that batch normalization has not settled after few steps.

    Its averages, used by `evaluate` and `predict`, keep 99 % of their old value at each step.

    Args:
        model: The model that was trained.
    """
    optimizer = model.optimizer
    if optimizer is None or model.__dict__.get("_hinted_at_averages"):
        return
    slow = [layer for layer in inside(model) if isinstance(layer, BatchNormalization)]
    slow = [layer for layer in slow if layer.trainable and layer.momentum >= 0.98]
    steps = int(optimizer.iterations.numpy()) if slow else _FEW_STEPS
    if steps >= _FEW_STEPS:
        return
    model.__dict__["_hinted_at_averages"] = True
    warn(
        f"'{slow[0].name}' learns its averages slowly (momentum={slow[0].momentum:g}): after "
        f"{steps} step{'s' if steps != 1 else ''} evaluate() and predict() may be far worse than "
        "training. Train longer, or use BatchNormalization(momentum=0.9)."
    )


def inside(layer: Any) -> list[Any]:
    """All layers inside a model or layer, at every depth.

    Args:
        layer: The model or layer.
    """
    found: list[Any] = []
    for inner in layer._layers:
        found += [inner, *inside(inner)]
    return found
