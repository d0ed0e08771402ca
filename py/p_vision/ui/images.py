"""Inputs that are pictures: a drawing pad, a file, the camera."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from p_vision.ui.widget import Widget

_STANDARD = 28

Answer = Callable[..., Any]


def draw(
    model: Any, *, size: int | None = None, names: Sequence[str] | None = None, centred: bool = True
) -> None:
    """Show a drawing pad; every stroke is answered at once.

    Args:
        model: a model that takes images of one channel, or a function that takes an array
            (size, size) of numbers from 0 to 1, white on black.
        size: pixels of a side; by default what the model takes, else 28.
        names: the classes' names; by default their numbers.
        centred: whether the drawing is moved and scaled as the digits of MNIST are.

    Raises:
        TypeError: if `model` is neither.

    >>> draw(lambda image: "ink" if image.sum() else "empty")
    A drawing pad of 28 by 28 pixels (shown in the playground)
    """
    side = size or _side(model)
    words = f"A drawing pad of {side} by {side} pixels"
    _image_widget("draw", model, {"size": side, "centred": centred, "channels": 1}, names, words)


def upload(
    model: Any, *, size: int | None = None, names: Sequence[str] | None = None, channels: int = 0
) -> None:
    """Show a field for a picture from the visitor's computer; it stays there.

    Args:
        model: a model that takes images, or a function that takes an array (size, size, channels)
            of numbers from 0 to 1.
        size: pixels of a side; by default what the model takes, else 28.
        names: the classes' names.
        channels: 1 or 3; by default what the model takes, else 3.

    Raises:
        TypeError: if `model` is neither.
    """
    side = size or _side(model)
    options = {"size": side, "channels": channels or _channels(model)}
    _image_widget("upload", model, options, names, f"A picture of {side} by {side} pixels")


def webcam(
    model: Any, *, size: int | None = None, names: Sequence[str] | None = None, channels: int = 0
) -> None:
    """Show what the camera sees and what the model says of it; asked for on a click only.

    Args:
        model: as for `upload`.
        size: as for `upload`.
        names: the classes' names.
        channels: 1 or 3; by default what the model takes, else 3.

    Raises:
        TypeError: if `model` is neither.
    """
    side = size or _side(model)
    options = {"size": side, "channels": channels or _channels(model)}
    _image_widget("webcam", model, options, names, f"The camera, {side} by {side} pixels")


def _image_widget(
    kind: str, model: Any, options: dict[str, Any], names: Sequence[str] | None, words: str
) -> None:
    function = answering(model)

    def read(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (pixels(message),), {}

    Widget(kind, options, function, read, list(names) if names else None, words).show()


def pixels(message: dict[str, Any]) -> np.ndarray:
    """The page's image as numbers from 0 to 1; (height, width), or with three channels."""
    size, channels = int(message["size"]), int(message["channels"])
    values = np.frombuffer(base64.b64decode(message["pixels"]), np.uint8)
    shape = (size, size) if channels == 1 else (size, size, channels)
    image: np.ndarray = values.reshape(shape).astype("float32")
    return image / 255


def answering(model: Any) -> Answer:
    """A function of one image; for a model, its `predict` with the image in the model's form."""
    if not hasattr(model, "predict"):
        if callable(model):
            return model  # type: ignore[no-any-return]
        raise TypeError(f"A model or a function answers an input, not {type(model).__name__}.")

    def predict(image: np.ndarray) -> Any:
        shape = [side for side in (_input_shape(model) or image.shape) if side]
        layers = getattr(model, "layers", [])
        scale = 255 if layers and type(layers[0]).__name__ == "Rescaling" else 1
        return model.predict((image * scale).reshape(1, *shape), verbose=0)[0]

    return predict


def _input_shape(model: Any) -> tuple[int, ...] | None:
    shape = getattr(model, "input_shape", None)
    return tuple(shape[1:]) if isinstance(shape, tuple) else None


def _side(model: Any) -> int:
    shape = _input_shape(model) or ()
    if len(shape) >= 2 and shape[0]:
        return int(shape[0])
    root = round(float(shape[0]) ** 0.5) if len(shape) == 1 and shape[0] else 0
    return root if root > 1 and root * root == shape[0] else _STANDARD


def _channels(model: Any) -> int:
    shape = _input_shape(model)
    if shape is None:
        return 3
    return int(shape[2]) if len(shape) == 3 and shape[2] else 1
