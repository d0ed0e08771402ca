"""GoogLeNet (Szegedy et al., 2014): the first Inception."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import standardized as preprocess_input
from p_vision.models import Model

__all__ = ["GoogLeNet", "decode_predictions", "preprocess_input"]

#: name: channels of 1x1; of the 3x3 pair; of the second 3x3 pair; after the pooling
_BLOCKS = {
    "3a": (64, (96, 128), (16, 32), 32),
    "3b": (128, (128, 192), (32, 96), 64),
    "4a": (192, (96, 208), (16, 48), 64),
    "4b": (160, (112, 224), (24, 64), 64),
    "4c": (128, (128, 256), (24, 64), 64),
    "4d": (112, (144, 288), (32, 64), 64),
    "4e": (256, (160, 320), (32, 128), 128),
    "5a": (256, (160, 320), (32, 128), 128),
    "5b": (384, (192, 384), (48, 128), 128),
}


def _conv(x: Any, channels: int, window: int, name: str, stride: int = 1) -> Any:
    x = layers.Conv2D(
        channels, window, strides=stride, padding="same", use_bias=False, name=f"{name}_conv"
    )(x)
    x = layers.BatchNormalization(momentum=0.9, epsilon=1e-3, name=f"{name}_bn")(x)
    return layers.ReLU(name=f"{name}_relu")(x)


def _halved(x: Any, name: str, window: int = 3) -> Any:
    return layers.MaxPooling2D(window, strides=2, padding="same", name=name)(x)


def GoogLeNet(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "googlenet",
) -> Model:
    """Make a GoogLeNet: 6.6 million parameters, as in torchvision, without its side outputs.

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

    Source: https://arxiv.org/abs/1409.4842
    """
    start = started("GoogLeNet", weights, include_top, input_tensor, input_shape, 224)
    x = _halved(_conv(start, 64, 7, "conv1", 2), "pool1")
    x = _halved(_conv(_conv(x, 64, 1, "conv2"), 192, 3, "conv3"), "pool2")
    for block, (single, three, double, pooled) in _BLOCKS.items():
        x = _inception(x, single, three, double, pooled, f"inception{block}")
        if block in ("3b", "4e"):
            x = _halved(x, f"pool{block[0]}", 3 if block == "3b" else 2)
    if include_top:
        x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
        x = layers.Dropout(0.2, name="dropout")(x)
        x = layers.Dense(classes, activation=classifier_activation, name="predictions")(x)
        pooling = None
    return finished(start, x, name, weights, pooling=pooling)


def _inception(
    x: Any,
    single: int,
    three: tuple[int, int],
    double: tuple[int, int],
    pooled: int,
    name: str,
) -> Any:
    one = _conv(x, single, 1, f"{name}_1")
    two = _conv(_conv(x, three[0], 1, f"{name}_2a"), three[1], 3, f"{name}_2b")
    # The paper's window is 5 x 5; the weights everybody has are for 3 x 3.
    more = _conv(_conv(x, double[0], 1, f"{name}_3a"), double[1], 3, f"{name}_3b")
    last = layers.MaxPooling2D(3, strides=1, padding="same", name=f"{name}_pool")(x)
    return layers.Concatenate(name=name)([one, two, more, _conv(last, pooled, 1, f"{name}_4")])
