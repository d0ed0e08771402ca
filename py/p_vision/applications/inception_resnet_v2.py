"""Inception-ResNet v2 (Szegedy et al., 2016): windows side by side, added to their input."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.variants import variant

__all__ = ["InceptionResNetV2", "decode_predictions", "preprocess_input"]


class CustomScaleLayer(layers.Layer):
    """Adds a share of its second input to its first.

    Args:
        scale: The share.
        **kwargs: name, trainable, dtype.
    """

    def __init__(self, scale: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, inputs: Any) -> Any:
        """Return the sum."""
        return inputs[0] + inputs[1] * self.scale


def _conv(
    x: Any,
    channels: int,
    window: Any,
    stride: int = 1,
    padding: str = "same",
    name: str | None = None,
) -> Any:
    x = layers.Conv2D(channels, window, strides=stride, padding=padding, use_bias=False, name=name)(
        x
    )
    x = layers.BatchNormalization(scale=False, name=name and f"{name}_bn")(x)
    return layers.Activation("relu", name=name and f"{name}_ac")(x)


def _chain(x: Any, *steps: tuple[int, Any]) -> Any:
    for channels, window in steps:
        x = _conv(x, channels, window)
    return x


#: The branches of each kind of block: channels and windows.
_BRANCHES: dict[str, tuple[tuple[tuple[int, Any], ...], ...]] = {
    "block35": (((32, 1),), ((32, 1), (32, 3)), ((32, 1), (48, 3), (64, 3))),
    "block17": (((192, 1),), ((128, 1), (160, (1, 7)), (192, (7, 1)))),
    "block8": (((192, 1),), ((192, 1), (224, (1, 3)), (256, (3, 1)))),
}


def _block(x: Any, kind: str, number: int, scale: float, activated: bool = True) -> Any:
    name = f"{kind}_{number}"
    branches = [_chain(x, *steps) for steps in _BRANCHES[kind]]
    mixed = layers.Concatenate(name=f"{name}_mixed")(branches)
    more = layers.Conv2D(x.shape[-1], 1, padding="same", name=f"{name}_conv")(mixed)
    x = CustomScaleLayer(scale)([x, more])
    return layers.Activation("relu", name=f"{name}_ac")(x) if activated else x


def _features(x: Any) -> Any:
    x = _conv(x, 32, 3, 2, "valid")
    x = _conv(_conv(x, 32, 3, padding="valid"), 64, 3)
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = _conv(_conv(x, 80, 1, padding="valid"), 192, 3, padding="valid")
    x = layers.MaxPooling2D(3, strides=2)(x)
    branches = [_conv(x, 96, 1), _chain(x, (48, 1), (64, 5)), _chain(x, (64, 1), (96, 3), (96, 3))]
    pooled = layers.AveragePooling2D(3, strides=1, padding="same")(x)
    x = layers.Concatenate(name="mixed_5b")([*branches, _conv(pooled, 64, 1)])
    for number in range(1, 11):
        x = _block(x, "block35", number, 0.17)
    branches = [
        _conv(x, 384, 3, 2, "valid"),
        _conv(_chain(x, (256, 1), (256, 3)), 384, 3, 2, "valid"),
        layers.MaxPooling2D(3, strides=2)(x),
    ]
    x = layers.Concatenate(name="mixed_6a")(branches)
    for number in range(1, 21):
        x = _block(x, "block17", number, 0.1)
    branches = [
        _conv(_conv(x, 256, 1), 384, 3, 2, "valid"),
        _conv(_conv(x, 256, 1), 288, 3, 2, "valid"),
        _conv(_chain(x, (256, 1), (288, 3)), 320, 3, 2, "valid"),
        layers.MaxPooling2D(3, strides=2)(x),
    ]
    x = layers.Concatenate(name="mixed_7a")(branches)
    for number in range(1, 10):
        x = _block(x, "block8", number, 0.2)
    x = _block(x, "block8", 10, 1.0, activated=False)
    return _conv(x, 1536, 1, name="conv_7b")


InceptionResNetV2 = variant(
    "InceptionResNetV2",
    "55.9 million parameters; pictures of at least 75 x 75.",
    "https://arxiv.org/abs/1602.07261",
    _features,
    299,
    name="inception_resnet_v2",
    smallest=75,
    named_pooling=False,
)
