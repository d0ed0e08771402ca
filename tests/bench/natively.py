"""Training natively on one thread, beside real Keras 3 where an environment has it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from locations import PROGRAMS, cache_folder
from processor import own_program_ended
from results import OURS

MODELS = {"lstm": 20, "gru": 20, "transformer": 10, "mlp": 100, "convnet": 10}
#: Who, the backend of Keras, and the Python that has it: a folder of the cache, or a variable's.
KERAS = {
    "keras torch": ("torch", "P_VISION_KERAS_TORCH", "keras-torch-venv"),
    "keras jax": ("jax", "P_VISION_KERAS_JAX", "keras-venv"),
}


def _python(variable: str, folder: str) -> Path | None:
    found = Path(os.environ.get(variable) or cache_folder() / folder / "bin" / "python")
    return found if found.is_file() else None


def owners() -> dict[str, tuple[str, Path]]:
    """Who is there: the argument of the program, and the Python that runs it."""
    found = {OURS: ("p_vision", Path(sys.executable))}
    for owner, (backend, variable, folder) in KERAS.items():
        python = _python(variable, folder)
        if python is not None:
            found[owner] = (backend, python)
    return found


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system


def measure(backend: str, python: Path, say: Callable[[str], None]) -> dict[str, float]:
    """Milliseconds of processor time per step of each model."""
    numbers: dict[str, float] = {}
    for model, steps in MODELS.items():
        command = [python, PROGRAMS / "native_train.py", backend, model, str(steps)]
        before = _children_seconds()
        ended = subprocess.run(command, check=False, text=True, capture_output=True)
        own_program_ended(_children_seconds() - before)
        try:
            numbers[f"native_{model}"] = float(ended.stdout.split()[-1])
        except (IndexError, ValueError):
            say(f"{backend}, {model}: {ended.stderr[-200:]}")
    return numbers
