"""How a model was compiled, as plain Python values and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.serialization import deserialize_object, serialize_object

__all__ = ["compile_config", "compile_from_config"]

_PARTS = (
    "optimizer",
    "loss",
    "loss_weights",
    "metrics",
    "weighted_metrics",
    "run_eagerly",
    "steps_per_execution",
    "jit_compile",
)


def compile_config(model: Any) -> dict[str, Any] | None:
    """Return the arguments of `compile` as plain Python values; None before it.

    Args:
        model: The model.
    """
    given = getattr(model, "_compile_arguments", None)
    if given is None:
        return None
    # With the learning rate as it is now.
    return {key: serialize_object(value) for key, value in given.items()} | {
        "optimizer": serialize_object(model.optimizer)
    }


def compile_from_config(model: Any, config: Mapping[str, Any]) -> None:
    """Compile a model as `compile_config`, or Keras, described.

    Args:
        model: The model; its optimizer is made ready when it has weights.
        config: The arguments.
    """
    given = {key: deserialize_object(config[key]) for key in _PARTS if key in config}
    if not given:
        return
    model.compile(**given)
    if model.built and model.optimizer is not None:
        model.optimizer.build(model.trainable_variables)
