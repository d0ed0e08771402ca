"""A value in a few letters, in bounded time: `repr` may be huge, slow, or the user's own code."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable
from itertools import islice
from typing import Any

__all__ = ["short_text"]

_ITEMS = 6
_LETTERS = 60
_DEPTH = 2
_DIGITS = 40
_BRACKETS: dict[type, tuple[str, str]] = {
    list: ("[", "]"),
    tuple: ("(", ")"),
    set: ("{", "}"),
    frozenset: ("{", "}"),
    deque: ("[", "]"),
}
_WRITTEN = (float, complex, bool, type(None), range, slice)


def short_text(value: Any, depth: int = 0) -> str:
    """The beginning of a value as Python writes it; "" for what has no plain form.

    Only types of Python and arrays of numpy are looked into: no method of the user is called.

    Args:
        value: anything.
        depth: how many lists it lies in.

    Example:
        >>> short_text({"a": list(range(1_000_000)), "b": "x" * 1000})[:40]
        "{'a': [0, 1, 2, 3, 4, 5, …], 'b': 'xxxxx"
        >>> short_text(object())
        ''
    """
    kind = type(value)
    if kind in _WRITTEN:
        return repr(value)
    if kind is int:
        digits = int(value.bit_length() * 0.30103)
        return str(value) if digits < _DIGITS else f"≈ 10**{digits}"
    if kind in (str, bytes, bytearray):
        text = repr(value[:_LETTERS])
        return text if len(value) <= _LETTERS else f"{text[:-1]}…{text[-1]}"
    if kind in _BRACKETS:
        begin, end = _BRACKETS[kind]
        if kind is tuple and len(value) == 1:
            end = ",)"
        return _listed(
            begin, (short_text(each, depth + 1) or _of(each) for each in value), end, value, depth
        )
    if kind is dict:
        pairs = (f"{_nested(key, depth)}: {_nested(each, depth)}" for key, each in value.items())
        return _listed("{", pairs, "}", value, depth)
    return _array(value, depth)


def _nested(value: Any, depth: int) -> str:
    return short_text(value, depth + 1) or _of(value)


def _of(value: Any) -> str:
    return f"<{type(value).__name__}>"


def _listed(begin: str, texts: Iterable[str], end: str, value: Any, depth: int) -> str:
    if depth >= _DEPTH and value:
        return f"{begin}…{end}"
    shown = list(islice(texts, _ITEMS))
    if len(value) > len(shown):
        shown.append("…")
    return begin + ", ".join(shown) + end


def _array(value: Any, depth: int) -> str:
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return ""
    if type(value).__module__ == "numpy" and isinstance(value, numpy.generic):
        return _number(value.item(), depth)
    if type(value) is not numpy.ndarray:
        return ""
    if value.ndim == 0:
        return _number(value.item(), depth)
    # `flat` takes the first ones without copying the rest.
    first = [_number(each, depth) for each in value.flat[:_ITEMS].tolist()]
    if value.size > len(first):
        first.append("…")
    return "[" + ", ".join(first) + "]"


def _number(value: Any, depth: int) -> str:
    """Six digits of a number: float32 has no more that mean anything."""
    if type(value) is not float:
        return _nested(value, depth)
    text = f"{value:.6g}"
    return text if set(text) & set(".en") else f"{text}.0"
