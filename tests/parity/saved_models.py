"""Models that go through files, built in the same way by Keras and by p_vision."""

from __future__ import annotations

from typing import Any

import numpy as np
from golden_values import values, whole
from graph_models import CASES


def picture_net(keras: Any) -> Any:
    layers = keras.layers
    parts = [
        keras.Input((6, 6, 1), name="picture"),
        layers.Conv2D(3, 3, activation="relu", name="conv"),
        layers.BatchNormalization(name="norm"),
        layers.MaxPooling2D(name="pool"),
        layers.Flatten(name="flat"),
        layers.Dropout(0.0, name="drop"),
        layers.Dense(3, activation="softmax", name="out"),
    ]
    return keras.Sequential(parts, name="picture_net")


def compiled(keras: Any, name: str) -> tuple[Any, Any, Any]:
    """A compiled model with known weights, its inputs and its targets."""
    if name == "picture":
        model = picture_net(keras)
        x, y = values("saved/x", (8, 6, 6, 1)), whole("saved/y", (8,), 3)
        rate = keras.optimizers.schedules.ExponentialDecay(0.05, 10, 0.5)
        optimizer = keras.optimizers.SGD(rate, momentum=0.9)
        arguments: dict[str, Any] = {
            "loss": keras.losses.SparseCategoricalCrossentropy(),
            "metrics": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="near")],
        }
    else:
        model = CASES[name].build(keras)
        x = [values("saved/first", (8, 4, 3)), whole("saved/second", (8, 3), 5)]
        y = {"o": values("saved/o", (8, 2)), "e": values("saved/e", (8, 3, 2))}
        if name == "subclassed":
            x, y = values("saved/rows", (8, 3)), values("saved/two", (8, 2))
        optimizer = keras.optimizers.Adam(0.01)
        arguments = dict(CASES[name].compile)
    model.set_weights(
        [values(f"saved/{name}/{i}", tuple(w.shape), 0.1, 0.9) for i, w in enumerate(model.weights)]
    )
    model.compile(optimizer, **arguments)
    return model, x, y


def numbers(model: Any, x: Any, y: Any) -> dict[str, Any]:
    """What a model predicts, and what it reports of one more step of training."""
    predicted = model.predict(x, verbose=0)
    leaves = (
        [predicted[k] for k in sorted(predicted)] if isinstance(predicted, dict) else [predicted]
    )
    logs = model.train_on_batch(x, y, return_dict=True)
    return {
        "predicted": [np.asarray(leaf).reshape(-1).tolist() for leaf in leaves],
        "logs": {key: float(value) for key, value in logs.items()},
        "steps": int(np.asarray(model.optimizer.iterations)),
    }


def train(model: Any, x: Any, y: Any) -> None:
    for _ in range(2):
        model.train_on_batch(x, y)
