"""Small models trained for some steps: losses, weights and predictions."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array, values, whole

MODELS: dict[str, dict[str, Any]] = {
    "dense": {
        "input": (4,),
        "layers": [
            ("Dense", {"units": 6, "activation": "relu"}),
            ("Dense", {"units": 3, "activation": "softmax"}),
        ],
        "optimizer": ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
        "loss": "sparse_categorical_crossentropy",
        "classes": 3,
    },
    "convnet": {
        "input": (8, 8, 1),
        "layers": [
            ("Conv2D", {"filters": 3, "kernel_size": 3, "activation": "relu"}),
            ("MaxPooling2D", {}),
            ("BatchNormalization", {}),
            ("Flatten", {}),
            ("Dense", {"units": 3, "activation": "softmax"}),
        ],
        "optimizer": ("Adam", {"learning_rate": 0.01}),
        "loss": "sparse_categorical_crossentropy",
        "classes": 3,
        "tolerance": 2e-4,
    },
    "regression": {
        "input": (3,),
        "layers": [
            ("Dense", {"units": 4, "activation": "tanh", "kernel_regularizer": "l2"}),
            ("Dense", {"units": 1, "activity_regularizer": "l1"}),
        ],
        "optimizer": ("RMSprop", {"learning_rate": 0.01}),
        "loss": "mse",
        "classes": 0,
    },
}


def cases() -> list[dict[str, Any]]:
    return [_case(name, model) for name, model in MODELS.items()]


def _case(name: str, model: dict[str, Any]) -> dict[str, Any]:
    network = keras.Sequential([keras.Input(model["input"])])
    for class_name, config in model["layers"]:
        network.add(getattr(keras.layers, class_name)(**config))
    for index, weight in enumerate(network.weights):
        low = 0.5 if "variance" in weight.path else -0.5
        weight.assign(values(f"{name}/{index}", tuple(weight.shape), low, 1.0 if low > 0 else 0.5))
    first = [np.asarray(weight) for weight in network.weights]
    optimizer, config = model["optimizer"]
    network.compile(getattr(keras.optimizers, optimizer)(**config), loss=model["loss"])
    x = values(f"{name}/x", (12, *model["input"]))
    y = (
        whole(f"{name}/y", (12,), model["classes"])
        if model["classes"]
        else values(f"{name}/y", (12,))
    )
    losses = []
    for step in range(6):
        rows = slice(4 * (step % 3), 4 * (step % 3) + 4)
        network.reset_metrics()
        losses.append(float(network.train_on_batch(x[rows], y[rows])))
    return {
        "name": name,
        **model,
        "x": array(x),
        "y": array(y),
        "first": [array(w) for w in first],
        "losses": [float(f"{loss:.8g}") for loss in losses],
        "weights": [array(np.asarray(w)) for w in network.weights],
        "prediction": array(network.predict(x, verbose=0)),
    }
