"""What ``fit`` and ``evaluate`` report: partial batches, validation, weights."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array, values, whole

#: name, arguments of fit; rows of weights are made where asked for.
CASES: list[tuple[str, dict[str, Any]]] = [
    ("plain", {}),
    ("validation split", {"validation_split": 0.25}),
    ("class weight", {"class_weight": {"0": 1.0, "1": 3.0, "2": 0.5}}),
    ("sample weight", {"sample_weight": True}),
    ("sample weight and validation split", {"sample_weight": True, "validation_split": 0.3}),
    ("one hot", {"one_hot": True}),
]


def cases() -> list[dict[str, Any]]:
    return [_case(*entry) for entry in CASES]


def _case(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    network = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(5, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    for index, weight in enumerate(network.weights):
        weight.assign(values(f"fit/{index}", tuple(weight.shape)))
    first = [np.asarray(weight) for weight in network.weights]
    x, y = values("fit/x", (13, 4)), whole("fit/y", (13,), 3)
    sparse = "" if arguments.get("one_hot") else "sparse_"
    network.compile(
        keras.optimizers.SGD(0.1),
        loss=f"{sparse}categorical_crossentropy",
        metrics=["accuracy", "mae"] if arguments.get("one_hot") else ["accuracy"],
        weighted_metrics=[f"{sparse}categorical_crossentropy"],
    )
    labels = np.eye(3, dtype="float32")[y] if arguments.get("one_hot") else y
    given = {key: value for key, value in arguments.items() if key != "one_hot"}
    weight = values("fit/weight", (13,), 0.2, 2.0)
    if given.get("sample_weight"):
        given["sample_weight"] = weight
    if "class_weight" in given:
        given["class_weight"] = {int(key): value for key, value in given["class_weight"].items()}
    history = network.fit(x, labels, batch_size=4, epochs=2, shuffle=False, verbose=0, **given)
    evaluated = network.evaluate(x, labels, batch_size=5, verbose=0, return_dict=True)
    return {
        "name": name,
        "arguments": arguments,
        "x": array(x),
        "y": array(labels),
        "weight": array(weight),
        "first": [array(w) for w in first],
        "history": {key: [float(f"{v:.8g}") for v in row] for key, row in history.history.items()},
        "evaluated": {key: float(f"{value:.8g}") for key, value in evaluated.items()},
        "weights": [array(np.asarray(w)) for w in network.weights],
    }
