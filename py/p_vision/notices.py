"""Warnings that point at the user's line, never at one of this package."""

from __future__ import annotations

import sys
import warnings

__all__ = ["warn"]


def warn(text: str) -> None:
    """Say something that is worth knowing, but no reason to stop.

    Args:
        text: A sentence for the user.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings(record=True) as said:
        ...     warn("All weights are frozen.")
        >>> str(said[0].message)
        'All weights are frozen.'
    """
    level = 1
    frame = sys._getframe(0)
    while frame.f_back is not None and _is_ours(frame.f_globals.get("__name__", "")):
        frame = frame.f_back
        level += 1
    warnings.warn(text, stacklevel=level)


def _is_ours(module: str) -> bool:
    return module == "p_vision" or module.startswith("p_vision.")
