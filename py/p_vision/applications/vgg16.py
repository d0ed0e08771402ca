"""VGG16 (Simonyan and Zisserman, 2014): thirteen convolutions of 3 x 3."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import minus_means as preprocess_input
from p_vision.models import Model

__all__ = ["VGG16", "decode_predictions", "preprocess_input"]


def VGG16(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "vgg16",
) -> Model:
    """Make a VGG16: 138 million parameters, 553 MB; without the top 15 million.

    Args:
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); 224 x 224 x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1409.1556
    """
    end = (weights, include_top, pooling, classes, classifier_activation, name)
    return vgg("VGG16", (2, 2, 3, 3, 3), input_tensor, input_shape, *end)


def vgg(
    application: str,
    depths: tuple[int, ...],
    input_tensor: Any,
    input_shape: Any,
    weights: str | None,
    include_top: bool,
    pooling: str | None,
    classes: int,
    classifier_activation: Any,
    name: str,
) -> Model:
    """Make a VGG with as many convolutions in each stage as `depths` says."""
    x = start = started(application, weights, include_top, input_tensor, input_shape, 224)
    for number, convolutions in enumerate(depths, start=1):
        channels = min(32 << number, 512)
        for index in range(1, convolutions + 1):
            x = layers.Conv2D(
                channels, 3, activation="relu", padding="same", name=f"block{number}_conv{index}"
            )(x)
        x = layers.MaxPooling2D(2, strides=2, name=f"block{number}_pool")(x)
    if include_top:
        x = layers.Flatten(name="flatten")(x)
        x = layers.Dense(4096, activation="relu", name="fc1")(x)
        x = layers.Dense(4096, activation="relu", name="fc2")(x)
        x = layers.Dense(classes, activation=classifier_activation, name="predictions")(x)
        pooling = None
    return finished(start, x, name, weights, pooling=pooling)
