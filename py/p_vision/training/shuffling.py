"""The order of the samples in each epoch."""

from __future__ import annotations

from array import array

from p_vision import engine
from p_vision.random import SeedGenerator

__all__ = ["Shuffler"]


class Shuffler:
    """Gives a new order at each call; the same after the same `set_random_seed`."""

    def __init__(self) -> None:
        self._seed = SeedGenerator().seed
        self._count = 0

    def __call__(self, rows: int) -> array[int]:
        """The numbers 0 to `rows` - 1 in a random order, as 32-bit numbers."""
        # A large odd step spreads the seeds of the epochs over all 32-bit numbers.
        seed = (self._seed + self._count * 0x9E3779B1) & 0x7FFFFFFF
        self._count += 1
        values = engine.default().call("permutation", rows, seed)
        order = array("i")
        order.frombytes(values if isinstance(values, bytes) else bytes(values.to_bytes()))
        return order
