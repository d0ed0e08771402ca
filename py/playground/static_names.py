"""What a text that was not run yet would define: its imports and the names it binds."""

import builtins
import re
import sys
from typing import Any

_FROM = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+(?:\(([^)]*)|([^(#\n]*))", re.MULTILINE)
_IMPORT = re.compile(r"^\s*import\s+(.+)$", re.MULTILINE)
_BOUND = re.compile(r"^\s*(?:def|class|for)\s+(\w+)|^\s*(\w+)\s*(?::[^=\n]+)?=(?!=)", re.MULTILINE)
_IDENTIFIER = re.compile(r"[^\W\d]\w*$")
#: No such name; None is a value like any other.
MISSING: Any = object()


def imported_names(source: str) -> dict[str, Any]:
    """Names that the import lines of `source` bind, from modules that are loaded already.

    Nothing is imported: completing a word must not run code.

    Example:
        >>> imported_names("from json import dumps as d")["d"].__name__
        'dumps'
    """
    found: dict[str, Any] = {}
    for module_name, in_brackets, plain in _FROM.findall(source):
        module = sys.modules.get(module_name)
        for part in (in_brackets or plain).replace("\n", " ").split(","):
            name, _, alias = part.strip().partition(" as ")
            value = attribute(module, name.strip())
            if value is not MISSING:
                found[(alias or name).strip()] = value
    for line in _IMPORT.findall(source):
        for part in line.split(","):
            name, _, alias = part.partition("#")[0].strip().partition(" as ")
            bound = alias.strip() or name.partition(".")[0].strip()
            module = sys.modules.get(name.strip() if alias else bound)
            if module is not None:
                found[bound] = module
    return found


def bound_names(source: str) -> list[str]:
    """Names that `source` assigns, defines or loops over, in order of appearance."""
    names = [a or b for a, b in _BOUND.findall(source)]
    return [name for name in dict.fromkeys(names) if _IDENTIFIER.match(name)]


def attribute(value: Any, name: str) -> Any:
    """`getattr` that answers `MISSING` instead of raising."""
    try:
        return getattr(value, name) if value is not None else MISSING
    except Exception:
        return MISSING


def resolve(path: str, known: dict[str, Any]) -> Any:
    """The value of `a.b[0].c`, or `MISSING`; runs no calls."""
    parts = re.findall(r"\w+|\[\d+\]", path)
    value = known.get(parts[0], getattr(builtins, parts[0], MISSING))
    for part in parts[1:]:
        if value is MISSING:
            return MISSING
        if part.startswith("["):
            index = int(part[1:-1])
            plain = isinstance(value, (list, tuple)) and index < len(value)
            value = value[index] if plain else MISSING
        else:
            value = attribute(value, part)
    return value
