"""Write down every public name of real Keras with its arguments, into ``keras_names.json``.

keras-venv/bin/python tests/parity/keras_names.py
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"

import keras

MODULES = (
    "",
    "activations",
    "applications",
    "callbacks",
    "config",
    "constraints",
    "datasets",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "ops",
    "ops.image",
    "ops.linalg",
    "optimizers",
    "optimizers.schedules",
    "preprocessing",
    "random",
    "regularizers",
    "saving",
    "tree",
    "utils",
    "visualization",
)


def arguments(value: Any) -> dict[str, str] | None:
    """Names and defaults; None where there are none to look at."""
    try:
        entries = inspect.signature(value.__init__ if inspect.isclass(value) else value).parameters
    except (TypeError, ValueError):
        return None
    return {
        name: "" if entry.default is entry.empty else repr(entry.default)
        for name, entry in entries.items()
        if name != "self" and entry.kind not in (entry.VAR_POSITIONAL, entry.VAR_KEYWORD)
    }


def main() -> None:
    found: dict[str, dict[str, Any]] = {}
    for module in MODULES:
        whole = importlib.import_module(f"keras.{module}" if module else "keras")
        names = {}
        for name in sorted(dir(whole)):
            value = getattr(whole, name)
            if name.startswith("_") or name == "src":
                continue
            names[name] = "module" if inspect.ismodule(value) else arguments(value)
        found[module] = names
    lines = [
        f"{json.dumps(module)}: {{\n"
        + ",\n".join(f"  {json.dumps(n)}: {json.dumps(a)}" for n, a in names.items())
        + "\n}"
        for module, names in found.items()
    ]
    head = f'"version": {json.dumps(keras.__version__)}'
    path = Path(__file__).with_name("keras_names.json")
    path.write_text("{" + head + ",\n" + ",\n".join(lines) + "}\n")
    print(path, sum(map(len, found.values())), "names")


if __name__ == "__main__":
    main()
