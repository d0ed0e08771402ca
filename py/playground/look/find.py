"""The models that the session's names lead to."""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["key_of", "models_in"]

_MOST = 40


def models_in(names: dict[str, Any]) -> dict[str, Any]:
    """Models by the expression that gives them, such as `model` or `models[0]`.

    Args:
        names: the session's names.
    """
    library = sys.modules.get("p_vision.models")
    if library is None:
        return {}
    found: dict[str, Any] = {}
    seen: set[int] = set()
    for name, value in list(names.items()):
        if name.startswith("_"):
            continue
        for expression, model in _inside(name, value):
            if isinstance(model, library.Model) and id(model) not in seen and len(found) < _MOST:
                seen.add(id(model))
                found[expression] = model
    return found


def _inside(name: str, value: Any) -> list[tuple[str, Any]]:
    if type(value) in (list, tuple):
        return [(f"{name}[{index}]", part) for index, part in enumerate(value[:_MOST])]
    if type(value) is dict:
        return [(f"{name}[{key!r}]", part) for key, part in list(value.items())[:_MOST]]
    return [(name, value)]


def key_of(model: Any) -> str:
    """Changes when the picture of the model would."""
    layers = getattr(model, "layers", [])
    facts = [(id(layer), layer.built, bool(layer.trainable)) for layer in layers]
    return f"{id(model)} {hash(tuple(facts))} {model.built}"
