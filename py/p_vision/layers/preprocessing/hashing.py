"""Hashing: any words as whole numbers, without a vocabulary."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import refuse
from p_vision.layers.preprocessing.encoding import MODES, check_mode, encode
from p_vision.layers.preprocessing.stable_hash import bucket
from p_vision.layers.preprocessing.text_layer import HostLayer, mapped, tensor


class Hashing(HostLayer):
    """Puts words or whole numbers into bins by their hash, the same as Keras's.

    Args:
        num_bins: number of bins.
        mask_value: the value that gets bin 0; None for no such value.
        salt: one or two whole numbers that change the bins, or None.
        output_mode: "int", or "one_hot", "multi_hot", "count" for rows.
        sparse: accepted for Keras as False only.
        **kwargs: name, dtype.

    Raises:
        ArgumentError: no bins, or a salt that is not one or two whole numbers.

    See https://keras.io/api/layers/preprocessing_layers/categorical/hashing/

    >>> Hashing(num_bins=3)([["A"], ["B"], ["C"]]).tolist()
    [[1], [0], [1]]
    """

    _not_in_config = Layer._not_in_config | {"sparse"}

    def __init__(
        self,
        num_bins: int,
        mask_value: Any = None,
        salt: Any = None,
        output_mode: str = "int",
        sparse: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        refuse(self, sparse=sparse)
        if num_bins is None or num_bins < 1:
            raise ArgumentError(f"num_bins must be a whole number above 0, but it is {num_bins!r}.")
        self.num_bins = num_bins
        self.mask_value = mask_value
        self.salt = salt
        self._key = key_of(salt)
        self.output_mode = check_mode(output_mode, MODES)

    def call(self, inputs: Any) -> Any:
        """Return the bins, or rows for them.

        Args:
            inputs: words or whole numbers, nested lists of them.
        """
        return encode(tensor(mapped(self._bin, inputs)), self.output_mode, self.num_bins)

    def _bin(self, value: Any) -> int:
        if self.mask_value is None:
            return bucket(value, self.num_bins, self._key)
        if value == self.mask_value or self.num_bins == 1:
            return 0
        return 1 + bucket(value, self.num_bins - 1, self._key)


def key_of(salt: Any) -> tuple[int, int] | None:
    """Return two numbers from a salt of one, two or none.

    Raises:
        ArgumentError: something else.
    """
    if salt is None:
        return None
    pair = [salt, salt] if isinstance(salt, int) else list(salt)
    if len(pair) == 2 and all(isinstance(entry, int) for entry in pair):
        return (pair[0], pair[1])
    raise ArgumentError(f"salt must be one or two whole numbers, but it is {salt!r}.")
