"""MobileNetV3 (Howard et al., 2019): blocks that weigh their channels, found by search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from p_vision import layers
from p_vision.applications.building import divisible, finished, started, uneven_padding
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import unchanged as preprocess_input
from p_vision.models import Model

__all__ = ["MobileNetV3Large", "MobileNetV3Small", "decode_predictions", "preprocess_input"]

#: expansion, channels, wide window, stride, weighs channels, hard swish
_SMALL = (
    (1, 16, False, 2, True, False),
    (72 / 16, 24, False, 2, False, False),
    (88 / 24, 24, False, 1, False, False),
    (4, 40, True, 2, True, True),
    (6, 40, True, 1, True, True),
    (6, 40, True, 1, True, True),
    (3, 48, True, 1, True, True),
    (3, 48, True, 1, True, True),
    (6, 96, True, 2, True, True),
    (6, 96, True, 1, True, True),
    (6, 96, True, 1, True, True),
)
_LARGE = (
    (1, 16, False, 1, False, False),
    (4, 24, False, 2, False, False),
    (3, 24, False, 1, False, False),
    (3, 40, True, 2, True, False),
    (3, 40, True, 1, True, False),
    (3, 40, True, 1, True, False),
    (6, 80, False, 2, False, True),
    (2.5, 80, False, 1, False, True),
    (2.3, 80, False, 1, False, True),
    (2.3, 80, False, 1, False, True),
    (6, 112, False, 1, True, True),
    (6, 112, False, 1, True, True),
    (6, 160, True, 2, True, True),
    (6, 160, True, 1, True, True),
    (6, 160, True, 1, True, True),
)


def _norm(name: str) -> Any:
    return layers.BatchNormalization(epsilon=1e-3, momentum=0.999, name=name)


def _relu(x: Any) -> Any:
    return layers.ReLU()(x)


def _hard_swish(x: Any) -> Any:
    return layers.Activation("hard_swish")(x)


def _weighed(x: Any, prefix: str) -> Any:
    channels = x.shape[-1]
    prefix += "squeeze_excite_"
    weight = layers.GlobalAveragePooling2D(keepdims=True, name=f"{prefix}avg_pool")(x)
    weight = layers.Conv2D(divisible(channels * 0.25), 1, padding="same", name=f"{prefix}conv")(
        weight
    )
    weight = layers.ReLU(name=f"{prefix}relu")(weight)
    weight = layers.Conv2D(channels, 1, padding="same", name=f"{prefix}conv_1")(weight)
    weight = layers.ReLU(6.0)(weight + 3.0) * (1.0 / 6.0)
    return layers.Multiply(name=f"{prefix}mul")([x, weight])


def _block(
    x: Any,
    expansion: float,
    channels: int,
    window: int,
    stride: int,
    weighs: bool,
    activation: Callable[[Any], Any],
    number: int,
) -> Any:
    given, inside = x, x.shape[-1]
    prefix = f"expanded_conv_{number}_" if number else "expanded_conv_"
    if number:
        wide = divisible(inside * expansion)
        x = layers.Conv2D(wide, 1, padding="same", use_bias=False, name=f"{prefix}expand")(x)
        x = activation(_norm(f"{prefix}expand_bn")(x))
    if stride == 2:
        x = layers.ZeroPadding2D(uneven_padding(x, window), name=f"{prefix}depthwise_pad")(x)
    x = layers.DepthwiseConv2D(
        window,
        strides=stride,
        padding="same" if stride == 1 else "valid",
        use_bias=False,
        name=f"{prefix}depthwise",
    )(x)
    x = activation(_norm(f"{prefix}depthwise_bn")(x))
    if weighs:
        x = _weighed(x, prefix)
    x = layers.Conv2D(channels, 1, padding="same", use_bias=False, name=f"{prefix}project")(x)
    x = _norm(f"{prefix}project_bn")(x)
    if stride == 1 and inside == channels:
        return layers.Add(name=f"{prefix}add")([given, x])
    return x


def _made(
    application: str,
    blocks: Sequence[tuple[float, int, bool, int, bool, bool]],
    last: int,
    input_shape: Any,
    alpha: float,
    minimalistic: bool,
    include_top: bool,
    weights: Any,
    input_tensor: Any,
    classes: int,
    pooling: str | None,
    dropout_rate: float,
    classifier_activation: Any,
    include_preprocessing: bool,
    name: str,
) -> Model:
    start = started(application, weights, include_top, input_tensor, input_shape, 224)
    late = _relu if minimalistic else _hard_swish
    x = start
    if include_preprocessing:
        x = layers.Rescaling(scale=1.0 / 127.5, offset=-1.0)(x)
    x = layers.Conv2D(16, 3, strides=2, padding="same", use_bias=False, name="conv")(x)
    x = late(_norm("conv_bn")(x))
    for number, (expansion, channels, wide, stride, weighs, swish) in enumerate(blocks):
        x = _block(
            x,
            expansion,
            divisible(channels * alpha),
            5 if wide and not minimalistic else 3,
            stride,
            weighs and not minimalistic,
            late if swish else _relu,
            number,
        )
    end = divisible(x.shape[-1] * 6)
    x = layers.Conv2D(end, 1, padding="same", use_bias=False, name="conv_1")(x)
    x = late(_norm("conv_1_bn")(x))
    if include_top:
        x = layers.GlobalAveragePooling2D(keepdims=True)(x)
        units = divisible(last * alpha) if alpha > 1.0 else last
        x = late(layers.Conv2D(units, 1, padding="same", name="conv_2")(x))
        if dropout_rate > 0:
            x = layers.Dropout(dropout_rate)(x)
        x = layers.Conv2D(classes, 1, padding="same", name="logits")(x)
        x = layers.Flatten()(x)
        x = layers.Activation(classifier_activation, name="predictions")(x)
        pooling = None
    return finished(start, x, name, weights, pooling=pooling, pool_name="avg_pool")


def MobileNetV3Small(  # noqa: N802
    input_shape: tuple[int | None, ...] | None = None,
    alpha: float = 1.0,
    minimalistic: bool = False,
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    classes: int = 1000,
    pooling: str | None = None,
    dropout_rate: float = 0.2,
    classifier_activation: Any = "softmax",
    include_preprocessing: bool = True,
    name: str = "MobileNetV3Small",
) -> Model:
    """Make a MobileNetV3Small: 2.6 million parameters.

    Args:
        alpha: Factor of the number of channels.
        minimalistic: Without weighing of channels, wide windows and hard swish.
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); 224 x 224 x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        dropout_rate: Part of the features left out before the classifier.
        include_preprocessing: Scale 0..255 to -1..1 first.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1905.02244
    """
    return _made(
        "MobileNetV3Small",
        _SMALL,
        1024,
        input_shape,
        alpha,
        minimalistic,
        include_top,
        weights,
        input_tensor,
        classes,
        pooling,
        dropout_rate,
        classifier_activation,
        include_preprocessing,
        name,
    )


def MobileNetV3Large(  # noqa: N802
    input_shape: tuple[int | None, ...] | None = None,
    alpha: float = 1.0,
    minimalistic: bool = False,
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    classes: int = 1000,
    pooling: str | None = None,
    dropout_rate: float = 0.2,
    classifier_activation: Any = "softmax",
    include_preprocessing: bool = True,
    name: str = "MobileNetV3Large",
) -> Model:
    """Make a MobileNetV3Large: 5.5 million parameters.

    Args:
        alpha: Factor of the number of channels.
        minimalistic: Without weighing of channels, wide windows and hard swish.
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); 224 x 224 x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        dropout_rate: Part of the features left out before the classifier.
        include_preprocessing: Scale 0..255 to -1..1 first.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1905.02244
    """
    return _made(
        "MobileNetV3Large",
        _LARGE,
        1280,
        input_shape,
        alpha,
        minimalistic,
        include_top,
        weights,
        input_tensor,
        classes,
        pooling,
        dropout_rate,
        classifier_activation,
        include_preprocessing,
        name,
    )
