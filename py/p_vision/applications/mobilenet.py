"""MobileNet (Howard et al., 2017): each convolution in two, one for places and one for channels."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import around_zero as preprocess_input
from p_vision.applications.input_ranges import decode_predictions
from p_vision.models import Model

__all__ = ["MobileNet", "decode_predictions", "preprocess_input"]

#: Channels and stride of each block.
_BLOCKS = (
    (64, 1),
    (128, 2),
    (128, 1),
    (256, 2),
    (256, 1),
    (512, 2),
    *((512, 1),) * 5,
    (1024, 2),
    (1024, 1),
)


def MobileNet(  # noqa: N802
    input_shape: tuple[int | None, ...] | None = None,
    alpha: float = 1.0,
    depth_multiplier: int = 1,
    dropout: float = 0.001,
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str | None = None,
) -> Model:
    """Make a MobileNet: 4.3 million parameters.

    Args:
        input_shape: (height, width, channels); 224 x 224 x 3 with the top, else any.
        alpha: Factor of the channels of all layers.
        depth_multiplier: Channels for each one in a convolution for places.
        dropout: Rate of the Dropout before the classifier.
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1704.04861

    Example:
        >>> MobileNet(weights=None, input_shape=(32, 32, 3), classes=2).output_shape
        (None, 2)
    """
    start = started("MobileNet", weights, include_top, input_tensor, input_shape, 224)
    x = layers.Conv2D(int(32 * alpha), 3, strides=2, padding="same", use_bias=False, name="conv1")(
        start
    )
    x = layers.BatchNormalization(name="conv1_bn")(x)
    x = layers.ReLU(6.0, name="conv1_relu")(x)
    for number, (channels, stride) in enumerate(_BLOCKS, start=1):
        x = _block(x, int(channels * alpha), depth_multiplier, stride, number)
    if include_top:
        x = layers.GlobalAveragePooling2D(keepdims=True)(x)
        x = layers.Dropout(dropout, name="dropout")(x)
        x = layers.Conv2D(classes, 1, padding="same", name="conv_preds")(x)
        x = layers.Reshape((classes,), name="reshape_2")(x)
        x = layers.Activation(classifier_activation, name="predictions")(x)
        pooling = None
    name = name or f"mobilenet_{alpha:0.2f}_{start.shape[1]}"
    return finished(start, x, name, weights, pooling=pooling)


def _block(x: Any, channels: int, multiplier: int, stride: int, number: int) -> Any:
    if stride == 2:
        x = layers.ZeroPadding2D(((0, 1), (0, 1)), name=f"conv_pad_{number}")(x)
    x = layers.DepthwiseConv2D(
        3,
        strides=stride,
        padding="same" if stride == 1 else "valid",
        depth_multiplier=multiplier,
        use_bias=False,
        name=f"conv_dw_{number}",
    )(x)
    x = layers.BatchNormalization(name=f"conv_dw_{number}_bn")(x)
    x = layers.ReLU(6.0, name=f"conv_dw_{number}_relu")(x)
    x = layers.Conv2D(channels, 1, padding="same", use_bias=False, name=f"conv_pw_{number}")(x)
    x = layers.BatchNormalization(name=f"conv_pw_{number}_bn")(x)
    return layers.ReLU(6.0, name=f"conv_pw_{number}_relu")(x)
