"""NASNet (Zoph et al., 2017): cells that a search over networks found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started, uneven_padding
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.variants import ARGUMENTS
from p_vision.models import Model

__all__ = ["NASNetLarge", "NASNetMobile", "decode_predictions", "preprocess_input"]


def _norm(x: Any, name: str) -> Any:
    return layers.BatchNormalization(momentum=0.9997, epsilon=1e-3, name=name)(x)


def _relu(x: Any, name: str | None = None) -> Any:
    return layers.Activation("relu", name=name)(x)


def _one(x: Any, channels: int, name: str) -> Any:
    """A convolution of single pixels."""
    return layers.Conv2D(
        channels,
        1,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        name=name,
    )(x)


def _separable(x: Any, channels: int, window: int, name: str, stride: int = 1) -> Any:
    x = _relu(x)
    if stride == 2:
        x = layers.ZeroPadding2D(uneven_padding(x, window), name=f"separable_conv_1_pad_{name}")(x)
    x = layers.SeparableConv2D(
        channels,
        window,
        strides=stride,
        padding="valid" if stride == 2 else "same",
        use_bias=False,
        name=f"separable_conv_1_{name}",
    )(x)
    x = _relu(_norm(x, f"separable_conv_1_bn_{name}"))
    x = layers.SeparableConv2D(
        channels, window, padding="same", use_bias=False, name=f"separable_conv_2_{name}"
    )(x)
    return _norm(x, f"separable_conv_2_bn_{name}")


def _fitted(p: Any, x: Any, channels: int, name: str) -> Any:
    """What came before, with the size and channels of what is there now."""
    if p is None:
        return x
    if p.shape[-2] != x.shape[-2]:
        p = _relu(p, f"adjust_relu_1_{name}")
        first = layers.AveragePooling2D(1, strides=2, name=f"adjust_avg_pool_1_{name}")(p)
        first = _one(first, channels // 2, f"adjust_conv_1_{name}")
        second = layers.ZeroPadding2D(((0, 1), (0, 1)))(p)
        second = layers.Cropping2D(((1, 0), (1, 0)))(second)
        second = layers.AveragePooling2D(1, strides=2, name=f"adjust_avg_pool_2_{name}")(second)
        second = _one(second, channels // 2, f"adjust_conv_2_{name}")
        return _norm(layers.concatenate([first, second]), f"adjust_bn_{name}")
    if p.shape[-1] != channels:
        p = _one(_relu(p), channels, f"adjust_conv_projection_{name}")
        return _norm(p, f"adjust_bn_{name}")
    return p


def _mean(x: Any, name: str, stride: int = 1) -> Any:
    padding = "same" if stride == 1 else "valid"
    return layers.AveragePooling2D(3, strides=stride, padding=padding, name=name)(x)


def _normal(x: Any, p: Any, channels: int, name: str) -> tuple[Any, Any]:
    given = x
    p = _fitted(p, x, channels, name)
    h = _norm(_one(_relu(x), channels, f"normal_conv_1_{name}"), f"normal_bn_1_{name}")
    one = layers.add(
        [
            _separable(h, channels, 5, f"normal_left1_{name}"),
            _separable(p, channels, 3, f"normal_right1_{name}"),
        ],
        name=f"normal_add_1_{name}",
    )
    two = layers.add(
        [
            _separable(p, channels, 5, f"normal_left2_{name}"),
            _separable(p, channels, 3, f"normal_right2_{name}"),
        ],
        name=f"normal_add_2_{name}",
    )
    three = layers.add([_mean(h, f"normal_left3_{name}"), p], name=f"normal_add_3_{name}")
    four = layers.add(
        [_mean(p, f"normal_left4_{name}"), _mean(p, f"normal_right4_{name}")],
        name=f"normal_add_4_{name}",
    )
    five = layers.add(
        [_separable(h, channels, 3, f"normal_left5_{name}"), h], name=f"normal_add_5_{name}"
    )
    parts = [p, one, two, three, four, five]
    return layers.concatenate(parts, name=f"normal_concat_{name}"), given


def _reduction(x: Any, p: Any, channels: int, name: str) -> tuple[Any, Any]:
    given = x
    p = _fitted(p, x, channels, name)
    h = _norm(_one(_relu(x), channels, f"reduction_conv_1_{name}"), f"reduction_bn_1_{name}")
    padded = layers.ZeroPadding2D(uneven_padding(h, 3), name=f"reduction_pad_1_{name}")(h)
    one = layers.add(
        [
            _separable(h, channels, 5, f"reduction_left1_{name}", 2),
            _separable(p, channels, 7, f"reduction_right1_{name}", 2),
        ],
        name=f"reduction_add_1_{name}",
    )
    two = layers.add(
        [
            layers.MaxPooling2D(3, strides=2, name=f"reduction_left2_{name}")(padded),
            _separable(p, channels, 7, f"reduction_right2_{name}", 2),
        ],
        name=f"reduction_add_2_{name}",
    )
    three = layers.add(
        [
            _mean(padded, f"reduction_left3_{name}", 2),
            _separable(p, channels, 5, f"reduction_right3_{name}", 2),
        ],
        name=f"reduction_add3_{name}",
    )
    four = layers.add([two, _mean(one, f"reduction_left4_{name}")])
    five = layers.add(
        [
            _separable(one, channels, 3, f"reduction_left4_{name}"),
            layers.MaxPooling2D(3, strides=2, name=f"reduction_right5_{name}")(padded),
        ],
        name=f"reduction_add4_{name}",
    )
    parts = [two, three, four, five]
    return layers.concatenate(parts, name=f"reduction_concat_{name}"), given


def _features(x: Any, stem: int, blocks: int, channels: int, skips: bool) -> Any:
    x = layers.Conv2D(
        stem, 3, strides=2, use_bias=False, kernel_initializer="he_normal", name="stem_conv1"
    )(x)
    x, p = _reduction(_norm(x, "stem_bn1"), None, channels // 4, "stem_1")
    x, p = _reduction(x, p, channels // 2, "stem_2")
    number = 0
    for stage in range(3):
        if stage:
            x, before = _reduction(x, p, channels << stage, f"reduce_{stage * blocks}")
            p = p if skips else before
            number += 1
        for _ in range(blocks):
            x, p = _normal(x, p, channels << stage, f"{number}")
            number += 1
    return _relu(x)


def _variant(
    size: str, millions: str, side: int, stem: int, blocks: int, last: int, skips: bool
) -> Callable[..., Model]:
    application = f"NASNet{size}"

    def make(
        input_shape: tuple[int | None, ...] | None = None,
        include_top: bool = True,
        weights: str | None = "imagenet",
        input_tensor: Any = None,
        pooling: str | None = None,
        classes: int = 1000,
        classifier_activation: Any = "softmax",
        name: str = f"nasnet_{size.lower()}",
    ) -> Model:
        if input_shape is None and input_tensor is None:
            input_shape = (side, side, 3)
        start = started(application, weights, include_top, input_tensor, input_shape, side)
        x = _features(start, stem, blocks, last // 24, skips)
        return finished(
            start, x, name, weights, include_top, pooling, classes, classifier_activation
        )

    make.__name__ = make.__qualname__ = application
    arguments = ARGUMENTS.format(side=side, source="https://arxiv.org/abs/1707.07012")
    make.__doc__ = f"Make a {application}: {millions} million parameters.\n" + arguments
    return make


NASNetMobile = _variant("Mobile", "5.3", 224, 32, 4, 1056, False)
NASNetLarge = _variant("Large", "88.9", 331, 96, 6, 4032, True)
