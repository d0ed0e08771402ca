"""The list of names a session holds, for the page's panel."""

import types
from typing import Any

_HIDDEN = {"display", "exit", "quit"}
_LONGEST = 80


def describe(names: dict[str, Any]) -> list[dict[str, str]]:
    """Name, type and a one-line summary of everything the user's code defined.

    Example:
        >>> describe({"x": 3, "_hidden": 1})
        [{'name': 'x', 'type': 'int', 'summary': '3'}]
    """
    return [
        {"name": name, "type": type(value).__name__, "summary": summary_of(value)}
        for name, value in names.items()
        if not name.startswith("_")
        and name not in _HIDDEN
        and not isinstance(value, types.ModuleType)
    ]


def summary_of(value: Any) -> str:
    """One line about a value: its shape, its size or its text."""
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and not isinstance(value, type):
        return f"shape {shape}, {getattr(value, 'dtype', '')}".rstrip(", ")
    if isinstance(value, (list, tuple, dict, set)) and len(value) > 20:
        return f"{len(value):,} items"
    if isinstance(value, (str, bytes)) and len(value) > _LONGEST:
        return f"{len(value):,} long, {value[:30]!r}..."
    if callable(value):
        return getattr(value, "__name__", "")
    try:
        text = " ".join(repr(value).split())
    except Exception:
        return ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
