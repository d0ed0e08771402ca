"""SqueezeNet (Iandola et al., 2016): AlexNet's accuracy in 5 MB."""

from __future__ import annotations

from typing import Any

from p_vision import layers
from p_vision.applications.building import finished, started
from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import standardized as preprocess_input
from p_vision.models import Model

__all__ = ["SqueezeNet", "decode_predictions", "preprocess_input"]

#: squeezed and expanded channels of the eight fire modules
_FIRES = (
    (16, 64), (16, 64), (32, 128), (32, 128), (48, 192), (48, 192), (64, 256), (64, 256)
)  # fmt: skip


def SqueezeNet(  # noqa: N802
    include_top: bool = True,
    weights: str | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    version: str = "1.1",
    name: str = "squeezenet",
) -> Model:
    """Make a SqueezeNet: 1.2 million parameters, as in torchvision.

    Args:
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); 224 x 224 x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        version: "1.0", or "1.1" with less to compute.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: https://arxiv.org/abs/1602.07360

    Example:
        >>> SqueezeNet(input_shape=(64, 64, 3), classes=2).output_shape
        (None, 2)
    """
    start = started("SqueezeNet", weights, include_top, input_tensor, input_shape, 224)
    old = version == "1.0"
    x = layers.Conv2D(
        96 if old else 64, 7 if old else 3, strides=2, activation="relu", name="conv1"
    )(start)
    x = layers.MaxPooling2D(3, strides=2, name="pool1")(x)
    for number, (squeezed, expanded) in enumerate(_FIRES, start=2):
        x = _fire(x, squeezed, expanded, f"fire{number}")
        if number in ((4, 8) if old else (3, 5)):
            x = layers.MaxPooling2D(3, strides=2, name=f"pool{number}")(x)
    if include_top:
        x = layers.Dropout(0.5, name="dropout")(x)
        x = layers.Conv2D(classes, 1, activation="relu", name="conv10")(x)
        x = layers.GlobalAveragePooling2D(name="avg_pool")(x)
        x = layers.Activation(classifier_activation, name="predictions")(x)
        pooling = None
    return finished(start, x, name, weights, pooling=pooling)


def _fire(x: Any, squeezed: int, expanded: int, name: str) -> Any:
    x = layers.Conv2D(squeezed, 1, activation="relu", name=f"{name}_squeeze")(x)
    one = layers.Conv2D(expanded, 1, activation="relu", name=f"{name}_expand1x1")(x)
    three = layers.Conv2D(expanded, 3, padding="same", activation="relu", name=f"{name}_expand3x3")(
        x
    )
    return layers.Concatenate(name=f"{name}_concat")([one, three])
