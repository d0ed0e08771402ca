"""What completion and hover know before Python is there: `python -m playground.names_table FILE`.

A JSON object. `modules` gives for each module of p_vision its names with kind, signature and first
sentence; where another module has the same value, only the name of that module. `methods` gives
the same for methods of what programs hold in variables, such as models and layers.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any

__all__ = ["names_table"]

#: Where a value is at home, first of all.
_MODULES = (
    "p_vision.layers",
    "p_vision.activations",
    "p_vision.callbacks",
    "p_vision.constraints",
    "p_vision.datasets",
    "p_vision.initializers",
    "p_vision.losses",
    "p_vision.metrics",
    "p_vision.models",
    "p_vision.ops",
    "p_vision.optimizers",
    "p_vision.random",
    "p_vision.regularizers",
    "p_vision.saving",
    "p_vision.utils",
    "p_vision.applications",
    "p_vision.preprocessing",
    "p_vision.show",
    "p_vision.ui",
    "p_vision",
)
_LONGEST = 300

Entry = list[str] | str


def names_table() -> dict[str, Any]:
    """Collect the table; nothing is computed and no engine is started.

    >>> table = names_table()
    >>> table["modules"]["p_vision"]["Dense"], table["modules"]["p_vision.layers"]["Dense"][0]
    ('p_vision.layers', 'class')
    >>> table["methods"]["fit"][1][:8]
    '(x=None,'
    """
    modules: dict[str, dict[str, Entry]] = {}
    home: dict[int, str] = {}
    waiting = list(_MODULES)
    while waiting:
        path = waiting.pop(0)
        module = importlib.import_module(path)
        modules[path] = {}
        for label in _labels(module, path):
            value = getattr(module, label, None)
            if inspect.ismodule(value) and f"{path}.{label}" not in [*_MODULES, *modules]:
                waiting.append(f"{path}.{label}")
            place = home.setdefault(id(value), path) if callable(value) else path
            modules[path][label] = place if place != path else _entry(value)
    return {"modules": modules, "methods": _methods()}


def _labels(module: Any, path: str) -> list[str]:
    names = getattr(module, "__all__", None)
    if names is None:
        own = [name for name, value in vars(module).items() if _is_from(value, path)]
        names = own or dir(module)
    if path == "p_vision":
        names = [*names, *(name.rpartition(".")[2] for name in _MODULES[:-1])]
    return sorted({name for name in names if not name.startswith("_")})


def _is_from(value: Any, path: str) -> bool:
    return str(getattr(value, "__module__", "")).startswith(path) and callable(value)


def _entry(value: Any) -> Entry:
    if inspect.ismodule(value):
        return ["module", "", _sentence(value)]
    kind = "class" if inspect.isclass(value) else "function" if callable(value) else "variable"
    return [kind, _signature(value) if callable(value) else "", _sentence(value)]


def _methods() -> dict[str, Entry]:
    from p_vision import GradientTape, Optimizer, Sequential, Tensor, Variable
    from p_vision.callbacks import History
    from p_vision.metrics import Metric

    found: dict[str, Entry] = {}
    for owner in (Sequential, Optimizer, Metric, Tensor, Variable, GradientTape, History):
        for label in dir(owner):
            value = inspect.getattr_static(owner, label, None)
            if label.startswith("_") or label in found:
                continue
            if isinstance(value, property):
                found[label] = ["property", "", _sentence(value.fget)]
            elif inspect.isroutine(value):
                called = getattr(owner, label)
                found[label] = ["function", _signature(called), _sentence(called)]
    return found


def _signature(value: Any) -> str:
    try:
        signature = inspect.signature(value)
    except (TypeError, ValueError):
        return ""
    parameters = signature.parameters.values()
    empty = inspect.Parameter.empty
    shown = [item.replace(annotation=empty) for item in parameters if item.name != "self"]
    return str(inspect.Signature(shown))[:_LONGEST]


def _sentence(value: Any) -> str:
    text = (inspect.getdoc(value) or "").partition("\n\n")[0]
    return " ".join(text.split())[:_LONGEST]


if __name__ == "__main__":
    _text = json.dumps(names_table(), ensure_ascii=False, separators=(",", ":"))
    Path(sys.argv[1]).write_text(_text, encoding="utf-8")
