"""Inputs that are pictures: a drawing pad, a file, the camera."""

import base64
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from p_vision import ops
from p_vision.tracing import TensorSpec
from p_vision.ui.model_question import ModelQuestion, input_shape
from p_vision.ui.widget import Widget

_STANDARD = 28

Answer = Callable[..., Any]


def draw(
    model: Any,
    *,
    size: int | None = None,
    names: Sequence[str] | None = None,
    centred: bool = True,
    samples: Any = None,
) -> None:
    """Show a drawing pad; every stroke is answered at once.

    Args:
        model: a model that takes images of one channel, or a function that takes an array
            (size, size) of numbers from 0 to 1, white on black.
        size: pixels of a side; by default what the model takes, else 28.
        names: the classes' names; by default their numbers.
        centred: whether the drawing is moved and scaled as the digits of MNIST are.
        samples: a few inputs of the model, such as `x_test[:200]`: on these the page measures
            what rounded weights cost when the model is shared.

    Raises:
        TypeError: if `model` is neither.

    >>> draw(lambda image: "ink" if image.sum() else "empty")
    A drawing pad of 28 by 28 pixels (shown in the playground)
    """
    side = size or _side(model)
    words = f"A drawing pad of {side} by {side} pixels"
    options = {"size": side, "centred": centred, "channels": 1}
    _image_widget("draw", model, options, names, samples, words)


def upload(
    model: Any,
    *,
    size: int | None = None,
    names: Sequence[str] | None = None,
    channels: int = 0,
    samples: Any = None,
) -> None:
    """Show a field for a picture from the visitor's computer; it stays there.

    Args:
        model: a model that takes images, or a function that takes an array (size, size, channels)
            of numbers from 0 to 1.
        size: pixels of a side; by default what the model takes, else 28.
        names: the classes' names.
        channels: 1 or 3; by default what the model takes, else 3.
        samples: as for `draw`.

    Raises:
        TypeError: if `model` is neither.
    """
    side = size or _side(model)
    options = {"size": side, "channels": channels or _channels(model)}
    _image_widget("upload", model, options, names, samples, f"A picture of {side} by {side} pixels")


def webcam(
    model: Any,
    *,
    size: int | None = None,
    names: Sequence[str] | None = None,
    channels: int = 0,
    samples: Any = None,
) -> None:
    """Show what the camera sees and what the model says of it; asked for on a click only.

    Args:
        model: as for `upload`.
        size: as for `upload`.
        names: the classes' names.
        channels: 1 or 3; by default what the model takes, else 3.
        samples: as for `draw`.

    Raises:
        TypeError: if `model` is neither.
    """
    side = size or _side(model)
    options = {"size": side, "channels": channels or _channels(model)}
    _image_widget("webcam", model, options, names, samples, f"The camera, {side} by {side} pixels")


def _image_widget(
    kind: str,
    model: Any,
    options: dict[str, Any],
    names: Sequence[str] | None,
    samples: Any,
    words: str,
) -> None:
    chosen = list(names) if names else None
    if hasattr(model, "predict"):
        question = _question(model, options["size"], options["channels"], samples)
        Widget(kind, options, question.answer, _whole, chosen, words, question).show()
    elif callable(model):
        Widget(kind, options, model, _as_image, chosen, words).show()
    else:
        raise TypeError(f"A model or a function answers an input, not {type(model).__name__}.")


def _question(model: Any, size: int, channels: int, samples: Any) -> ModelQuestion:
    shape = _form(model, size, channels)
    raw = _divides_itself(model)

    def prepare(values: Any) -> Any:
        return ops.reshape(values if raw else ops.divide(values, 255.0), (1, *shape))

    def made_up(count: int) -> list[Any]:
        noise = np.random.default_rng(0).integers(0, 256, (count, size * size * channels))
        return list(noise.astype("float32"))

    spec = TensorSpec((size * size * channels,), "float32")
    return ModelQuestion(model, spec, _numbers, prepare, {}, made_up, samples)


def _numbers(message: Mapping[str, Any]) -> np.ndarray:
    """The page's image as numbers from 0 to 255, in one row."""
    return np.frombuffer(base64.b64decode(message["pixels"]), np.uint8).astype("float32")


def _whole(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return (message,), {}


def _as_image(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return (pixels(message),), {}


def pixels(message: Mapping[str, Any]) -> np.ndarray:
    """The page's image as numbers from 0 to 1; (height, width), or with three channels."""
    size, channels = int(message["size"]), int(message["channels"])
    shape = (size, size) if channels == 1 else (size, size, channels)
    image: np.ndarray = _numbers(message).reshape(shape)
    return image / 255


def _form(model: Any, size: int, channels: int) -> tuple[int, ...]:
    """The shape of one image as the model takes it."""
    shape = input_shape(model)
    if shape is None:
        return (size, size) if channels == 1 else (size, size, channels)
    known = tuple(side for side in shape if side is not None)
    if len(known) == len(shape):
        return known
    return (size, size, channels) if len(shape) == 3 else (size, size)


def _divides_itself(model: Any) -> bool:
    """Whether the model begins with `Rescaling`, so that it takes numbers from 0 to 255."""
    kinds = [type(layer).__name__ for layer in getattr(model, "layers", [])]
    return next((kind for kind in kinds if kind != "InputLayer"), "") == "Rescaling"


def _side(model: Any) -> int:
    shape = input_shape(model) or ()
    if len(shape) >= 2 and shape[0]:
        return int(shape[0])
    root = round(float(shape[0]) ** 0.5) if len(shape) == 1 and shape[0] else 0
    return root if root > 1 and root * root == shape[0] else _STANDARD


def _channels(model: Any) -> int:
    shape = input_shape(model)
    if shape is None:
        return 3
    return int(shape[2]) if len(shape) == 3 and shape[2] else 1
