"""Initializers that always give the same values."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.initializers.initializer import Initializer
from p_vision.types import TensorLike


class Zeros(Initializer):
    """All zeros; what biases start with.

    >>> Zeros()(shape=(2,)).numpy().tolist()
    [0.0, 0.0]
    """

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return zeros of ``shape``."""
        return ops.zeros(shape, dtype=dtype or "float32")


class Ones(Initializer):
    """All ones.

    >>> Ones()(shape=(2,)).numpy().tolist()
    [1.0, 1.0]
    """

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return ones of ``shape``."""
        return ops.ones(shape, dtype=dtype or "float32")


class Constant(Initializer):
    """One number everywhere, or an array of values.

    Args:
        value: a number, or an array that fits the shape of the weight.

    >>> Constant(0.5)(shape=(2,)).numpy().tolist()
    [0.5, 0.5]
    """

    def __init__(self, value: Any = 0.0) -> None:
        self.value = value

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return the value, repeated to ``shape``."""
        value = ops.convert_to_tensor(self.value, dtype=dtype or "float32")
        return ops.broadcast_to(value, shape)


class Identity(Initializer):
    """The identity matrix times ``gain``; only for weights with two axes.

    Args:
        gain: what stands on the diagonal.

    >>> Identity()(shape=(2, 2)).numpy().tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """

    def __init__(self, gain: float = 1.0) -> None:
        self.gain = gain

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return the matrix.

        Raises:
            ShapeError: ``shape`` does not have two axes.
        """
        if len(shape) != 2:
            raise ShapeError(
                f"Identity makes matrices, but this weight has shape {tuple(shape)}. "
                "Use 'orthogonal' or 'glorot_uniform' here."
            )
        return ops.multiply(ops.eye(shape[0], shape[1], dtype=dtype or "float32"), self.gain)
