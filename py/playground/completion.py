"""Completion from the live session, and from the imports of text that was not run yet."""

import builtins
import inspect
import keyword
import re
import sys
from typing import Any

from playground.signatures import parameters_at
from playground.static_names import MISSING, bound_names, imported_names, resolve

_PATH = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*|\[\d+\])*)\.(\w*)$")
_WORD = re.compile(r"[^\W\d]\w*$|$")
_FROM_IMPORT = re.compile(r"^\s*from\s+([\w.]+)\s+import\s+\(?[\w\s,]*$")
_MODULE = re.compile(r"^\s*(?:from|import)\s+([\w.]*)$")
_MOST = 300

Item = dict[str, str]


def complete(source: str, offset: int, names: dict[str, Any]) -> dict[str, Any]:
    """Completions for the word that ends at `offset`.

    Args:
        source: the text; what follows `offset` counts too, for the names it binds.
        offset: the cursor, in characters.
        names: the session's names.

    Returns:
        `{"from": offset of the word, "items": [{"label", "kind", "detail"}, ...]}`.

    Example:
        >>> [item["label"] for item in complete("val", 3, {"value": 1})["items"]]
        ['value']
    """
    before = source[:offset]
    line = before.rpartition("\n")[2]
    word = _WORD.search(before)
    prefix = word.group() if word else ""
    known = {**imported_names(source), **names}
    if (match := _FROM_IMPORT.match(line)) is not None:
        items = _attributes(sys.modules.get(match.group(1)), prefix)
    elif (match := _MODULE.match(line)) is not None:
        items = _modules(match.group(1))
        prefix = match.group(1).rpartition(".")[2]
    elif (match := _PATH.search(before)) is not None:
        prefix = match.group(2)
        items = _attributes(resolve(match.group(1), known), prefix)
    elif not prefix:
        items = []
    else:
        parameters = parameters_at(source, offset, known)
        items = [_item(f"{name}=", "parameter", "") for name in parameters]
        items += _names(known, bound_names(source), prefix)
    items = [item for item in items if item["label"].startswith(prefix)]
    return {"from": offset - len(prefix), "items": _unique(items)[:_MOST]}


def _attributes(value: Any, prefix: str) -> list[Item]:
    if value is MISSING or value is None:
        return []
    try:
        labels = dir(value)
    except Exception:
        return []
    if inspect.ismodule(value) and hasattr(value, "__all__") and not prefix.startswith("_"):
        labels = sorted(set(value.__all__))
    if not prefix.startswith("_"):
        labels = [label for label in labels if not label.startswith("_")]
    labels = [label for label in labels if label.startswith(prefix)]
    return [_describe(label, inspect.getattr_static(value, label, None)) for label in labels]


def _modules(path: str) -> list[Item]:
    parent, _, prefix = path.rpartition(".")
    start = parent + "." if parent else ""
    found = {name[len(start) :].partition(".")[0] for name in sys.modules if name.startswith(start)}
    if not parent:
        found |= set(sys.stdlib_module_names)
    return [
        _item(name, "module", "")
        for name in sorted(found)
        if name.startswith(prefix) and (prefix.startswith("_") or not name.startswith("_"))
    ]


def _names(known: dict[str, Any], bound: list[str], prefix: str) -> list[Item]:
    items = [_item(name, "variable", "") for name in bound if name not in known]
    items += [_describe(name, value) for name, value in known.items()]
    items += [_item(word, "keyword", "") for word in [*keyword.kwlist, *keyword.softkwlist]]
    items += [_describe(name, value) for name, value in vars(builtins).items()]
    if prefix.startswith("_"):
        return items
    return [item for item in items if not item["label"].startswith("_")]


def _describe(name: str, value: Any) -> Item:
    if inspect.isclass(value):
        return _item(name, "class", "")
    if inspect.ismodule(value):
        return _item(name, "module", "")
    if callable(value) or isinstance(value, (staticmethod, classmethod)):
        return _item(name, "function", "")
    if isinstance(value, property):
        return _item(name, "property", "")
    return _item(name, "variable", type(value).__name__ if value is not None else "")


def _item(label: str, kind: str, detail: str) -> Item:
    return {"label": label, "kind": kind, "detail": detail}


def _unique(items: list[Item]) -> list[Item]:
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item["label"], item)
    return list(first.values())
