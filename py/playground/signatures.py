"""The signature of the call the cursor stands in."""

import inspect
import re
from typing import Any, NamedTuple

from playground.static_names import MISSING, imported_names, resolve

_CALLEE = re.compile(r"([^\W\d]\w*(?:\.[^\W\d]\w*|\[\d+\])*)\s*$")
_STRING = re.compile(
    r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|#[^\n]*", re.S
)
_CLOSING = {")": "(", "]": "[", "}": "{"}
_LONGEST_SCAN = 4000


class Call(NamedTuple):
    """A call that is being written."""

    callee: str
    position: int
    keyword: str
    used: tuple[str, ...]


def signature_at(source: str, offset: int, names: dict[str, Any]) -> dict[str, Any] | None:
    """Name, signature, parameters, the active one and the first lines of the documentation.

    Example:
        >>> signature_at("round(2.5, ", 11, {})["active"]
        1
    """
    call = call_at(source, offset)
    if call is None:
        return None
    function, signature = function_of(call, {**imported_names(source), **names})
    if signature is None:
        return None
    shown = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    return {
        "name": call.callee.rpartition(".")[2],
        "signature": str(inspect.Signature(shown)),
        "parameters": [str(parameter) for parameter in shown],
        "active": _active(call, signature),
        "documentation": _documentation(function),
    }


def parameters_at(source: str, offset: int, known: dict[str, Any]) -> list[str]:
    """Keyword arguments that the call around `offset` still takes."""
    call = call_at(source, offset)
    if call is None or call.keyword:
        return []
    _, signature = function_of(call, known)
    kinds = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = list(signature.parameters.values()) if signature else []
    return [
        parameter.name
        for index, parameter in enumerate(parameters)
        if parameter.kind in kinds and parameter.name not in call.used and index >= call.position
    ]


def strings_hidden(text: str) -> str:
    """The text with underscores in place of comments and of what stands in quotes."""
    return _STRING.sub(lambda match: "_" * len(match.group()), text)


def function_of(call: Call, known: dict[str, Any]) -> tuple[Any, inspect.Signature | None]:
    """What is called and its signature; `MISSING` or None where they are not known."""
    function = resolve(call.callee, known)
    if function is MISSING or not callable(function):
        return None, None
    try:
        return function, inspect.signature(function)
    except (TypeError, ValueError):
        return function, None


def call_at(source: str, offset: int) -> Call | None:
    """Finds the open bracket around the cursor and counts the commas since."""
    text = strings_hidden(source[max(0, offset - _LONGEST_SCAN) : offset])
    stack: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character in "([{":
            stack.append((character, index))
        elif character in _CLOSING and stack and stack[-1][0] == _CLOSING[character]:
            stack.pop()
    if not stack or stack[-1][0] != "(":
        return None
    opened = stack[-1][1]
    callee = _CALLEE.search(text[:opened])
    if callee is None or re.search(r"\b(?:def|class)\s+$", text[: callee.start()]):
        return None
    arguments = _split(text[opened + 1 :])
    last = re.match(r"\s*(\w+)\s*=(?!=)", arguments[-1])
    used = [re.match(r"\s*(\w+)\s*=(?!=)", argument) for argument in arguments]
    return Call(
        callee.group(1),
        len(arguments) - 1,
        last.group(1) if last else "",
        tuple(match.group(1) for match in used if match),
    )


def _split(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _active(call: Call, signature: inspect.Signature) -> int:
    parameters = list(signature.parameters.values())
    if call.keyword:
        found = [i for i, parameter in enumerate(parameters) if parameter.name == call.keyword]
        return found[0] if found else -1
    for index, parameter in enumerate(parameters):
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            return index
        if index == call.position:
            positional = parameter.kind in (
                inspect.Parameter.POSITIONAL_ONLY,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
            )
            return index if positional else -1
    return -1


def _documentation(function: Any) -> str:
    text = inspect.getdoc(function) or ""
    return text.partition("\n\n")[0].strip()
