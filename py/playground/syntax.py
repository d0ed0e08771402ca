"""Whether a text is Python, asked while it is being written."""

from __future__ import annotations

import ast
import warnings
from typing import Any

__all__ = ["problem_in"]

_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST


def problem_in(source: str) -> dict[str, Any] | None:
    """The first place that Python cannot read, or None.

    Args:
        source: the text of one file.

    Returns:
        `message`, and `line`, `column`, `endLine` and `endColumn` counted from 1, 0 where unknown.

    >>> problem_in("x = 1"), problem_in("x = (1")["line"]
    (None, 1)
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<text>", "exec", _FLAGS, dont_inherit=True)
    except SyntaxError as error:
        return {
            "message": error.msg or "",
            "line": error.lineno or 0,
            "column": max(error.offset or 0, 0),
            "endLine": max(error.end_lineno or 0, 0),
            "endColumn": max(error.end_offset or 0, 0),
        }
    except (ValueError, OverflowError, RecursionError, MemoryError):
        return None
    return None
