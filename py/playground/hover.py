"""What stands under the mouse, or at the cursor: a name's value, or its signature and meaning."""

from __future__ import annotations

import inspect
import re
from typing import Any

from playground.signatures import call_at, function_of, strings_hidden
from playground.static_names import MISSING, imported_names, resolve
from playground.variables import summary_of

__all__ = ["hover_at"]

_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*|\[\d+\])*")
_LONGEST = 600


def hover_at(source: str, offset: int, names: dict[str, Any]) -> dict[str, Any] | None:
    """What is known of the name at `offset`.

    Args:
        source: the text; nothing of it is run.
        offset: a place in it, in characters.
        names: the session's names.

    Returns:
        `from` and `to` of the name, `title`, `signature` and `documentation`, texts that may be
        empty; None where there is nothing to say.

    >>> found = hover_at("print(round)", 8, {})
    >>> found["title"], found["from"], found["signature"]
    ('round', 6, '(number, ndigits=None)')
    """
    start = source.rfind("\n", 0, offset) + 1
    end = source.find("\n", offset)
    text = strings_hidden(source)[start : len(source) if end < 0 else end]
    known = {**imported_names(source), **names}
    for match in _PATH.finditer(text):
        if match.start() <= offset - start <= match.end():
            return _found(source, text, start, offset, match, known)
    return None


def _found(
    source: str, text: str, start: int, offset: int, match: re.Match[str], known: dict[str, Any]
) -> dict[str, Any] | None:
    # Only up to the word that is pointed at: `model` in `model.fit`.
    words = re.finditer(r"\w+\]?", match.group())
    word = next((w for w in words if offset - start - match.start() <= w.end()), None)
    if word is None:
        return None
    path = match.group()[: word.end()]
    place = {"from": start + match.start() + word.start(), "to": start + match.start() + word.end()}
    argument = "." not in path and re.match(r"\s*=(?!=)", text[match.end() :])
    if argument and (found := _parameter(source, place["to"], path, known)) is not None:
        return {**place, **found}
    value = resolve(path, known)
    return None if value is MISSING else {**place, **_described(path.rpartition(".")[2], value)}


def _parameter(source: str, offset: int, name: str, known: dict[str, Any]) -> dict[str, Any] | None:
    call = call_at(source, offset)
    if call is None:
        return None
    function, signature = function_of(call, known)
    if signature is None or name not in signature.parameters:
        return None
    shown = signature.parameters[name].replace(annotation=inspect.Parameter.empty)
    meaning = parameter_documentation(function, name)
    return {"title": str(shown), "signature": "", "documentation": meaning}


def parameter_documentation(function: Any, name: str) -> str:
    """What the documentation of a function says of one of its parameters; "" where nothing.

    >>> def f(a):
    ...     '''Do it.
    ...
    ...     Args:
    ...         a: how often
    ...             it is done.
    ...     '''
    >>> parameter_documentation(f, "a")
    'how often it is done.'
    """
    owner = getattr(function, "__init__", None) if inspect.isclass(function) else None
    for text in (inspect.getdoc(function) or "", inspect.getdoc(owner) or ""):
        found = re.search(
            rf"^( +)\*{{0,2}}{re.escape(name)}:((?:.*\n?)(?:^\1 +.*\n?)*)", text, re.M
        )
        if found:
            return " ".join(found.group(2).split())
    return ""


def _described(name: str, value: Any) -> dict[str, str]:
    if inspect.ismodule(value):
        return {"title": value.__name__, "signature": "", "documentation": _first_words(value)}
    if inspect.isclass(value) or inspect.isroutine(value):
        return {"title": name, "signature": _signature(value), "documentation": _first_words(value)}
    kind = type(value).__name__
    return {"title": f"{name}: {kind}", "signature": "", "documentation": summary_of(value)}


def _signature(value: Any) -> str:
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):
        return ""
    empty = inspect.Parameter.empty
    shown = [item.replace(annotation=empty) for item in signature.parameters.values()]
    return str(inspect.Signature(shown))


def _first_words(value: Any) -> str:
    text = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return " ".join(text.split())[:_LONGEST]
