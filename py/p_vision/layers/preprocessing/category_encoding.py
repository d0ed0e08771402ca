"""CategoryEncoding: class numbers as rows of 0 and 1."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import refuse
from p_vision.layers.preprocessing.encoding import check_mode, encode
from p_vision.types import TensorLike


class CategoryEncoding(Layer):
    """Turns class numbers into rows of ``num_tokens`` values.

    Args:
        num_tokens: how many classes there are: 0 .. num_tokens - 1.
        output_mode: "multi_hot" for a row per sample with 1 for each class in it,
            "one_hot" for a row per number, "count" for how often each occurs.
        sparse: accepted for Keras as False only.
        **kwargs: name, dtype.

    Raises:
        ArgumentError: no ``num_tokens``, or another mode.

    See https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding/

    >>> CategoryEncoding(num_tokens=3)([[0, 2], [1, 1]]).tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """

    _not_in_config = Layer._not_in_config | {"sparse"}

    def __init__(
        self,
        num_tokens: int | None = None,
        output_mode: str = "multi_hot",
        sparse: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        refuse(self, sparse=sparse)
        if num_tokens is None or num_tokens < 1:
            raise ArgumentError("CategoryEncoding needs num_tokens, the number of classes.")
        self.num_tokens = num_tokens
        self.output_mode = check_mode(
            "count" if output_mode == "counts" else output_mode, ("one_hot", "multi_hot", "count")
        )

    def call(self, inputs: TensorLike, count_weights: TensorLike | None = None) -> TensorLike:
        """Return the rows, float32.

        Args:
            inputs: whole numbers (batch,) or (batch, values).
            count_weights: what each value counts, same shape; for "count" only.
        """
        if count_weights is not None and self.output_mode != "count":
            raise ArgumentError(
                f"count_weights only works with output_mode='count', not '{self.output_mode}'."
            )
        return encode(ops.cast(inputs, "int32"), self.output_mode, self.num_tokens, count_weights)
