"""Layers that add or remove the borders of images and sequences."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.convolutional.base_conv import AXES
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import channels_back, channels_last, data_format_name
from p_vision.types import TensorLike


def border_pairs(value: Any, rank: int, name: str) -> tuple[tuple[int, int], ...]:
    """Return (before, after) for each axis.

    Args:
        value: one number, one per axis, or a pair per axis.
        rank: number of axes.
        name: the argument's name for messages.

    Raises:
        ArgumentError: something else.
    """
    if isinstance(value, int):
        value = (value,) * rank
    elif rank == 1 and len(value) == 2 and isinstance(value[0], int):
        value = (tuple(value),)
    pairs = tuple((entry, entry) if isinstance(entry, int) else tuple(entry) for entry in value)
    if len(pairs) != rank or any(len(pair) != 2 or min(pair) < 0 for pair in pairs):
        raise ArgumentError(
            f"{name} must be a number, {rank} numbers or {rank} pairs, but it is {value!r}."
        )
    return pairs


class BaseZeroPadding(Layer):
    """Zeros around an input of ``rank`` axes; see its subclasses."""

    rank: int
    padding: Any

    def __init__(self, padding: Any = 1, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._pairs = border_pairs(padding, self.rank, "padding")
        self.padding = self._pairs[0] if self.rank == 1 else self._pairs
        self.data_format = data_format_name(data_format)
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the larger input."""
        x = channels_last(inputs, self.data_format)
        x = ops.pad(x, ((0, 0), *self._pairs, (0, 0)))
        return channels_back(x, self.data_format)


class ZeroPadding1D(BaseZeroPadding):
    """Adds zeros before and after a sequence.

    Args:
        padding: how many, or a pair (before, after).
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> ZeroPadding1D(2)(ops.ones((1, 3, 1))).shape
    (1, 7, 1)
    """

    rank = 1


class ZeroPadding2D(BaseZeroPadding):
    """Adds rows and columns of zeros around an image.

    Args:
        padding: how many, two numbers (rows, columns), or two pairs.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> ZeroPadding2D(((1, 0), (2, 2)))(ops.ones((1, 3, 3, 1))).shape
    (1, 4, 7, 1)
    """

    rank = 2


class ZeroPadding3D(BaseZeroPadding):
    """Adds zeros around a volume.

    Args:
        padding: how many, three numbers, or three pairs (before, after).
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> ZeroPadding3D(1)(ops.ones((1, 2, 2, 2, 1))).shape
    (1, 4, 4, 4, 1)
    """

    rank = 3


class BaseCropping(Layer):
    """Borders cut off an input of ``rank`` axes; see its subclasses."""

    rank: int
    cropping: Any

    def __init__(self, cropping: Any, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._pairs = border_pairs(cropping, self.rank, "cropping")
        self.cropping = self._pairs[0] if self.rank == 1 else self._pairs
        self.data_format = data_format_name(data_format)
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the smaller input."""
        x = channels_last(inputs, self.data_format)
        sizes = x.shape[1:-1]
        check_cropping(self, sizes, self._pairs)
        pairs = zip(sizes, self._pairs, strict=True)
        kept = tuple(slice(before, size - after) for size, (before, after) in pairs)
        return channels_back(x[(slice(None), *kept)], self.data_format)


class Cropping1D(BaseCropping):
    """Cuts off the ends of a sequence.

    Args:
        cropping: how many steps at each end, or a pair (before, after).
        **kwargs: name, dtype.

    >>> Cropping1D(1)(ops.ones((1, 5, 1))).shape
    (1, 3, 1)
    """

    rank = 1

    _not_in_config = BaseCropping._not_in_config | {"data_format"}

    def __init__(self, cropping: Any = (1, 1), **kwargs: Any) -> None:
        super().__init__(cropping, **kwargs)


class Cropping2D(BaseCropping):
    """Cuts off the borders of an image.

    Args:
        cropping: how much, two numbers (rows, columns), or two pairs.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> Cropping2D(((1, 0), (1, 1)))(ops.ones((1, 4, 4, 1))).shape
    (1, 3, 2, 1)
    """

    rank = 2

    def __init__(
        self, cropping: Any = ((0, 0), (0, 0)), data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(cropping, data_format, **kwargs)


class Cropping3D(BaseCropping):
    """Cuts off the borders of a volume.

    Args:
        cropping: how much, three numbers, or three pairs (before, after).
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    >>> Cropping3D(1)(ops.ones((1, 4, 4, 4, 1))).shape
    (1, 2, 2, 2, 1)
    """

    rank = 3

    def __init__(
        self,
        cropping: Any = ((1, 1), (1, 1), (1, 1)),
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(cropping, data_format, **kwargs)


def check_cropping(layer: Any, sizes: Any, pairs: tuple[tuple[int, int], ...]) -> None:
    """Complain when nothing would be left.

    Raises:
        ShapeError: the borders are as large as the input.
    """
    for size, (before, after) in zip(sizes, pairs, strict=True):
        if before + after >= size:
            raise ShapeError(
                f"'{layer.name}' cuts {before} + {after} off an axis of {size}: nothing is left."
            )
