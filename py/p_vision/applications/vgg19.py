"""VGG19 (Simonyan and Zisserman, 2014): VGG16 with a fourth convolution in its last stages."""

from __future__ import annotations

from typing import Any

from p_vision.applications.input_ranges import decode_predictions
from p_vision.applications.input_ranges import minus_means as preprocess_input
from p_vision.applications.vgg16 import vgg
from p_vision.models import Model

__all__ = ["VGG19", "decode_predictions", "preprocess_input"]


def VGG19(  # noqa: N802
    include_top: bool = True,
    weights: str | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, ...] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: Any = "softmax",
    name: str = "vgg19",
) -> Model:
    """Make a VGG19: 144 million parameters, 575 MB; without the top 20 million.

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

    Source: https://arxiv.org/abs/1409.1556
    """
    end = (weights, include_top, pooling, classes, classifier_activation, name)
    return vgg("VGG19", (2, 2, 4, 4, 4), input_tensor, input_shape, *end)
