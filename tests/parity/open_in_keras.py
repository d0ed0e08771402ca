"""Open in real Keras 3 what p_vision wrote; run by ``test_keras_files.py`` in Keras's environment.

Its argument is a folder with ``NAME.keras``, ``NAME.weights.h5`` and ``expected.json``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
sys.path.insert(0, str(Path(__file__).parent))

import keras
import numpy as np
from saved_models import compiled, numbers


def main(folder: Path) -> None:
    for name, wanted in json.loads((folder / "expected.json").read_text()).items():
        keras.utils.clear_session()
        fresh, x, y = compiled(keras, name)
        fresh.optimizer.build(fresh.trainable_variables)
        fresh.load_weights(folder / f"{name}.weights.h5")
        models = [fresh]
        if (folder / f"{name}.keras").exists():
            models.append(keras.models.load_model(folder / f"{name}.keras"))
        for model in models:
            found = numbers(model, x, y)
            assert found["steps"] == wanted["steps"], name
            assert set(found["logs"]) == set(wanted["logs"]), name
            for key, value in wanted["logs"].items():
                np.testing.assert_allclose(found["logs"][key], value, rtol=1e-4, err_msg=key)
            for one, other in zip(found["predicted"], wanted["predicted"], strict=True):
                np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5, err_msg=name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
