"""A number for a text that is the same everywhere (FNV-1a, 64 bits)."""

from __future__ import annotations

from typing import Any


def bucket(value: Any, count: int) -> int:
    """Return a number below ``count`` for any value.

    >>> bucket("a", 10) == bucket("a", 10)
    True
    """
    if count == 1:
        return 0
    if isinstance(value, int):
        return value % count
    found = 0xCBF29CE484222325
    for byte in str(value).encode("utf-8"):
        found = (found ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return found % count
