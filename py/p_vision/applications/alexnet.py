"""AlexNet (Krizhevsky et al., 2012), in the form with one tower (Krizhevsky, 2014)."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import standardized as preprocess_input
from p_vision.models import Model

__all__ = ["AlexNet", "decode_predictions", "preprocess_input"]


def AlexNet(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "alexnet",
) -> Model:
    """Make an AlexNet: 61 million parameters, as in torchvision, for 224 x 224 pictures.

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

    Source: https://arxiv.org/abs/1404.5997
    """
    start = started("AlexNet", weights, include_top, input_tensor, input_shape, 224, 63)
    x = layers.ZeroPadding2D(2, name="conv1_pad")(start)
    x = layers.Conv2D(64, 11, strides=4, activation="relu", name="conv1")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1")(x)
    x = layers.Conv2D(192, 5, padding="same", activation="relu", name="conv2")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool2")(x)
    for number, channels in ((3, 384), (4, 256), (5, 256)):
        x = layers.Conv2D(channels, 3, padding="same", activation="relu", name=f"conv{number}")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool5")(x)
    if include_top:
        x = layers.Flatten(name="flatten")(x)
        for number in (6, 7):
            x = layers.Dropout(0.5, name=f"drop{number}")(x)
            x = layers.Dense(4096, activation="relu", name=f"fc{number}")(x)
        x = layers.Dense(classes, activation=classifier_activation, name="predictions")(x)
        pooling = None
    return finished(start, x, name, weights, pooling=pooling)
