"""Layers without weights that pass their input through a function."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike


class Identity(Layer):
    """Gives back what it gets.

    Args:
        **kwargs: name, trainable, dtype.

    >>> Identity()([[1.0]]).tolist()
    [[1.0]]
    """

    supports_masking = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def call(self, inputs: Any) -> Any:
        """Return the input."""
        return inputs


class Rescaling(Layer):
    """``x * scale + offset``; ``Rescaling(1 / 255)`` brings pixels to 0..1.

    Args:
        scale: factor.
        offset: what is added.
        **kwargs: name, trainable, dtype.

    >>> Rescaling(0.5, offset=-1.0)([[2.0, 4.0]]).tolist()
    [[0.0, 1.0]]
    """

    supports_masking = True

    def __init__(self, scale: Any, offset: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scale = scale
        self.offset = offset

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the input, scaled, as float32."""
        x = ops.multiply(as_float(inputs), _number(self.scale))
        return ops.add(x, _number(self.offset))


def _number(value: Any) -> Any:
    if isinstance(value, (int, float)):
        return float(value)
    return ops.convert_to_tensor(value, dtype="float32")
