"""docs/coverage.md: each public name of Keras, whether it is here, and where it differs.

.venv/bin/python tools/coverage.py
"""

import importlib
import inspect
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ROOT / "tests" / "parity" / "keras_names.json"
PAGE = ROOT / "docs" / "coverage.md"

#: Arguments of Keras that belong to devices, backends or formats that are not here.
LEFT_OUT = {
    "lora_rank",
    "lora_alpha",
    "quantization_config",
    "autocast",
    "sparse",
    "ragged",
    "flash_attention",
}

#: What is the same by name and arguments, but not in what it does.
BEHAVES = {
    "activations.sparsemax": "sums to 1, which Keras 3.15's does not where several values stay",
    "callbacks.TensorBoard": "accepted; writes nothing",
    "Model.fit": "stops with NotFiniteError at a loss of nan",
    "metrics.IoU": "its table holds float32, so weights need not be whole",
    "datasets": "data sets without a free source are not here, see data.md",
    "applications": "weights come from files; there is nothing to download",
    "utils.get_file": "natively only; the page cannot fetch from other addresses",
    "utils.image_dataset_from_directory": "returns a BatchedDataset, not a tf.data.Dataset",
    "utils.timeseries_dataset_from_array": "returns a BatchedDataset, not a tf.data.Dataset",
    "utils.split_dataset": "returns BatchedDatasets, not tf.data.Datasets",
    "random": "numbers differ from Keras's for the same seed; they are the same on each backend",
}


def arguments_of(value: object) -> dict[str, str] | None:
    """Names and defaults of what a class or function takes, those of its bases included."""
    from p_vision.configurable import Configurable, _parameters

    if inspect.isclass(value) and issubclass(value, Configurable):
        found = {}
        for name, owner in _parameters(value)[0].items():
            default = inspect.signature(owner.__init__).parameters[name].default
            found[name] = "" if default is inspect.Parameter.empty else repr(default)
        return found
    target = value.__init__ if inspect.isclass(value) else value
    try:
        entries = inspect.signature(target).parameters
    except (TypeError, ValueError):
        return None
    return {
        name: "" if entry.default is entry.empty else repr(entry.default)
        for name, entry in entries.items()
        if name != "self" and entry.kind not in (entry.VAR_POSITIONAL, entry.VAR_KEYWORD)
    }


def open_ended(value: object) -> bool:
    target = value.__init__ if inspect.isclass(value) else value
    try:
        kinds = {entry.kind for entry in inspect.signature(target).parameters.values()}
    except (TypeError, ValueError):
        return True
    return inspect.Parameter.VAR_KEYWORD in kinds


def same(theirs: str, ours: str) -> bool:
    if theirs == ours:
        return True
    numbers = [
        set(text.replace("(", "").replace(")", "").replace(" ", "").split(","))
        for text in (theirs, ours)
    ]
    if len(numbers[0]) == 1 and numbers[0] == numbers[1]:
        # (1, 1) and 1 are the same size along all axes.
        return True
    try:
        return bool(float(theirs) == float(ours))
    except ValueError:
        return theirs.replace("(", "[").replace(")", "]") == ours.replace("(", "[").replace(
            ")", "]"
        )


def differences(theirs: dict[str, str] | None, value: object) -> str:
    ours = arguments_of(value)
    if theirs is None or ours is None:
        return ""
    missing = [name for name in theirs if name not in ours and name not in LEFT_OUT]
    if open_ended(value):
        missing = []
    others = [
        f"{name}={ours[name] or 'required'} (Keras: {theirs[name] or 'required'})"
        for name in theirs
        if name in ours and not same(theirs[name], ours[name]) and "<" not in theirs[name]
    ]
    said = [f"without {', '.join(missing)}"] if missing else []
    return "; ".join(said + others)


def section(module: str, names: dict) -> tuple[list[str], int]:
    path = f"p_vision.{module}" if module else "p_vision"
    try:
        ours = importlib.import_module(path)
    except ImportError:
        ours = None
    here, rows, missing = 0, [], []
    for name, theirs in names.items():
        value = getattr(ours, name, None) if ours is not None else None
        if value is None:
            missing.append(name)
            continue
        here += 1
        key = f"{module}.{name}" if module else name
        notes = "" if theirs == "module" else differences(theirs, value)
        notes = "; ".join(part for part in (notes, BEHAVES.get(key, "")) if part)
        if notes:
            rows.append(f"| `{name}` | {notes.replace('|', '/')} |")
    lines = [f"## {path}: {here} of {len(names)}", ""]
    if module in BEHAVES:
        lines += [f"{BEHAVES[module][0].upper()}{BEHAVES[module][1:]}.", ""]
    if missing:
        lines += ["Not here: " + ", ".join(f"`{name}`" for name in missing) + ".", ""]
    if rows:
        lines += ["| differs | how |", "|---|---|", *rows, ""]
    return lines, here


def page() -> str:
    names = json.loads(NAMES.read_text())
    version = names.pop("version")
    body, here, total = [], 0, 0
    for module, entries in names.items():
        lines, count = section(module, entries)
        body += lines
        here += count
        total += len(entries)
    head = [
        "# What there is of Keras",
        "",
        f"Made by `tools/coverage.py` from the public names of Keras {version}; a test keeps it",
        f"true. {here} of {total} names are here. What is not listed as missing or different takes",
        "the same arguments with the same defaults.",
        "",
        "Everywhere: numbers are float32, int32 or bool; `dtype`, `data_format` and the like are",
        "accepted as far as that goes. Arguments about devices, quantization and sparse tensors",
        "are left out.",
        "",
    ]
    return "\n".join(head + body).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
