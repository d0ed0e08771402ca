"""Write the files in ``files/`` with real Keras 3, in the environment of ``make_golden.py``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
sys.path.insert(0, str(Path(__file__).parent))

import keras
from saved_models import compiled, numbers, train

FILES = Path(__file__).parent / "files"


def main() -> None:
    FILES.mkdir(exist_ok=True)
    expected = {}
    for name in ("branches", "layers", "picture", "subclassed"):
        keras.utils.clear_session()
        model, x, y = compiled(keras, name)
        train(model, x, y)
        if name != "subclassed":
            model.save(FILES / f"{name}.keras")
        if name in ("picture", "subclassed"):
            model.save_weights(FILES / f"{name}.weights.h5")
        expected[name] = numbers(model, x, y)
    (FILES / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main()
