"""What calls of layers inside of each other share: the training flag and the names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Context:
    def __init__(self) -> None:
        self.depth = 0
        self.training: Any = None
        self.names: list[str] = []


_context = _Context()


def is_outermost_call() -> bool:
    """Whether no layer is being called now."""
    return _context.depth == 0


def inherited_training() -> Any:
    """Return the training flag of the layer that is being called, or None."""
    return _context.training


def variable_path(name: str) -> str:
    """Return the name of a new variable with the layers it is made in."""
    return "/".join([*_context.names, name])


@contextmanager
def calling(training: Any) -> Iterator[None]:
    """Mark that a layer's ``call`` runs, with this training flag."""
    outer = _context.training
    _context.training = training
    _context.depth += 1
    try:
        yield
    finally:
        _context.depth -= 1
        _context.training = outer


@contextmanager
def named(name: str) -> Iterator[None]:
    """Put a layer's name before the names of variables made in the block."""
    _context.names.append(name)
    try:
        yield
    finally:
        _context.names.pop()
