"""Warnings as a reader wants them: the sentence, and the line of their own that led to it."""

import sys
from collections.abc import Callable

#: Maps a file name to the name to show, or None for code that is not the user's.
NameOf = Callable[[str], str | None]
Format = Callable[..., str]


def format_of(name_of: NameOf) -> Format:
    """A replacement for `warnings.formatwarning`.

    Args:
        name_of: tells which files are the user's.

    Returns:
        A function that gives one line: the kind, the user's line, the sentence.

    Example:
        >>> format_of(lambda file: "script.py")(Warning("slow"), UserWarning, "<cell>", 3)
        'Warning (script.py, line 3): slow\\n'
    """

    def format_warning(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        line: str | None = None,
    ) -> str:
        kind = "Warning" if category is UserWarning else category.__name__
        place = _place(name_of, filename, lineno)
        return f"{kind} ({place}): {message}\n" if place else f"{kind}: {message}\n"

    return format_warning


def _place(name_of: NameOf, filename: str, lineno: int) -> str:
    """The user's line that is named, or else the one that is running now."""
    shown = name_of(filename)
    frame = None if shown else sys._getframe()
    while frame is not None and shown is None:
        shown, lineno = name_of(frame.f_code.co_filename), frame.f_lineno
        frame = frame.f_back
    return f"{shown}, line {lineno}" if shown else ""
