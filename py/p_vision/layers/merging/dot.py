"""Dot: products of the vectors of two inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.layers.layer import Layer
from p_vision.losses.regression import unit_vectors
from p_vision.types import TensorLike


class Dot(Layer):
    """The sum of products along one axis of two inputs, sample by sample.

    Args:
        axes: the axis to sum over, or one for each input.
        normalize: divide vectors by their length first, for the cosine.
        **kwargs: name, dtype.

    >>> Dot(axes=1)([ops.ones((2, 3)), ops.ones((2, 3))]).tolist()
    [[3.0], [3.0]]
    """

    supports_masking = True

    def __init__(self, axes: Any, normalize: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axes = axes
        self.normalize = normalize

    def call(self, inputs: Sequence[TensorLike]) -> TensorLike:
        """Return (batch, other axes of the first, other axes of the second)."""
        if not isinstance(inputs, (list, tuple)) or len(inputs) != 2:
            raise ShapeError(f"Dot '{self.name}' takes two inputs: Dot(axes=1)([a, b]).")
        first, second = inputs
        axes = (self.axes, self.axes) if isinstance(self.axes, int) else tuple(self.axes)
        one, two = axes[0] % len(first.shape), axes[1] % len(second.shape)
        if first.shape[one] != second.shape[two]:
            raise ShapeError(
                f"Dot '{self.name}' sums over axis {axes[0]} of {tuple(first.shape)} and axis "
                f"{axes[1]} of {tuple(second.shape)}, which differ in size. Choose other axes."
            )
        if self.normalize:
            first, second = unit_vectors(first, one), unit_vectors(second, two)
        letters = "abcdefgh"
        left = ["z", *letters[: len(first.shape) - 1]]
        right = ["z", *letters[len(left) - 1 : len(left) + len(second.shape) - 2]]
        right[two] = left[one]
        kept = [*left[:one], *left[one + 1 :], *right[1:two], *right[two + 1 :]]
        result = ops.einsum(f"{''.join(left)},{''.join(right)}->{''.join(kept)}", first, second)
        return ops.expand_dims(result, -1) if len(result.shape) == 1 else result

    def compute_mask(self, inputs: Any, mask: Any = None) -> Any:
        """Return None: the steps are summed up."""
        return None


def dot(inputs: Sequence[Any], axes: Any = -1, **kwargs: Any) -> Any:
    """Multiply the vectors of two inputs; what :class:`Dot` does, as a function."""
    return Dot(axes=axes, **kwargs)(inputs)
