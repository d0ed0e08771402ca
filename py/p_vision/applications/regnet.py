"""RegNet (Radosavovic et al., 2020): widths that grow along a line."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import standardized as preprocess_input
from p_vision.models import Model

__all__ = ["RegNetX16GF", "RegNetY400MF", "decode_predictions", "preprocess_input"]


def _norm(name: str) -> Any:
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name=name)


def _conv(x: Any, channels: int, window: int, name: str, stride: int = 1, groups: int = 1) -> Any:
    if window == 3:
        x = layers.ZeroPadding2D(1, name=f"{name}_pad")(x)
    x = layers.Conv2D(
        channels, window, strides=stride, groups=groups, use_bias=False, name=f"{name}_conv"
    )(x)
    return _norm(f"{name}_bn")(x)


def _block(x: Any, channels: int, stride: int, group: int, weighs: bool, name: str) -> Any:
    shortcut, inside = x, x.shape[-1]
    if stride != 1 or inside != channels:
        shortcut = _conv(x, channels, 1, f"{name}_proj", stride)
    x = layers.ReLU(name=f"{name}_a_relu")(_conv(x, channels, 1, f"{name}_a"))
    x = _conv(x, channels, 3, f"{name}_b", stride, channels // group)
    x = layers.ReLU(name=f"{name}_b_relu")(x)
    if weighs:
        weight = layers.GlobalAveragePooling2D(keepdims=True, name=f"{name}_se_pool")(x)
        weight = layers.Conv2D(
            round(inside * 0.25), 1, activation="relu", name=f"{name}_se_reduce"
        )(weight)
        weight = layers.Conv2D(channels, 1, activation="sigmoid", name=f"{name}_se_expand")(weight)
        x = layers.Multiply(name=f"{name}_se")([x, weight])
    x = layers.Add(name=f"{name}_add")([shortcut, _conv(x, channels, 1, f"{name}_c")])
    return layers.ReLU(name=f"{name}_out")(x)


def _made(
    application: str,
    stages: tuple[tuple[int, int], ...],
    group: int,
    weighs: bool,
    include_top: bool,
    weights: Any,
    input_tensor: Any,
    input_shape: Any,
    pooling: str | None,
    classes: int,
    classifier_activation: Any,
    name: str,
) -> Model:
    start = started(application, weights, include_top, input_tensor, input_shape, 224)
    x = layers.ReLU(name="stem_relu")(_conv(start, 32, 3, "stem", 2))
    for stage, (channels, depth) in enumerate(stages, start=1):
        for block in range(depth):
            stride = 1 if block else 2
            x = _block(x, channels, stride, group, weighs, f"block{stage}_{block}")
    return finished(
        start,
        x,
        name,
        weights,
        include_top,
        pooling,
        classes,
        classifier_activation,
        pool_name="avg_pool",
    )


def RegNetX16GF(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "regnet_x_16gf",
) -> Model:
    """Make a RegNet X of 16 billion operations: 54 million parameters, as in torchvision.

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

    Source: https://arxiv.org/abs/2003.13678
    """
    return _made(
        "RegNetX16GF",
        ((256, 2), (512, 6), (896, 13), (2048, 1)),
        128,
        False,
        include_top,
        weights,
        input_tensor,
        input_shape,
        pooling,
        classes,
        classifier_activation,
        name,
    )


def RegNetY400MF(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "regnet_y_400mf",
) -> Model:
    """Make a RegNet Y of 400 million operations: 4.3 million parameters, as in torchvision.

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

    Source: https://arxiv.org/abs/2003.13678
    """
    return _made(
        "RegNetY400MF",
        ((48, 1), (104, 3), (208, 6), (440, 6)),
        8,
        True,
        include_top,
        weights,
        input_tensor,
        input_shape,
        pooling,
        classes,
        classifier_activation,
        name,
    )
