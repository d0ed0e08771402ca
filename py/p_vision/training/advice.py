"""Warnings about a last layer, a loss and metrics that do not go together."""

from __future__ import annotations

from typing import Any

from p_vision import activations
from p_vision import losses as losses_module
from p_vision.errors import ArgumentError

__all__ = ["advice_on_output"]

_OF_PROBABILITIES = (
    losses_module.BinaryCrossentropy,
    losses_module.CategoricalCrossentropy,
    losses_module.SparseCategoricalCrossentropy,
)
_OF_NUMBERS = (
    losses_module.MeanSquaredError,
    losses_module.MeanAbsoluteError,
    losses_module.Huber,
    losses_module.LogCosh,
)
_UNBOUNDED = (activations.relu, activations.tanh, activations.leaky_relu, activations.elu)


def advice_on_output(last: Any, loss: Any, outputs: Any, metrics: Any) -> list[str]:
    """What to say about how a model ends.

    Args:
        last: The last layer, or None.
        loss: The loss, resolved.
        outputs: Shape and type of what the model gives.
        metrics: The compiled metrics, or None.

    Returns:
        Sentences for the user; none when all is well.

    Raises:
        ArgumentError: A softmax over a single value, which is always 1.
    """
    said = []
    activation = getattr(last, "activation", None)
    if type(last).__name__ == "Softmax":
        activation = activations.softmax
    width = outputs.shape[-1] if getattr(outputs, "shape", ()) else None
    ends_linear = activation in (None, activations.linear) and hasattr(last, "activation")
    softmax = activation is activations.softmax
    from_logits = bool(getattr(loss, "from_logits", False))
    if softmax and width == 1:
        raise ArgumentError(
            f"The last layer '{last.name}' has one unit and activation 'softmax', which always "
            "gives 1. Use activation='sigmoid', or one unit per class."
        )
    of_classes = (
        losses_module.CategoricalCrossentropy,
        losses_module.SparseCategoricalCrossentropy,
    )
    if isinstance(loss, of_classes) and width == 1 and hasattr(last, "units"):
        raise ArgumentError(
            f"The last layer '{last.name}' has one unit, but {type(loss).__name__} needs one for "
            "each class: use Dense(2, activation='softmax'), or loss='binary_crossentropy'."
        )
    if isinstance(loss, _OF_PROBABILITIES):
        if ends_linear and not from_logits:
            said.append(
                f"The last layer '{last.name}' has no activation, but the loss expects "
                f"probabilities: add activation='{_fitting(loss)}', or use "
                f"{type(loss).__name__}(from_logits=True)."
            )
        elif not from_logits and activation in _UNBOUNDED:
            said.append(
                f"The last layer '{last.name}' has activation '{activation.__name__}', but the "
                f"loss expects probabilities: use activation='{_fitting(loss)}'."
            )
        if from_logits and activation in (activations.softmax, activations.sigmoid):
            said.append(
                f"The last layer '{last.name}' gives probabilities, but the loss was made with "
                "from_logits=True: leave out the activation, or from_logits."
            )
    named = [] if metrics is None else str(getattr(metrics, "_metrics", None))
    if isinstance(loss, _OF_NUMBERS) and ("'accuracy'" in named or "'acc'" in named):
        said.append(
            f"'accuracy' means little for the loss {type(loss).__name__}: use metrics=['mae'] "
            "for numbers, or a crossentropy loss for classes."
        )
    return said


def _fitting(loss: Any) -> str:
    return "sigmoid" if isinstance(loss, losses_module.BinaryCrossentropy) else "softmax"
