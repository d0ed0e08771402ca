"""What a layer says when it is called on something that is no tensor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.weight_owner import WeightOwner

__all__ = ["check_called_on"]


def check_called_on(layer: Any, inputs: Any, shapes: Any) -> None:
    """Complain about inputs that no layer can compute with.

    Args:
        layer: The layer.
        inputs: What it was called on.
        shapes: The shapes of that.

    Raises:
        ArgumentError: It is a layer, nothing, a text or a dictionary.
        ShapeError: It is a list, for a layer with one input.
    """
    if isinstance(shapes, tuple):
        return
    who = f"{type(layer).__name__} '{layer.name}'"
    if isinstance(inputs, WeightOwner) or (
        isinstance(inputs, type) and issubclass(inputs, WeightOwner)
    ):
        raise ArgumentError(
            f"{who} was called on a layer. Call it on what a layer gives: x = Input(shape=...), "
            f"x = Dense(8)(x), x = {type(layer).__name__}(...)(x)."
        )
    if not _takes_one_tensor(layer):
        return
    if inputs is None:
        raise ArgumentError(f"{who} was called on None. Is a `return` missing before it?")
    if isinstance(inputs, (bool, int, float)) or inputs == []:
        what = "an empty list" if inputs == [] else f"the number {inputs!r}"
        raise ArgumentError(f"{who} takes tensors, arrays or lists, but was called on {what}.")
    if isinstance(inputs, str):
        raise ArgumentError(f"{who} takes numbers, but was called on the text {inputs[:30]!r}.")
    if isinstance(inputs, Mapping):
        keys = ", ".join(repr(key) for key in list(inputs)[:4])
        raise ArgumentError(
            f"{who} takes one tensor, but was called on a dictionary ({keys}): pass one of its "
            "values, or make a Model with an Input for each."
        )
    if isinstance(shapes, list) and len(shapes) > 1 and isinstance(layer.input_spec, InputSpec):
        raise ShapeError(
            f"{who} takes one tensor, but was called on a list of {len(shapes)}. Join them first: "
            f"x = Concatenate()([a, b]), then {type(layer).__name__}(...)(x)."
        )


def _takes_one_tensor(layer: Any) -> bool:
    module = type(layer).__module__
    others = (".preprocessing.", ".augmentation.")
    return module.startswith("p_vision.layers.") and not any(name in module for name in others)
