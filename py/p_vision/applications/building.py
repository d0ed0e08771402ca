"""What all applications share: the input, the end of the network, and weights from files."""

from __future__ import annotations

import os
from typing import Any

from p_vision import layers
from p_vision.errors import ArgumentError, ShapeError, UnknownNameError
from p_vision.models import Model
from p_vision.utils.graph_tensors import get_source_inputs

__all__ = ["check_weights", "divisible", "finished", "started", "uneven_padding"]


def check_weights(weights: Any, application: str) -> None:
    """Complain about weights that are not on this machine.

    Raises:
        ArgumentError: "imagenet", or a file that there is not.
    """
    if weights is None:
        return
    if weights == "imagenet":
        raise ArgumentError(
            f"There are no ImageNet weights here to download: {application}(weights=None) starts "
            "anew, weights='file.weights.h5' takes a file that Keras wrote "
            f"({application}().save_weights('file.weights.h5'))."
        )
    if not os.path.exists(weights):
        raise ArgumentError(f"There is no file '{weights}' with weights for {application}.")


def started(
    application: str,
    weights: Any,
    include_top: bool,
    input_tensor: Any,
    input_shape: Any,
    default_size: int,
    smallest: int = 32,
) -> Any:
    """Make the input of a network for pictures.

    Args:
        application: Its name, for messages.
        weights: Checked, and loaded at the end.
        include_top: With the classifier the size of pictures must be known.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels), or None for the usual size.
        default_size: The usual size.
        smallest: Smaller pictures shrink away.

    Returns:
        The tensor to go on from.

    Raises:
        ArgumentError: Weights that are not here.
        ShapeError: A shape that is not (height, width, channels), or too small.
    """
    check_weights(weights, application)
    if input_tensor is not None:
        return input_tensor
    if input_shape is None:
        side = default_size if include_top else None
        input_shape = (side, side, 3)
    if len(input_shape) != 3:
        raise ShapeError(
            f"{application} takes pictures: input_shape=(height, width, channels), such as "
            f"({default_size}, {default_size}, 3), not {tuple(input_shape)}."
        )
    if any(size is not None and size < smallest for size in input_shape[:2]):
        raise ShapeError(
            f"{application} needs pictures of at least {smallest}x{smallest}; input_shape is "
            f"{tuple(input_shape)}."
        )
    return layers.Input(shape=tuple(input_shape))


def finished(
    start: Any,
    x: Any,
    name: str,
    weights: Any,
    include_top: bool = False,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    pool_name: str | None = None,
    dropout: float = 0.0,
) -> Model:
    """Put the end on a network and load its weights.

    Args:
        start: What `started` returned.
        x: The features.
        name: The model's name.
        weights: A file, or None.
        include_top: End with a mean over places and a Dense layer.
        pooling: Without the top: "avg", "max" or None.
        classes: Units of the Dense layer.
        classifier_activation: Its activation.
        pool_name: The name of the layer that takes the mean.
        dropout: Rate of a Dropout before the Dense layer.

    Raises:
        UnknownNameError: Another pooling.
    """
    if pooling not in (None, "avg", "max"):
        raise UnknownNameError(pooling, ["avg", "max"], "pooling")
    if include_top:
        x = layers.GlobalAveragePooling2D(name=pool_name)(x)
        if dropout:
            x = layers.Dropout(dropout, name="top_dropout")(x)
        x = layers.Dense(classes, activation=classifier_activation, name="predictions")(x)
    elif pooling == "avg":
        x = layers.GlobalAveragePooling2D(name=pool_name)(x)
    elif pooling == "max":
        x = layers.GlobalMaxPooling2D(name=pool_name and "max_pool")(x)
    model = Model(get_source_inputs(start), x, name=name)
    if len(model.inputs) == 1:
        model = Model(model.inputs[0], x, name=name)
    if weights is not None:
        model.load_weights(weights)
    return model


def divisible(count: float, by: int = 8) -> int:
    """Round a number of channels to a multiple, never more than a tenth down.

    Example:
        >>> divisible(18), divisible(3)
        (24, 8)
    """
    rounded = max(by, int(count + by / 2) // by * by)
    return rounded + by if rounded < 0.9 * count else rounded


def uneven_padding(x: Any, kernel_size: int) -> Any:
    """Zeros around a picture so that a window with stride 2 meets it as "same" would.

    Args:
        x: The picture; an odd side gets one more zero in front.
        kernel_size: The side of the window.
    """
    half = kernel_size // 2
    sides = x.shape[1:3]
    less = [1 if side is None else 1 - side % 2 for side in sides]
    return tuple((half - cut, half) for cut in less)
