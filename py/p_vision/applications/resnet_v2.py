"""ResNet v2 (He et al., 2016): normalized and activated before each convolution."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.variants import variant

__all__ = ["ResNet50V2", "ResNet101V2", "ResNet152V2", "decode_predictions", "preprocess_input"]


def _activated(x: Any, name: str) -> Any:
    x = layers.BatchNormalization(epsilon=1.001e-5, name=f"{name}_bn")(x)
    return layers.Activation("relu", name=f"{name}_relu")(x)


def _features(x: Any, *depths: int) -> Any:
    x = layers.ZeroPadding2D(((3, 3), (3, 3)), name="conv1_pad")(x)
    x = layers.Conv2D(64, 7, strides=2, name="conv1_conv")(x)
    x = layers.ZeroPadding2D(((1, 1), (1, 1)), name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1_pool")(x)
    for stage, blocks in enumerate(depths):
        last = 2 if stage < len(depths) - 1 else 1
        for block in range(1, blocks + 1):
            stride = last if block == blocks else 1
            x = _bottleneck(x, 64 << stage, stride, block == 1, f"conv{stage + 2}_block{block}")
    return _activated(x, "post")


def _bottleneck(x: Any, channels: int, stride: int, first: bool, name: str) -> Any:
    before = _activated(x, f"{name}_preact")
    shortcut = x
    if first:
        shortcut = layers.Conv2D(4 * channels, 1, strides=stride, name=f"{name}_0_conv")(before)
    elif stride > 1:
        shortcut = layers.MaxPooling2D(1, strides=stride)(x)
    x = layers.Conv2D(channels, 1, use_bias=False, name=f"{name}_1_conv")(before)
    x = _activated(x, f"{name}_1")
    x = layers.ZeroPadding2D(((1, 1), (1, 1)), name=f"{name}_2_pad")(x)
    x = layers.Conv2D(channels, 3, strides=stride, use_bias=False, name=f"{name}_2_conv")(x)
    x = _activated(x, f"{name}_2")
    x = layers.Conv2D(4 * channels, 1, name=f"{name}_3_conv")(x)
    return layers.Add(name=f"{name}_out")([shortcut, x])


_PAPER = "https://arxiv.org/abs/1603.05027"

ResNet50V2 = variant(
    "ResNet50V2", "25.6 million parameters.", _PAPER, lambda x: _features(x, 3, 4, 6, 3)
)
ResNet101V2 = variant(
    "ResNet101V2", "44.7 million parameters.", _PAPER, lambda x: _features(x, 3, 4, 23, 3)
)
ResNet152V2 = variant(
    "ResNet152V2", "60.4 million parameters.", _PAPER, lambda x: _features(x, 3, 8, 36, 3)
)
