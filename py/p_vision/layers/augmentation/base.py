"""What random changes of images share: arguments, single images, their seed."""

from __future__ import annotations

from typing import Any

from p_vision import ops, random
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.augmentation.geometry import FILL_MODES, INTERPOLATIONS
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float, data_format_name
from p_vision.types import TensorLike


class RandomImageLayer(Layer):
    """A random change of images while training; see its subclasses.

    Args:
        seed: a whole number, for the same changes each time.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.
    """

    def __init__(
        self, seed: int | None = None, data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.seed = seed
        self.data_format = data_format_name(data_format)
        self.generator = random.SeedGenerator(seed)
        self.built = True

    def call(self, data: Any, training: bool = True) -> Any:
        """Return the changed images while training, else the images as they are.

        Args:
            data: (batch, height, width, channels), one image, or a dict with
                "images" (and "labels", which stay).
            training: whether the model is being trained.
        """
        if isinstance(data, dict):
            other = set(data) - {"images", "labels"}
            if "images" not in data or other:
                raise ArgumentError(
                    f"'{self.name}' changes a dict with 'images' and 'labels' only, but received "
                    f"{', '.join(sorted(data))}."
                )
            return {**data, "images": self.call(data["images"], training)}
        if len(data.shape) not in (3, 4):
            raise ShapeError(
                f"'{self.name}' takes images (batch, height, width, channels) or one image, but "
                f"received shape {tuple(data.shape)}."
            )
        single = len(data.shape) == 3
        first = self.data_format == "channels_first"
        x = as_float(data)
        x = ops.expand_dims(x, 0) if single else x
        x = ops.moveaxis(x, 1, -1) if first else x
        x = self._changed(x) if training else self._unchanged(x)
        x = ops.moveaxis(x, -1, 1) if first else x
        return ops.squeeze(x, 0) if single else x

    def _changed(self, x: TensorLike) -> TensorLike:
        raise NotImplementedError

    def _unchanged(self, x: TensorLike) -> TensorLike:
        return x

    def _draw(self, shape: tuple[int, ...], low: float = 0.0, high: float = 1.0) -> TensorLike:
        """Return even random numbers from low to high; a single value if they are the same."""
        return random.uniform(shape, float(low), float(high), seed=self.generator)


def bounds(factor: Any, name: str, lowest: float, highest: float) -> tuple[float, float]:
    """Return (lower, upper) from a number or a pair.

    Args:
        factor: a number f for (-f, f), or (lower, upper).
        name: the argument's name for messages.
        lowest: the smallest value allowed.
        highest: the largest value allowed.

    Raises:
        ArgumentError: not within the limits, or something else.
    """
    pair = (-abs(factor), abs(factor)) if isinstance(factor, (int, float)) else factor
    if isinstance(pair, (list, tuple)) and len(pair) == 2:
        lower, upper = sorted(pair)
        given = pair if pair is factor else (upper,)
        if all(lowest <= value <= highest for value in given):
            return max(lower, lowest), upper
    raise ArgumentError(
        f"{name} must be a number or a pair of numbers from {lowest} to {highest}, but it is "
        f"{factor!r}."
    )


def check_filling(fill_mode: str, interpolation: str) -> None:
    """Complain about unknown ways to fill and to read between pixels.

    Raises:
        ArgumentError: with those that there are.
    """
    for name, value, known in (
        ("fill_mode", fill_mode, FILL_MODES),
        ("interpolation", interpolation, INTERPOLATIONS),
    ):
        if value not in known:
            choices = ", ".join(f"'{choice}'" for choice in known)
            raise ArgumentError(f"{name} is one of {choices}, not {value!r}.")
