"""EfficientNetV2 (Tan and Le, 2021): whole convolutions first, separated ones later."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from p_vision import layers
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import unchanged as preprocess_input
from p_vision.applications.variants import ARGUMENTS, network
from p_vision.initializers import VarianceScaling
from p_vision.models import Model

__all__ = [
    "EfficientNetV2B0",
    "EfficientNetV2B1",
    "EfficientNetV2B2",
    "EfficientNetV2B3",
    "EfficientNetV2L",
    "EfficientNetV2M",
    "EfficientNetV2S",
    "decode_predictions",
    "preprocess_input",
]

_DROPPED = 0.2
_MEAN = [0.485, 0.456, 0.406]
_VARIANCE = [0.229**2, 0.224**2, 0.225**2]


class _Stage(NamedTuple):
    repetitions: int
    channels: int
    expansion: int
    stride: int
    #: Whether places and channels are one convolution; without a squeeze then.
    whole: bool


_BASE = (
    _Stage(1, 16, 1, 1, True),
    _Stage(2, 32, 4, 2, True),
    _Stage(2, 48, 4, 2, True),
    _Stage(3, 96, 4, 2, False),
    _Stage(5, 112, 6, 1, False),
    _Stage(8, 192, 6, 2, False),
)
_SMALL = (
    _Stage(2, 24, 1, 1, True),
    _Stage(4, 48, 4, 2, True),
    _Stage(4, 64, 4, 2, True),
    _Stage(6, 128, 4, 2, False),
    _Stage(9, 160, 6, 1, False),
    _Stage(15, 256, 6, 2, False),
)
_MEDIUM = (
    _Stage(3, 24, 1, 1, True),
    _Stage(5, 48, 4, 2, True),
    _Stage(5, 80, 4, 2, True),
    _Stage(7, 160, 4, 2, False),
    _Stage(14, 176, 6, 1, False),
    _Stage(18, 304, 6, 2, False),
    _Stage(5, 512, 6, 1, False),
)
_LARGE = (
    _Stage(4, 32, 1, 1, True),
    _Stage(7, 64, 4, 2, True),
    _Stage(7, 96, 4, 2, True),
    _Stage(10, 192, 4, 2, False),
    _Stage(19, 224, 6, 1, False),
    _Stage(25, 384, 6, 2, False),
    _Stage(7, 640, 6, 1, False),
)


def _wide(channels: float) -> int:
    return max(8, int(channels + 4) // 8 * 8)


def _spread() -> VarianceScaling:
    return VarianceScaling(2.0, mode="fan_out", distribution="truncated_normal")


def _conv(x: Any, channels: int, window: int, name: str, **kwargs: Any) -> Any:
    kwargs = {"padding": "same", "use_bias": False, **kwargs}
    return layers.Conv2D(channels, window, kernel_initializer=_spread(), name=name, **kwargs)(x)


def _norm(x: Any, name: str) -> Any:
    return layers.BatchNormalization(momentum=0.9, name=name)(x)


def _activated(x: Any, prefix: str, name: str) -> Any:
    return layers.Activation("swish", name=f"{prefix}{name}activation")(
        _norm(x, f"{prefix}{name}bn")
    )


def _block(x: Any, prefix: str, stage: _Stage, channels: int, stride: int, dropped: float) -> Any:
    given, inside = x, x.shape[-1]
    wide = inside * stage.expansion
    if stage.whole:
        if stage.expansion != 1:
            x = _conv(x, wide, 3, f"{prefix}expand_conv", strides=stride)
            x = _activated(x, prefix, "expand_")
            x = _conv(x, channels, 1, f"{prefix}project_conv")
        else:
            x = _conv(x, channels, 3, f"{prefix}project_conv", strides=stride)
    else:
        if stage.expansion != 1:
            x = _conv(x, wide, 1, f"{prefix}expand_conv")
            x = _activated(x, prefix, "expand_")
        x = layers.DepthwiseConv2D(
            3,
            strides=stride,
            padding="same",
            use_bias=False,
            depthwise_initializer=_spread(),
            name=f"{prefix}dwconv2",
        )(x)
        x = _activated(x, prefix, "")
        x = _weighted(x, prefix, max(1, int(inside * 0.25)), wide)
        x = _conv(x, channels, 1, f"{prefix}project_conv")
    x = _norm(x, f"{prefix}project_bn")
    if stage.whole and stage.expansion == 1:
        x = layers.Activation("swish", name=f"{prefix}project_activation")(x)
    if stride == 1 and inside == channels:
        if dropped:
            # Whole samples skip the block at random while training.
            x = layers.Dropout(dropped, noise_shape=(None, 1, 1, 1), name=f"{prefix}drop")(x)
        x = layers.add([x, given], name=f"{prefix}add")
    return x


def _weighted(x: Any, prefix: str, narrow: int, wide: int) -> Any:
    weight = layers.GlobalAveragePooling2D(name=f"{prefix}se_squeeze")(x)
    weight = layers.Reshape((1, 1, wide), name=f"{prefix}se_reshape")(weight)
    weight = _conv(weight, narrow, 1, f"{prefix}se_reduce", use_bias=True, activation="swish")
    weight = _conv(weight, wide, 1, f"{prefix}se_expand", use_bias=True, activation="sigmoid")
    return layers.multiply([x, weight], name=f"{prefix}se_excite")


def _features(
    x: Any, stages: tuple[_Stage, ...], width: float, depth: float, scaled: bool, base: bool
) -> Any:
    if scaled and base and x.shape[-1] == 3:
        x = layers.Rescaling(1.0 / 255)(x)
        x = layers.Normalization(mean=_MEAN, variance=_VARIANCE, axis=3)(x)
    elif scaled:
        x = layers.Rescaling(1.0 / 128.0, offset=-1)(x)
    first = 32 if base else stages[0].channels
    x = _activated(_conv(x, _wide(first * width), 3, "stem_conv", strides=2), "stem_", "")
    total = sum(stage.repetitions for stage in stages)
    number = 0
    for index, stage in enumerate(stages):
        for repetition in range(math.ceil(depth * stage.repetitions)):
            prefix = f"block{index + 1}{chr(97 + repetition)}_"
            stride = 1 if repetition else stage.stride
            dropped = _DROPPED * number / total
            x = _block(x, prefix, stage, _wide(stage.channels * width), stride, dropped)
            number += 1
    return _activated(_conv(x, _wide(1280 * width), 1, "top_conv"), "top_", "")


def _variant(
    letter: str, millions: str, side: int, stages: Any, width: float = 1.0, depth: float = 1.0
) -> Callable[..., Model]:
    application = f"EfficientNetV2{letter}"

    def make(
        include_top: bool = True,
        weights: str | None = "imagenet",
        input_tensor: Any = None,
        input_shape: tuple[int | None, ...] | None = None,
        pooling: str | None = None,
        classes: int = 1000,
        classifier_activation: Any = "softmax",
        include_preprocessing: bool = True,
        name: str = f"efficientnetv2-{letter.lower()}",
    ) -> Model:
        end = {
            "include_top": include_top,
            "weights": weights,
            "pooling": pooling,
            "classes": classes,
            "classifier_activation": classifier_activation,
            "name": name,
        }
        base = letter.startswith("B")
        return network(
            application,
            lambda x: _features(x, stages, width, depth, include_preprocessing, base),
            side,
            end,
            input_tensor,
            input_shape,
            dropout=_DROPPED,
        )

    make.__name__ = make.__qualname__ = application
    arguments = ARGUMENTS.format(side=side, source="https://arxiv.org/abs/2104.00298")
    scaled = "        include_preprocessing: Scale pictures of 0..255 in the network.\n"
    arguments = arguments.replace("        name:", scaled + "        name:")
    make.__doc__ = f"Make an {application}: {millions} million parameters.\n" + arguments
    return make


EfficientNetV2B0 = _variant("B0", "7.2", 224, _BASE)
EfficientNetV2B1 = _variant("B1", "8.2", 240, _BASE, 1.0, 1.1)
EfficientNetV2B2 = _variant("B2", "10.2", 260, _BASE, 1.1, 1.2)
EfficientNetV2B3 = _variant("B3", "14.5", 300, _BASE, 1.2, 1.4)
EfficientNetV2S = _variant("S", "21.6", 384, _SMALL)
EfficientNetV2M = _variant("M", "54.4", 480, _MEDIUM)
EfficientNetV2L = _variant("L", "119", 480, _LARGE)
