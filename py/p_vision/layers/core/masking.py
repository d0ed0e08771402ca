"""Masking: steps that hold only one value do not count."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike


class Masking(Layer):
    """Leaves out the steps of a sequence whose features all have one value.

    Recurrent layers behind it skip these steps.

    Args:
        mask_value: the value.
        **kwargs: name, dtype.

    Input (batch, steps, features); output the same, with 0 in the steps left out.
    See https://keras.io/api/layers/core_layers/masking/

    >>> Masking(mask_value=-1.0)([[[1.0, -1.0], [-1.0, -1.0]]]).tolist()
    [[[1.0, -1.0], [0.0, 0.0]]]
    """

    supports_masking = True

    def __init__(self, mask_value: Any = 0.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mask_value = mask_value
        self.built = True

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the input with 0 in the steps left out."""
        kept = ops.expand_dims(self.compute_mask(inputs), -1)
        return ops.where(kept, as_float(inputs), 0.0)

    def compute_mask(self, inputs: TensorLike, previous_mask: Any = None) -> Any:
        """Return (batch, steps), False for the steps left out."""
        return ops.any(ops.not_equal(inputs, self.mask_value), axis=-1)
