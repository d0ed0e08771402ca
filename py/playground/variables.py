"""The list of names a session holds, for the page's panel."""

from __future__ import annotations

import sys
import types
from typing import Any

from playground.short_text import short_text

__all__ = ["describe", "summary_of"]

_HIDDEN = {"display", "exit", "quit"}
_LONGEST = 80
#: The page draws a row for each.
_MOST = 300
#: Small tensors are read, and so many of them: on a graphics card each is a way there and back.
_SMALL = 4
_MOST_READS = 20
_NO_VALUES = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    type,
)
_COUNTED = (list, tuple, dict, set, frozenset)

Entry = dict[str, str | int]


def describe(names: dict[str, Any], wanted: str = "") -> dict[str, Any]:
    """What the user's code made, the newest last; modules, functions and classes are left out.

    Nothing is computed for it, and no code of the user runs: of arrays and lists only the first
    values are looked at, of tensors those of a few numbers.

    Args:
        names: the session's names.
        wanted: only names that hold this text.

    Returns:
        `total`, how many there are, and `names`, the last of them: each with `name`, `type`,
        `value` and, where it has them, `shape`, `dtype`, `count`, `layers` and `parameters`.

    Example:
        >>> describe({"x": 3, "_hidden": 1, "words": ["a", "b"]})["names"]
        [{'name': 'x', 'type': 'int', 'value': '3'}, \
{'name': 'words', 'type': 'list', 'value': "['a', 'b']", 'count': 2}]
    """
    part = wanted.casefold()
    found = [
        (name, value)
        for name, value in list(names.items())
        if not name.startswith("_")
        and name not in _HIDDEN
        and part in name.casefold()
        and not isinstance(value, _NO_VALUES)
    ]
    reads = _MOST_READS
    entries: list[Entry] = []
    for name, value in reversed(found[-_MOST:]):
        entry = {"name": name, "type": type(value).__name__, "value": ""}
        entries.append(entry)
        try:
            reads -= _fill(entry, value, may_read=reads > 0)
        except Exception:
            # A model whose engine was ended has no shapes any more.
            continue
    return {"total": len(found), "names": entries[::-1]}


def _fill(entry: Entry, value: Any, *, may_read: bool) -> bool:
    """Completes an entry; tells whether a tensor was read."""
    kind = type(value)
    if isinstance(value, _COUNTED):
        entry["count"] = len(value)
    if _is_from(kind, "p_vision.tensor", "Tensor") or _is_from(
        kind, "p_vision.variable", "Variable"
    ):
        entry |= {"shape": str(value.shape), "dtype": str(value.dtype)}
        size = 1
        for side in value.shape:
            size *= side
        if size > _SMALL or not may_read:
            return False
        entry["value"] = short_text(value.numpy())
        return True
    if _is_from(kind, "p_vision.models", "Model") or _is_from(kind, "p_vision.layers", "Layer"):
        if hasattr(value, "layers"):
            entry["layers"] = len(value.layers)
        if value.built:
            entry["parameters"] = int(value.count_params())
        return False
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray):
        entry |= {"shape": str(value.shape), "dtype": str(value.dtype)}
    entry["value"] = short_text(value)
    return False


def _is_from(kind: type, module: str, name: str) -> bool:
    """Whether a class is one of p_vision, or made of it; nothing is imported for that."""
    known = getattr(sys.modules.get(module), name, None)
    return isinstance(known, type) and issubclass(kind, known)


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
