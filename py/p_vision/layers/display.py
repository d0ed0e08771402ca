"""How a layer looks when printed."""

from __future__ import annotations

import math
from typing import Any

_HIDDEN = frozenset({"name", "trainable", "dtype", "backend"})


def describe(layer: Any) -> str:
    """Return the facts about a layer on one line.

    What it is made of (only arguments that were given), the shapes that go in
    and come out, the number of weights and whether they are trained.
    """
    facts = [f"name='{layer.name}'"]
    for name, value in layer._arguments.items():
        if name in _HIDDEN or name in layer._not_in_config:
            continue
        shown = _shown(getattr(layer, name, value))
        if shown is not None:
            facts.append(f"{name}={shown}")
    if not layer.built:
        facts.append("not built yet")
    else:
        if layer.input_shape is not None:
            facts.append(f"input={_shape(layer.input_shape)}")
        if layer.output_shape is not None:
            facts.append(f"output={_shape(layer.output_shape)}")
        facts.append(f"params={layer.count_params():,}")
    facts.append("trainable" if layer.trainable else "frozen")
    return f"<{type(layer).__name__} {', '.join(facts)}>"


def count(variables: list[Any]) -> int:
    """Return how many numbers the variables hold."""
    return sum(math.prod(variable.shape) for variable in variables)


def _shape(shape: Any) -> str:
    return str(shape)


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, (bool, int, float, str)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return repr(value) if len(value) <= 6 and _plain(value) else None
    if hasattr(value, "get_config"):
        return type(value).__name__
    name = getattr(value, "__name__", None)
    return None if name is None else repr(name)


def _plain(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_plain(entry) for entry in value)
    return value is None or isinstance(value, (bool, int, float, str))
