"""One value per channel for a whole sequence, image or volume."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.convolutional.base_conv import AXES
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float, data_format_name
from p_vision.types import TensorLike


class BaseGlobalPooling(Layer):
    """A pooling over all positions; see its subclasses."""

    rank: int

    def __init__(
        self, data_format: str | None = None, keepdims: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = data_format_name(data_format)
        self.keepdims = keepdims
        self.input_axes = AXES[self.rank]
        self.input_spec = InputSpec(ndim=self.rank + 2)

    def _axes(self) -> tuple[int, ...]:
        first = 1 if self.data_format == "channels_last" else 2
        return tuple(range(first, first + self.rank))


class GlobalAveragePooling(BaseGlobalPooling):
    """The mean over all positions."""

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, channels)."""
        return ops.mean(as_float(inputs), axis=self._axes(), keepdims=self.keepdims)


class GlobalMaxPooling(BaseGlobalPooling):
    """The largest value of all positions."""

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, channels)."""
        return ops.max(as_float(inputs), axis=self._axes(), keepdims=self.keepdims)


class GlobalAveragePooling1D(GlobalAveragePooling):
    """The mean of each channel over a sequence.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, steps, channels); output (batch, channels).

    >>> GlobalAveragePooling1D()(ops.ones((1, 8, 3))).shape
    (1, 3)
    """

    rank = 1
    supports_masking = True

    def call(self, inputs: TensorLike, mask: TensorLike | None = None) -> TensorLike:
        """Return (batch, channels).

        Args:
            inputs: (batch, steps, channels).
            mask: (batch, steps), False for steps that do not count.
        """
        if mask is None:
            return super().call(inputs)
        last = self.data_format == "channels_last"
        kept = ops.cast(ops.expand_dims(mask, 2 if last else 1), "bool")
        x = ops.where(kept, as_float(inputs), 0.0)
        count = ops.sum(ops.cast(kept, "float32"), axis=self._axes(), keepdims=self.keepdims)
        return ops.sum(x, axis=self._axes(), keepdims=self.keepdims) / count

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return None: there are no steps any more."""
        return None


class GlobalAveragePooling2D(GlobalAveragePooling):
    """The mean of each channel over an image.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, height, width, channels); output (batch, channels).

    >>> GlobalAveragePooling2D()(ops.ones((1, 8, 8, 3))).shape
    (1, 3)
    """

    rank = 2


class GlobalAveragePooling3D(GlobalAveragePooling):
    """The mean of each channel over a volume.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, depth, height, width, channels); output (batch, channels).

    >>> GlobalAveragePooling3D()(ops.ones((1, 4, 4, 4, 3))).shape
    (1, 3)
    """

    rank = 3


class GlobalMaxPooling1D(GlobalMaxPooling):
    """The largest value of each channel over a sequence.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, steps, channels); output (batch, channels).

    >>> GlobalMaxPooling1D()(ops.ones((1, 8, 3))).shape
    (1, 3)
    """

    rank = 1


class GlobalMaxPooling2D(GlobalMaxPooling):
    """The largest value of each channel over an image.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, height, width, channels); output (batch, channels).

    >>> GlobalMaxPooling2D()(ops.ones((1, 8, 8, 3))).shape
    (1, 3)
    """

    rank = 2


class GlobalMaxPooling3D(GlobalMaxPooling):
    """The largest value of each channel over a volume.

    Args:
        data_format: "channels_last" (default) or "channels_first".
        keepdims: keep the other axes, with size 1.
        **kwargs: name, dtype.

    Input (batch, depth, height, width, channels); output (batch, channels).

    >>> GlobalMaxPooling3D()(ops.ones((1, 4, 4, 4, 3))).shape
    (1, 3)
    """

    rank = 3
