"""What to say about weights that are not trained, or not any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision.notices import warn

__all__ = ["warn_if_all_frozen", "warn_of_change"]


def warn_of_change(model: Any, trained: Sequence[Any]) -> None:
    """Say that `trainable` was changed after `compile`, and that it takes effect now.

    Args:
        model: The model.
        trained: The weights that are trained from now on.
    """
    if not trained:
        return
    warn(
        f"Which weights of '{model.name}' are trained has changed since compile(): from this "
        f"fit() on {len(trained)} of {len(model.weights)} weights are trained."
    )


def warn_if_all_frozen(model: Any) -> None:
    """Say that nothing can be learned, where all weights are frozen."""
    own_step = type(model).train_step.__module__ != "p_vision.training.steps"
    if not model.weights and model.optimizer is not None and not own_step:
        warn(
            f"'{model.name}' has no weights, so fit() changes nothing. Layers made inside call() "
            "are new at each call: make them in __init__()."
        )
    if model.weights and not model.trainable_variables:
        warn(
            f"All weights of '{model.name}' are frozen (trainable=False), so fit() changes "
            f"nothing. Set trainable = True on '{model.name}', or on the layers to train."
        )
