"""Xception (Chollet, 2016): convolutions for places and for channels, with shortcuts."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.variants import variant

__all__ = ["Xception", "decode_predictions", "preprocess_input"]


def _norm(x: Any, name: str | None = None) -> Any:
    return layers.BatchNormalization(name=name)(x)


def _conv(x: Any, channels: int, stride: int, name: str) -> Any:
    x = layers.Conv2D(channels, 3, strides=stride, use_bias=False, name=name)(x)
    return layers.Activation("relu", name=f"{name}_act")(_norm(x, f"{name}_bn"))


def _separable(x: Any, channels: int, name: str, before: bool = True, after: bool = False) -> Any:
    if before:
        x = layers.Activation("relu", name=f"{name}_act")(x)
    x = layers.SeparableConv2D(channels, 3, padding="same", use_bias=False, name=name)(x)
    x = _norm(x, f"{name}_bn")
    return layers.Activation("relu", name=f"{name}_act")(x) if after else x


def _halved(x: Any, first: int, second: int, number: int, before: bool = True) -> Any:
    shortcut = layers.Conv2D(second, 1, strides=2, padding="same", use_bias=False)(x)
    shortcut = _norm(shortcut)
    x = _separable(x, first, f"block{number}_sepconv1", before)
    x = _separable(x, second, f"block{number}_sepconv2")
    x = layers.MaxPooling2D(3, strides=2, padding="same", name=f"block{number}_pool")(x)
    return layers.add([x, shortcut])


def _features(x: Any) -> Any:
    x = _conv(x, 32, 2, "block1_conv1")
    x = _conv(x, 64, 1, "block1_conv2")
    x = _halved(x, 128, 128, 2, before=False)
    x = _halved(x, 256, 256, 3)
    x = _halved(x, 728, 728, 4)
    for number in range(5, 13):
        given = x
        for place in (1, 2, 3):
            x = _separable(x, 728, f"block{number}_sepconv{place}")
        x = layers.add([x, given])
    x = _halved(x, 728, 1024, 13)
    x = _separable(x, 1536, "block14_sepconv1", before=False, after=True)
    return _separable(x, 2048, "block14_sepconv2", before=False, after=True)


Xception = variant(
    "Xception",
    "22.9 million parameters; pictures of at least 71 x 71.",
    "https://arxiv.org/abs/1610.02357",
    _features,
    299,
    smallest=71,
    named_pooling=False,
)
