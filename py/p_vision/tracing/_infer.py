"""Shapes and dtypes of results, asked of the engine once for each combination."""

from __future__ import annotations

from functools import lru_cache

from p_vision import engine as _engine
from p_vision.tensor import parse_spec

__all__ = ["infer"]


@lru_cache(maxsize=8192)
def infer(op: str, specs: str, attrs: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What an operation gives, without running it.

    Args:
        op: The operation's name in the engine.
        specs: Dtypes and shapes of its inputs, e.g. ``"float32 2,3;int32 4"``.
        attrs: Its settings as JSON.

    Returns:
        Dtype and shape of each output.
    """
    found = _engine.default().infer(op, specs, attrs)
    return tuple(parse_spec(text) for text in found.split(";"))
