"""Inception v3 (Szegedy et al., 2015): windows of several sizes side by side."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.models import Model

__all__ = ["InceptionV3", "decode_predictions", "preprocess_input"]


def _conv(
    x: Any, channels: int, rows: int, columns: int, stride: int = 1, padding: str = "same"
) -> Any:
    x = layers.Conv2D(channels, (rows, columns), strides=stride, padding=padding, use_bias=False)(x)
    return layers.Activation("relu")(layers.BatchNormalization(scale=False)(x))


def _chain(x: Any, *steps: tuple[int, int, int]) -> Any:
    for step in steps:
        x = _conv(x, *step)
    return x


def _pooled(x: Any, channels: int) -> Any:
    x = layers.AveragePooling2D(3, strides=1, padding="same")(x)
    return _conv(x, channels, 1, 1)


def _joined(branches: list[Any], name: str | None = None) -> Any:
    return layers.concatenate(branches, axis=-1, name=name)


def InceptionV3(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "inception_v3",
) -> Model:
    """Make an Inception v3: 23.9 million parameters; pictures of at least 75 x 75.

    Args:
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); 299 x 299 x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1512.00567
    """
    start = started("InceptionV3", weights, include_top, input_tensor, input_shape, 299, 75)
    x = _conv(start, 32, 3, 3, 2, "valid")
    x = _conv(x, 32, 3, 3, 1, "valid")
    x = layers.MaxPooling2D(3, strides=2)(_conv(x, 64, 3, 3))
    x = _conv(x, 80, 1, 1, 1, "valid")
    x = layers.MaxPooling2D(3, strides=2)(_conv(x, 192, 3, 3, 1, "valid"))
    for number, channels in enumerate((32, 64, 64)):
        x = _narrow(x, channels, f"mixed{number}")
    x = _first_reduction(x)
    for number, channels in enumerate((128, 160, 160, 192), start=4):
        x = _long(x, channels, f"mixed{number}")
    x = _second_reduction(x)
    for number in range(2):
        x = _wide(x, number)
    return finished(
        start,
        x,
        name,
        weights,
        include_top,
        pooling,
        classes,
        classifier_activation,
        pool_name="avg_pool" if include_top else None,
    )


def _narrow(x: Any, channels: int, name: str) -> Any:
    single = _conv(x, 64, 1, 1)
    five = _chain(x, (48, 1, 1), (64, 5, 5))
    double = _chain(x, (64, 1, 1), (96, 3, 3), (96, 3, 3))
    return _joined([single, five, double, _pooled(x, channels)], name)


def _first_reduction(x: Any) -> Any:
    three = _conv(x, 384, 3, 3, 2, "valid")
    double = _conv(_chain(x, (64, 1, 1), (96, 3, 3)), 96, 3, 3, 2, "valid")
    return _joined([three, double, layers.MaxPooling2D(3, strides=2)(x)], "mixed3")


def _long(x: Any, c: int, name: str) -> Any:
    single = _conv(x, 192, 1, 1)
    seven = _chain(x, (c, 1, 1), (c, 1, 7), (192, 7, 1))
    double = _chain(x, (c, 1, 1), (c, 7, 1), (c, 1, 7), (c, 7, 1), (192, 1, 7))
    return _joined([single, seven, double, _pooled(x, 192)], name)


def _second_reduction(x: Any) -> Any:
    three = _conv(_conv(x, 192, 1, 1), 320, 3, 3, 2, "valid")
    seven = _conv(_chain(x, (192, 1, 1), (192, 1, 7), (192, 7, 1)), 192, 3, 3, 2, "valid")
    return _joined([three, seven, layers.MaxPooling2D(3, strides=2)(x)], "mixed8")


def _wide(x: Any, number: int) -> Any:
    single = _conv(x, 320, 1, 1)
    three = _conv(x, 384, 1, 1)
    three = _joined([_conv(three, 384, 1, 3), _conv(three, 384, 3, 1)], f"mixed9_{number}")
    double = _chain(x, (448, 1, 1), (384, 3, 3))
    double = _joined([_conv(double, 384, 1, 3), _conv(double, 384, 3, 1)])
    return _joined([single, three, double, _pooled(x, 192)], f"mixed{9 + number}")
