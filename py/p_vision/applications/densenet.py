"""DenseNet (Huang et al., 2016): every layer sees all before it."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import standardized as preprocess_input
from p_vision.applications.variants import variant
from p_vision.models import Model

__all__ = ["DenseNet121", "DenseNet169", "DenseNet201", "decode_predictions", "preprocess_input"]

_GROWTH = 32


def _activated(x: Any, norm: str, activation: str) -> Any:
    x = layers.BatchNormalization(epsilon=1.001e-5, name=norm)(x)
    return layers.Activation("relu", name=activation)(x)


def DenseNet121(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "densenet121",
) -> Model:
    """Make a DenseNet121: 8 million parameters.

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

    Source: https://arxiv.org/abs/1608.06993
    """
    start = started("DenseNet121", weights, include_top, input_tensor, input_shape, 224)
    return finished(
        start,
        _features(start, 6, 12, 24, 16),
        name,
        weights,
        include_top,
        pooling,
        classes,
        classifier_activation,
        pool_name="avg_pool",
    )


def _features(x: Any, *depths: int) -> Any:
    x = layers.ZeroPadding2D(((3, 3), (3, 3)))(x)
    x = layers.Conv2D(64, 7, strides=2, use_bias=False, name="conv1_conv")(x)
    x = _activated(x, "conv1_bn", "conv1_relu")
    x = layers.ZeroPadding2D(((1, 1), (1, 1)))(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1")(x)
    for number, blocks in enumerate(depths, start=2):
        for block in range(1, blocks + 1):
            x = _block(x, f"conv{number}_block{block}")
        if number < 5:
            x = _halved(x, f"pool{number}")
    return _activated(x, "bn", "relu")


_PAPER = "https://arxiv.org/abs/1608.06993"

DenseNet169 = variant(
    "DenseNet169", "14.3 million parameters.", _PAPER, lambda x: _features(x, 6, 12, 32, 32)
)
DenseNet201 = variant(
    "DenseNet201", "20.2 million parameters.", _PAPER, lambda x: _features(x, 6, 12, 48, 32)
)


def _block(x: Any, name: str) -> Any:
    new = _activated(x, f"{name}_0_bn", f"{name}_0_relu")
    new = layers.Conv2D(4 * _GROWTH, 1, use_bias=False, name=f"{name}_1_conv")(new)
    new = _activated(new, f"{name}_1_bn", f"{name}_1_relu")
    new = layers.Conv2D(_GROWTH, 3, padding="same", use_bias=False, name=f"{name}_2_conv")(new)
    return layers.Concatenate(axis=-1, name=f"{name}_concat")([x, new])


def _halved(x: Any, name: str) -> Any:
    x = _activated(x, f"{name}_bn", f"{name}_relu")
    x = layers.Conv2D(x.shape[-1] // 2, 1, use_bias=False, name=f"{name}_conv")(x)
    return layers.AveragePooling2D(2, strides=2, name=f"{name}_pool")(x)
