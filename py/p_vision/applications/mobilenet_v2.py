"""MobileNetV2 (Sandler et al., 2018): wide inside, narrow between blocks."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import divisible, finished, started, uneven_padding
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.models import Model

__all__ = ["MobileNetV2", "decode_predictions", "preprocess_input"]

#: channels, stride and repetitions of the blocks after the first.
_STAGES = ((24, 2, 2), (32, 2, 3), (64, 2, 4), (96, 1, 3), (160, 2, 3), (320, 1, 1))


def MobileNetV2(  # noqa: N802
    input_shape: tuple[int | None, ...] | None = None,
    alpha: float = 1.0,
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str | None = None,
) -> Model:
    """Make a MobileNetV2: 3.5 million parameters, for small machines.

    Args:
        alpha: Factor of the number of channels.
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

    Source: https://arxiv.org/abs/1801.04381

    Example:
        >>> MobileNetV2(weights=None, input_shape=(32, 32, 3), classes=2).output_shape
        (None, 2)
    """
    start = started("MobileNetV2", weights, include_top, input_tensor, input_shape, 224)
    x = layers.Conv2D(
        divisible(32 * alpha), 3, strides=2, padding="same", use_bias=False, name="Conv1"
    )(start)
    x = layers.ReLU(6.0, name="Conv1_relu")(_norm("bn_Conv1")(x))
    x = _block(x, 1, 16, 1, alpha, 0)
    number = 1
    for channels, stride, repetitions in _STAGES:
        for repetition in range(repetitions):
            x = _block(x, 6, channels, 1 if repetition else stride, alpha, number)
            number += 1
    last = divisible(1280 * alpha) if alpha > 1.0 else 1280
    x = _norm("Conv_1_bn")(layers.Conv2D(last, 1, use_bias=False, name="Conv_1")(x))
    x = layers.ReLU(6.0, name="out_relu")(x)
    name = name or f"mobilenetv2_{alpha:0.2f}_{start.shape[1] or 224}"
    return finished(start, x, name, weights, include_top, pooling, classes, classifier_activation)


def _norm(name: str) -> Any:
    return layers.BatchNormalization(epsilon=1e-3, momentum=0.999, name=name)


def _block(x: Any, expansion: int, channels: int, stride: int, alpha: float, number: int) -> Any:
    given = x
    inside = x.shape[-1]
    prefix = f"block_{number}_" if number else "expanded_conv_"
    if number:
        x = layers.Conv2D(
            expansion * inside, 1, padding="same", use_bias=False, name=f"{prefix}expand"
        )(x)
        x = layers.ReLU(6.0, name=f"{prefix}expand_relu")(_norm(f"{prefix}expand_BN")(x))
    if stride == 2:
        x = layers.ZeroPadding2D(uneven_padding(x, 3), name=f"{prefix}pad")(x)
    x = layers.DepthwiseConv2D(
        3,
        strides=stride,
        use_bias=False,
        padding="same" if stride == 1 else "valid",
        name=f"{prefix}depthwise",
    )(x)
    x = layers.ReLU(6.0, name=f"{prefix}depthwise_relu")(_norm(f"{prefix}depthwise_BN")(x))
    out = divisible(int(channels * alpha))
    x = layers.Conv2D(out, 1, padding="same", use_bias=False, name=f"{prefix}project")(x)
    x = _norm(f"{prefix}project_BN")(x)
    if inside == out and stride == 1:
        return layers.Add(name=f"{prefix}add")([given, x])
    return x
