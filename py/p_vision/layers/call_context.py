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
        self.pass_number = 0


_context = _Context()


def pass_number() -> int:
    """Return a number for everything that one call of a model reaches."""
    if _context.depth == 0:
        _context.pass_number += 1
    return _context.pass_number


def last_pass() -> int:
    """Return the number of the call that runs, or of the last one."""
    return _context.pass_number


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
