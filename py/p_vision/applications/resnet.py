"""ResNet (He et al., 2015): layers learn what to add to their input."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import minus_means as preprocess_input
from p_vision.applications.variants import variant
from p_vision.models import Model

__all__ = [
    "ResNet18",
    "ResNet50",
    "ResNet101",
    "ResNet152",
    "decode_predictions",
    "preprocess_input",
]


def _norm(name: str) -> Any:
    return layers.BatchNormalization(epsilon=1.001e-5, name=name)


def ResNet50(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "resnet50",
) -> Model:
    """Make a ResNet50: 25.6 million parameters.

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

    Source: https://arxiv.org/abs/1512.03385
    """
    start = started("ResNet50", weights, include_top, input_tensor, input_shape, 224)
    return finished(
        start,
        _features(start, 3, 4, 6, 3),
        name,
        weights,
        include_top,
        pooling,
        classes,
        classifier_activation,
        pool_name="avg_pool",
    )


def _features(x: Any, *depths: int) -> Any:
    x = layers.ZeroPadding2D(((3, 3), (3, 3)), name="conv1_pad")(x)
    x = layers.Conv2D(64, 7, strides=2, name="conv1_conv")(x)
    x = layers.Activation("relu", name="conv1_relu")(_norm("conv1_bn")(x))
    x = layers.ZeroPadding2D(((1, 1), (1, 1)), name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1_pool")(x)
    for stage, blocks in enumerate(depths):
        stride = 2 if stage else 1
        for block in range(1, blocks + 1):
            x = _bottleneck(x, 64 << stage, stride, block == 1, f"conv{stage + 2}_block{block}")
    return x


_PAPER = "https://arxiv.org/abs/1512.03385"

ResNet101 = variant(
    "ResNet101", "44.7 million parameters.", _PAPER, lambda x: _features(x, 3, 4, 23, 3)
)
ResNet152 = variant(
    "ResNet152", "60.4 million parameters.", _PAPER, lambda x: _features(x, 3, 8, 36, 3)
)


def _bottleneck(x: Any, channels: int, stride: int, first: bool, name: str) -> Any:
    shortcut = x
    if first:
        shortcut = layers.Conv2D(4 * channels, 1, strides=stride, name=f"{name}_0_conv")(x)
        shortcut = _norm(f"{name}_0_bn")(shortcut)
    x = layers.Conv2D(channels, 1, strides=stride if first else 1, name=f"{name}_1_conv")(x)
    x = layers.Activation("relu", name=f"{name}_1_relu")(_norm(f"{name}_1_bn")(x))
    x = layers.Conv2D(channels, 3, padding="same", name=f"{name}_2_conv")(x)
    x = layers.Activation("relu", name=f"{name}_2_relu")(_norm(f"{name}_2_bn")(x))
    x = layers.Conv2D(4 * channels, 1, name=f"{name}_3_conv")(x)
    x = layers.Add(name=f"{name}_add")([shortcut, _norm(f"{name}_3_bn")(x)])
    return layers.Activation("relu", name=f"{name}_out")(x)


def ResNet18(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "resnet18",
) -> Model:
    """Make a ResNet18: 11.7 million parameters, as in torchvision; Keras has none.

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

    Source: https://arxiv.org/abs/1512.03385

    Example:
        >>> ResNet18(input_shape=(32, 32, 3), classes=2).output_shape
        (None, 2)
    """
    start = started("ResNet18", weights, include_top, input_tensor, input_shape, 224)
    x = layers.ZeroPadding2D(3, name="conv1_pad")(start)
    x = layers.Conv2D(64, 7, strides=2, use_bias=False, name="conv1")(x)
    x = layers.ReLU(name="relu1")(_small_norm("bn1")(x))
    x = layers.ZeroPadding2D(1, name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1")(x)
    for stage, channels in enumerate((64, 128, 256, 512), start=1):
        for block in range(2):
            stride = 2 if stage > 1 and block == 0 else 1
            x = _basic(x, channels, stride, f"layer{stage}_{block}")
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


def _small_norm(name: str) -> Any:
    return layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name=name)


def _basic(x: Any, channels: int, stride: int, name: str) -> Any:
    shortcut = x
    if stride != 1 or x.shape[-1] != channels:
        shortcut = layers.Conv2D(
            channels, 1, strides=stride, use_bias=False, name=f"{name}_downsample"
        )(x)
        shortcut = _small_norm(f"{name}_downsample_bn")(shortcut)
    x = layers.ZeroPadding2D(1, name=f"{name}_pad1")(x)
    x = layers.Conv2D(channels, 3, strides=stride, use_bias=False, name=f"{name}_conv1")(x)
    x = layers.ReLU(name=f"{name}_relu1")(_small_norm(f"{name}_bn1")(x))
    x = layers.Conv2D(channels, 3, padding="same", use_bias=False, name=f"{name}_conv2")(x)
    x = layers.Add(name=f"{name}_add")([shortcut, _small_norm(f"{name}_bn2")(x)])
    return layers.ReLU(name=f"{name}_out")(x)
