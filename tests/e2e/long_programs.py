"""Programs too long for a link."""

from __future__ import annotations

import random


def long_program(first: str = "print('long')", letters: int = 9_000, seed: int = 1) -> str:
    """A program that no packing makes short."""
    noise = random.Random(seed)
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-"
    lines = ["# " + "".join(noise.choices(alphabet, k=98)) for _ in range(letters // 100)]
    return "\n".join([first, *lines, ""])
