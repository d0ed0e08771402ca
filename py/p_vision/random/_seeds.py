"""Where random numbers come from: keys of two whole numbers.

A key and the place of a number within a tensor determine the number, by a
counter-based hash (Salmon et al., 2011, "Parallel random numbers: as easy as
1, 2, 3"). A `SeedGenerator` gives a new key at each call: its seed, and a count
that it keeps in a variable, so that recorded steps count on too.
"""

from __future__ import annotations

import os
from typing import Any

from p_vision import engine as _engine
from p_vision.errors import ArgumentError
from p_vision.operators import Operators
from p_vision.ops import convert_to_tensor
from p_vision.variable import Variable

__all__ = ["SeedGenerator", "global_seed_generator", "make_key", "set_seed"]


def _int32(value: int) -> int:
    """A whole number of any size folded into the range of int32."""
    folded = value & 0xFFFFFFFF
    while value > 0xFFFFFFFF:
        value >>= 32
        folded ^= value & 0xFFFFFFFF
    return folded - (1 << 32) if folded >= 1 << 31 else folded


class SeedGenerator:
    """Gives a new key for each set of random numbers.

    Args:
        seed: A whole number; the same seed gives the same numbers again. None
            takes one from `set_seed` when that was called, else by chance.
        name: A name for messages. Defaults to ``"seed_generator"``.
        **kwargs: Ignored; accepted for Keras.

    Example:
        >>> from p_vision import random
        >>> seeds = random.SeedGenerator(7)
        >>> a, b = random.uniform((2,), seed=seeds), random.uniform((2,), seed=seeds)
        >>> a.tolist() == b.tolist()
        False
        >>> a.tolist() == random.uniform((2,), seed=random.SeedGenerator(7)).tolist()
        True
    """

    def __init__(self, seed: int | None = None, name: str | None = None, **kwargs: Any) -> None:
        if seed is None:
            seed = _next_seed()
        if isinstance(seed, bool) or not isinstance(seed, int):
            raise ArgumentError(f"A seed is a whole number or None; this is {seed!r}.")
        self.seed = seed
        self.name = name or "seed_generator"
        self._state: Variable | None = None

    @property
    def state(self) -> Variable:
        """The seed and the count, int32 of shape (2,).

        Made at its first use, on the backend in use then: that of the model.
        """
        if self._state is None:
            self._state = Variable(
                [_int32(self.seed), 0], dtype="int32", trainable=False, name=f"{self.name}_state"
            )
        return self._state

    def next(self, ordered: bool = True) -> Any:
        """A new key; the count goes up by one.

        Args:
            ordered: Accepted for Keras; makes no difference.

        Returns:
            An int32 tensor of shape (2,).
        """
        key = self.state.value
        self.state.assign(key + _STEP)
        return key

    def get_config(self) -> dict[str, Any]:
        """The arguments to make it again with."""
        return {"seed": self.seed, "name": self.name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> SeedGenerator:
        """Make one from what `get_config` gave."""
        return cls(**config)


_STEP = [0, 1]
_global: dict[str, SeedGenerator] = {}
_seeds: list[int] = []


def _next_seed() -> int:
    if not _seeds:
        return int.from_bytes(os.urandom(4), "little") & 0x7FFFFFFF
    _seeds[0] = (_seeds[0] * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return _seeds[0] >> 33


def set_seed(seed: int) -> None:
    """Make everything random repeatable from here on.

    Args:
        seed: A whole number.

    Example:
        >>> from p_vision import random
        >>> random.set_seed(1)
        >>> first = random.normal((2,)).tolist()
        >>> random.set_seed(1)
        >>> first == random.normal((2,)).tolist()
        True
    """
    if isinstance(seed, bool) or not isinstance(seed, int):
        raise ArgumentError(f"A seed is a whole number; this is {seed!r}.")
    _seeds[:] = [seed & 0xFFFFFFFFFFFFFFFF]
    _global.clear()


def global_seed_generator() -> SeedGenerator:
    """The generator used where no seed is given, one for each backend."""
    backend = _engine.default().name
    found = _global.get(backend)
    if found is None:
        found = _global[backend] = SeedGenerator(_next_seed(), name="global_seed_generator")
    return found


def make_key(seed: Any = None) -> Any:
    """The key a seed stands for.

    Args:
        seed: None (the global generator), a `SeedGenerator`, a whole number, or
            a key itself.

    Returns:
        An int32 tensor of shape (2,).

    Raises:
        ArgumentError: for anything else.
    """
    if seed is None:
        return global_seed_generator().next()
    if isinstance(seed, SeedGenerator):
        return seed.next()
    if isinstance(seed, int) and not isinstance(seed, bool):
        return convert_to_tensor([_int32(seed), 0], dtype="int32")
    if isinstance(seed, Operators) or hasattr(seed, "__len__"):
        return convert_to_tensor(seed, dtype="int32")
    raise ArgumentError(
        f"A seed is a whole number, a SeedGenerator or None; this is a {type(seed).__name__}."
    )
