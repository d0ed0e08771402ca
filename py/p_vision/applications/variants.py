"""Makes the networks of a family, which differ in numbers only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision.applications.building import finished, started
from p_vision.models import Model

__all__ = ["ARGUMENTS", "network", "variant"]

ARGUMENTS = """
    Args:
        include_top: End with the classifier.
        weights: None to start anew, or a file with weights.
        input_tensor: What to start from in place of a new input.
        input_shape: (height, width, channels); {side} x {side} x 3 with the top, else any.
        pooling: Without the top: "avg", "max" or None.
        classes: How many classes.
        classifier_activation: The activation of the classifier.
        name: The model's name.

    Returns:
        A `Model`.

    Raises:
        ArgumentError: ImageNet's weights, which are not here, or a file that there is not.
        ShapeError: Pictures that are too small.

    Source: {source}
"""


def network(
    application: str,
    features: Callable[[Any], Any],
    side: int,
    end: dict[str, Any],
    input_tensor: Any = None,
    input_shape: Any = None,
    smallest: int = 32,
    dropout: float = 0.0,
    named_pooling: bool = True,
) -> Model:
    """Make a network of its middle part.

    Args:
        application: Its name, for messages.
        features: Takes the input, gives the features.
        side: The usual size of pictures.
        end: include_top, weights, pooling, classes, classifier_activation and name.
        input_tensor: What to start from in place of a new input.
        input_shape: The shape of pictures.
        smallest: Smaller pictures shrink away.
        dropout: Rate of a Dropout before the classifier.
        named_pooling: Whether the last pooling has a name without the classifier too.
    """
    weights, top = end["weights"], end["include_top"]
    start = started(application, weights, top, input_tensor, input_shape, side, smallest)
    return finished(
        start,
        features(start),
        pool_name="avg_pool" if top or named_pooling else None,
        dropout=dropout,
        **end,
    )


def variant(
    application: str,
    about: str,
    source: str,
    features: Callable[[Any], Any],
    side: int = 224,
    **settings: Any,
) -> Callable[..., Model]:
    """Make the function for one network of a family, with Keras's arguments.

    Args:
        application: Its name.
        about: What follows its name in the first line of its description.
        source: Where it was published.
        features: Takes the input, gives the features.
        side: The usual size of pictures.
        **settings: More for `network`.
    """

    def make(
        include_top: bool = True,
        weights: str | None = "imagenet",
        input_tensor: Any = None,
        input_shape: tuple[int | None, ...] | None = None,
        pooling: str | None = None,
        classes: int = 1000,
        classifier_activation: Any = "softmax",
        name: str = settings.pop("name", application.lower()),
    ) -> Model:
        end = {
            "include_top": include_top,
            "weights": weights,
            "pooling": pooling,
            "classes": classes,
            "classifier_activation": classifier_activation,
            "name": name,
        }
        return network(application, features, side, end, input_tensor, input_shape, **settings)

    make.__name__ = make.__qualname__ = application
    make.__doc__ = f"Make a {application}: {about}\n" + ARGUMENTS.format(side=side, source=source)
    return make
