"""EfficientNet (Tan and Le, 2019): depth, width and size grow together."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from p_vision import layers
from p_vision.applications.building import divisible, finished, started, uneven_padding
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import unchanged as preprocess_input
from p_vision.applications.variants import variant
from p_vision.initializers import VarianceScaling
from p_vision.models import Model

__all__ = [
    "EfficientNetB0",
    "EfficientNetB1",
    "EfficientNetB2",
    "EfficientNetB3",
    "EfficientNetB4",
    "EfficientNetB5",
    "EfficientNetB6",
    "EfficientNetB7",
    "decode_predictions",
    "preprocess_input",
]

#: window, repetitions, channels, expansion, stride
_STAGES = (
    (3, 1, 16, 1, 1),
    (3, 2, 24, 6, 2),
    (5, 2, 40, 6, 2),
    (3, 3, 80, 6, 2),
    (5, 3, 112, 6, 1),
    (5, 4, 192, 6, 2),
    (3, 1, 320, 6, 1),
)
_DROPPED = 0.2


def _spread() -> VarianceScaling:
    return VarianceScaling(2.0, mode="fan_out", distribution="truncated_normal")


def _conv(channels: int, window: int, name: str, **kwargs: Any) -> Any:
    kwargs = {"padding": "same", "use_bias": False, **kwargs}
    return layers.Conv2D(channels, window, kernel_initializer=_spread(), name=name, **kwargs)


def _activated(x: Any, prefix: str, norm: str, activation: str) -> Any:
    x = layers.BatchNormalization(name=f"{prefix}{norm}")(x)
    return layers.Activation("swish", name=f"{prefix}{activation}")(x)


def EfficientNetB0(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "efficientnetb0",
) -> Model:
    """Make an EfficientNetB0: 5.3 million parameters; scales pictures of 0..255 itself.

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

    Source: https://arxiv.org/abs/1905.11946
    """
    start = started("EfficientNetB0", weights, include_top, input_tensor, input_shape, 224)
    return finished(
        start,
        _features(start, 1.0, 1.0),
        name,
        weights,
        include_top,
        pooling,
        classes,
        classifier_activation,
        pool_name="avg_pool",
        dropout=_DROPPED,
    )


def _features(x: Any, width: float, depth: float) -> Any:
    """The network with more channels and more blocks than the smallest."""
    x = layers.Rescaling(1.0 / 255.0)(x)
    x = layers.Normalization(axis=-1)(x)
    x = layers.ZeroPadding2D(uneven_padding(x, 3), name="stem_conv_pad")(x)
    x = _conv(divisible(32 * width), 3, "stem_conv", strides=2, padding="valid")(x)
    x = _activated(x, "stem_", "bn", "activation")
    total = sum(math.ceil(depth * stage[1]) for stage in _STAGES)
    number = 0
    for index, (window, repetitions, channels, expansion, stride) in enumerate(_STAGES):
        for repetition in range(math.ceil(depth * repetitions)):
            x = _block(
                x,
                f"block{index + 1}{chr(97 + repetition)}_",
                window,
                divisible(channels * width),
                expansion,
                1 if repetition else stride,
                _DROPPED * number / total,
            )
            number += 1
    x = _conv(divisible(1280 * width), 1, "top_conv")(x)
    return _activated(x, "top_", "bn", "activation")


def _larger(
    number: int, width: float, depth: float, side: int, dropout: float, millions: str
) -> Callable[..., Model]:
    return variant(
        f"EfficientNetB{number}",
        f"{millions} million parameters; scales pictures of 0..255 itself.",
        "https://arxiv.org/abs/1905.11946",
        lambda x: _features(x, width, depth),
        side,
        dropout=dropout,
    )


EfficientNetB1 = _larger(1, 1.0, 1.1, 240, 0.2, "7.9")
EfficientNetB2 = _larger(2, 1.1, 1.2, 260, 0.3, "9.2")
EfficientNetB3 = _larger(3, 1.2, 1.4, 300, 0.3, "12.3")
EfficientNetB4 = _larger(4, 1.4, 1.8, 380, 0.4, "19.5")
EfficientNetB5 = _larger(5, 1.6, 2.2, 456, 0.4, "30.6")
EfficientNetB6 = _larger(6, 1.8, 2.6, 528, 0.5, "43.3")
EfficientNetB7 = _larger(7, 2.0, 3.1, 600, 0.5, "66.7")


def _block(
    x: Any, prefix: str, window: int, channels: int, expansion: int, stride: int, dropped: float
) -> Any:
    given, inside = x, x.shape[-1]
    wide = inside * expansion
    if expansion != 1:
        x = _conv(wide, 1, f"{prefix}expand_conv")(x)
        x = _activated(x, prefix, "expand_bn", "expand_activation")
    if stride == 2:
        x = layers.ZeroPadding2D(uneven_padding(x, window), name=f"{prefix}dwconv_pad")(x)
    x = layers.DepthwiseConv2D(
        window,
        strides=stride,
        padding="valid" if stride == 2 else "same",
        use_bias=False,
        depthwise_initializer=_spread(),
        name=f"{prefix}dwconv",
    )(x)
    x = _activated(x, prefix, "bn", "activation")
    weight = layers.GlobalAveragePooling2D(name=f"{prefix}se_squeeze")(x)
    weight = layers.Reshape((1, 1, wide), name=f"{prefix}se_reshape")(weight)
    narrow = max(1, int(inside * 0.25))
    weight = _conv(narrow, 1, f"{prefix}se_reduce", use_bias=True, activation="swish")(weight)
    weight = _conv(wide, 1, f"{prefix}se_expand", use_bias=True, activation="sigmoid")(weight)
    x = layers.multiply([x, weight], name=f"{prefix}se_excite")
    x = _conv(channels, 1, f"{prefix}project_conv")(x)
    x = layers.BatchNormalization(name=f"{prefix}project_bn")(x)
    if stride == 1 and inside == channels:
        if dropped:
            # Whole samples skip the block at random while training.
            x = layers.Dropout(dropped, noise_shape=(None, 1, 1, 1), name=f"{prefix}drop")(x)
        x = layers.add([x, given], name=f"{prefix}add")
    return x
