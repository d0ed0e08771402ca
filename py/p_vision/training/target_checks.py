"""Checks of targets against what the model gives, before anything is computed."""

from __future__ import annotations

from typing import Any

from p_vision import losses as losses_module
from p_vision.errors import ArgumentError, ShapeError
from p_vision.training.samples import Samples

__all__ = ["check_labels", "check_targets", "is_sparse", "warn_of_range"]


def check_targets(
    y: Samples, output_shape: tuple[Any, ...], loss: Any, last_layer: str | None
) -> None:
    """Complain about targets whose shape cannot belong to the output.

    Args:
        y: The targets.
        output_shape: Shape of what the model gives.
        loss: The loss, resolved.
        last_layer: Name of the last layer, for messages.

    Raises:
        ShapeError: The shapes do not fit, or belong to another loss.
    """
    if not type(loss).__module__.startswith("p_vision.losses."):
        return  # a loss of the user's own may compare whatever it likes
    if isinstance(loss, losses_module.LossFunctionWrapper) and hasattr(loss, "fn"):
        return
    width = output_shape[-1] if len(output_shape) > 1 else 1
    layer = f"The last layer '{last_layer}'" if last_layer else "The model"
    if is_sparse(loss):
        if len(y.shape) == len(output_shape) and y.shape[-1] == width and width > 1:
            raise ShapeError(
                f"y.shape is {y.shape}: one row of {width} values per sample, as for one-hot "
                "labels. Use loss='categorical_crossentropy', or pass class numbers."
            )
        if len(output_shape) > 2 and len(y.shape) == 1:
            raise ShapeError(_needs_flatten(layer, output_shape))
        return
    if is_categorical(loss) and width != 1:
        row = y.shape[1:]
        if row in ((), (1,)) and len(output_shape) == 2:
            raise ShapeError(
                f"y looks like class numbers (y.shape is {y.shape}), but "
                "'categorical_crossentropy' takes one row of probabilities per sample: use "
                f"loss='sparse_categorical_crossentropy' or to_categorical(y, {width})."
            )
    squeezes = len(output_shape) == 3 and width == 1 and y.shape[1:] == output_shape[1:2]
    if len(output_shape) > 2 and len(y.shape) <= 2 and not squeezes:
        raise ShapeError(_needs_flatten(layer, output_shape))
    if len(y.shape) == 1 and len(output_shape) == 2 and width > 1 and not is_categorical(loss):
        raise ShapeError(
            f"{layer} gives {width} values per sample, y has one (y.shape is {y.shape}). Use "
            "Dense(1), or for classes loss='sparse_categorical_crossentropy'."
        )
    given = y.shape[-1] if len(y.shape) > 1 else 1
    if len(y.shape) <= 2 and len(output_shape) == 2 and given != width and 1 not in (given, width):
        raise ShapeError(
            f"{layer} gives {width} values per sample, y has {given}. Use Dense({given})."
        )
    if len(y.shape) == 2 and len(output_shape) == 2 and given != width:
        raise ShapeError(
            f"{layer} gives {width} value{'s' if width != 1 else ''} per sample, y has {given} "
            f"(y.shape is {y.shape}). Use Dense({given})."
        )


def _needs_flatten(layer: str, output_shape: tuple[Any, ...]) -> str:
    inner = "x".join(str(size) for size in output_shape[1:])
    return (
        f"{layer} gives {inner} values per sample, y one. Put Flatten() or "
        "GlobalAveragePooling2D() before the last Dense layer."
    )


def check_labels(y: Samples, classes: int, ignore_class: int | None = None) -> None:
    """Complain about class numbers the model has no output for.

    Args:
        y: Class numbers.
        classes: How many outputs the model has.
        ignore_class: A number that is allowed all the same.

    Raises:
        ArgumentError: A number is below 0 or not below `classes`.
    """
    low, high = _range_of(y)
    if ignore_class is not None and ignore_class in (low, high):
        return
    if low != low or high != high:
        raise ArgumentError("y holds nan; class numbers must be whole numbers from 0.")
    broken = None if not y.source.startswith("float") else _broken(y)
    if broken is not None:
        raise ArgumentError(
            f"y contains {broken:g}, but class numbers are whole numbers from 0. For values "
            "between classes use loss='mse' and Dense(1)."
        )
    if low < 0:
        raise ArgumentError(f"y contains {low:g}; class numbers start at 0.")
    if high >= classes:
        if low == 1 and high == classes:
            raise ArgumentError(
                f"y contains the classes 1 to {high:g}, but they are counted from 0: use y - 1."
            )
        raise ArgumentError(
            f"y contains class {high:g} but the model has {classes} outputs "
            f"(classes 0 to {classes - 1}): give the last layer {int(high) + 1} units, "
            f"Dense({int(high) + 1})."
        )


def _range_of(y: Samples) -> tuple[float, float]:
    values = y.values()
    if hasattr(values, "min"):
        return float(values.min()), float(values.max())
    return float(min(values)), float(max(values))


def _broken(y: Samples) -> float | None:
    """The first number that is not whole, or None."""
    values = y.values()
    if hasattr(values, "astype"):
        odd = values[values != values.round()]
        return float(odd[0]) if len(odd) else None
    return next((value for value in values if value != round(value)), None)


def warn_of_range(y: Samples, loss: Any) -> str | None:
    """What to say about targets that are no probabilities, for a loss that takes them.

    Args:
        y: The targets.
        loss: The loss, resolved.
    """
    if not isinstance(loss, losses_module.BinaryCrossentropy):
        return None
    low, high = _range_of(y)
    if low >= 0 and high <= 1:
        return None
    text = f"y runs from {low:g} to {high:g}, but binary_crossentropy takes 0 and 1"
    if (low, high) == (-1, 1):
        return f"{text}: use (y + 1) / 2, or loss='hinge'."
    if len(y.shape) == 1 or y.shape[-1] == 1:
        return (
            f"{text}. For more than two classes use loss='sparse_categorical_crossentropy' and "
            f"Dense({int(high) + 1}, activation='softmax')."
        )
    return f"{text}: scale it, for example y / {max(abs(low), high):g}."


def is_sparse(loss: Any) -> bool:
    """Whether a loss takes class numbers."""
    return isinstance(loss, losses_module.SparseCategoricalCrossentropy) or (
        loss is losses_module.sparse_categorical_crossentropy
    )


def is_categorical(loss: Any) -> bool:
    """Whether a loss takes one row of probabilities per sample."""
    return isinstance(loss, losses_module.CategoricalCrossentropy) or (
        loss is losses_module.categorical_crossentropy
    )
