"""Whether `fit` draws a bar (interactive), or writes one line an epoch."""

from __future__ import annotations

__all__ = [
    "disable_interactive_logging",
    "enable_interactive_logging",
    "is_interactive_logging_enabled",
]

_interactive = [True]


def enable_interactive_logging() -> None:
    """Let `fit(verbose="auto")` draw progress bars again."""
    _interactive[0] = True


def disable_interactive_logging() -> None:
    """Let `fit(verbose="auto")` write one line an epoch."""
    _interactive[0] = False


def is_interactive_logging_enabled() -> bool:
    """Whether `fit(verbose="auto")` draws progress bars.

    Example:
        >>> is_interactive_logging_enabled()
        True
    """
    return _interactive[0]
