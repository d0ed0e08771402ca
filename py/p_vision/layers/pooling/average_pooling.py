"""The mean of each window."""

from __future__ import annotations

from typing import Any

from p_vision import ops  # noqa: F401 - for the examples
from p_vision.layers.pooling.base_pooling import AveragePooling


class AveragePooling1D(AveragePooling):
    """The mean of each window of a sequence.

    Args:
        pool_size: size of the window: one number.
        strides: how far the window moves; its size by default.
        padding: "valid" leaves out what does not fill a window, "same" does not.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    Input (batch, steps, channels); output the same with smaller sizes.

    >>> AveragePooling1D(2)(ops.ones((1, 8, 3))).shape
    (1, 4, 3)
    """

    rank = 1

    def __init__(
        self,
        pool_size: Any,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(pool_size, strides, padding, data_format, **kwargs)


class AveragePooling2D(AveragePooling):
    """The mean of each window of an image.

    Args:
        pool_size: size of the window: one number, or two.
        strides: how far the window moves; its size by default.
        padding: "valid" leaves out what does not fill a window, "same" does not.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    Input (batch, height, width, channels); output the same with smaller sizes.

    >>> AveragePooling2D(2)(ops.ones((1, 8, 8, 3))).shape
    (1, 4, 4, 3)
    """

    rank = 2

    def __init__(
        self,
        pool_size: Any,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(pool_size, strides, padding, data_format, **kwargs)


class AveragePooling3D(AveragePooling):
    """The mean of each window of a volume.

    Args:
        pool_size: size of the window: one number, or three.
        strides: how far the window moves; its size by default.
        padding: "valid" leaves out what does not fill a window, "same" does not.
        data_format: "channels_last" (default) or "channels_first".
        **kwargs: name, dtype.

    Input (batch, depth, height, width, channels); output the same with smaller sizes.

    >>> AveragePooling3D(2)(ops.ones((1, 4, 4, 4, 3))).shape
    (1, 2, 2, 2, 3)
    """

    rank = 3

    def __init__(
        self,
        pool_size: Any,
        strides: Any = None,
        padding: str = "valid",
        data_format: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(pool_size, strides, padding, data_format, **kwargs)
