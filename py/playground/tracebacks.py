"""Error reports that show the user's own lines and nothing of the machinery around them."""

import os
import traceback
from collections.abc import Callable
from types import TracebackType

#: Maps a file name to the name to show, or None for code that is not the user's.
NameOf = Callable[[str], str | None]

_FOREIGN = ("site-packages", "p_vision", "playground")

#: Whoever comes from elsewhere looks for pandas, torch and others.
_MODULES = (
    "Here are Python's own modules, p_vision, numpy, Pillow and matplotlib, and the files beside "
    "your program."
)

Report = dict[str, str | int]


def describe_error(error: BaseException, name_of: NameOf, filename: str) -> Report:
    """Describes an error for the page.

    Args:
        error: what was raised.
        name_of: tells which files are the user's.
        filename: the internal name of the text that was run; the place in it is reported.

    Returns:
        `name`, `message`, `traceback` (text, ends without a newline) and `line`, `column`,
        `endLine`, `endColumn`: 1-based, 0 where unknown.
    """
    text = traceback.TracebackException(
        type(error), error, error.__traceback__, compact=True, max_group_depth=5
    )
    _keep_user_frames(text, name_of)
    lines = "".join(text.format()).rstrip("\n")
    place = _syntax_place(error, filename) or _place(error.__traceback__, filename)
    return {
        "name": type(error).__name__,
        "message": _message(error),
        "traceback": lines,
        **dict(zip(("line", "column", "endLine", "endColumn"), place, strict=True)),
    }


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return error.msg or ""
    if type(error) is ModuleNotFoundError and error.name and "." not in error.name:
        return f"{error}. {_MODULES}"
    if type(error).__str__ is KeyError.__str__ and len(error.args) == 1:
        return f"{error.args[0]!r}"
    try:
        return str(error)
    except Exception:
        return "(the message could not be shown)"


def _keep_user_frames(text: traceback.TracebackException, name_of: NameOf) -> None:
    """Drops frames that are not the user's, here and in every chained error."""
    frames = []
    for frame in text.stack:
        shown = name_of(frame.filename) or _own_file(frame.filename)
        if shown is not None:
            frame.filename = shown
            frames.append(frame)
    text.stack = traceback.StackSummary.from_list(frames)
    shown = name_of(getattr(text, "filename", None) or "")
    if shown is not None:
        text.filename = shown
    for linked in (text.__cause__, text.__context__, *(text.exceptions or ())):
        if linked is not None:
            _keep_user_frames(linked, name_of)


def _own_file(filename: str) -> str | None:
    """Files the user wrote beside the script count as the user's too."""
    folder = os.getcwd() + os.sep
    ours = any(f"{os.sep}{name}{os.sep}" in filename for name in _FOREIGN)
    if filename.startswith(folder) and not ours:
        return filename[len(folder) :]
    return None


def _syntax_place(error: BaseException, filename: str) -> tuple[int, int, int, int] | None:
    if not isinstance(error, SyntaxError) or error.filename != filename:
        return None
    line, column = error.lineno or 0, error.offset or 0
    end_line, end_column = error.end_lineno or 0, error.end_offset or 0
    return line, max(column, 0), max(end_line, 0), max(end_column, 0)


def _place(tb: TracebackType | None, filename: str) -> tuple[int, int, int, int]:
    """The innermost position inside the text that was run."""
    found = (0, 0, 0, 0)
    for frame, line in traceback.walk_tb(tb):
        if frame.f_code.co_filename == filename:
            found = (line, 0, 0, 0)
    summary = traceback.extract_tb(tb)
    for entry in summary:
        if entry.filename == filename and entry.colno is not None:
            found = (
                entry.lineno or 0,
                entry.colno + 1,
                entry.end_lineno or 0,
                (entry.end_colno or 0) + 1,
            )
    return found
