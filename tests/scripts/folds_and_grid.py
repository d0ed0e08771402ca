"""Several settings, each tried on several folds, with tables of numbers and of kinds as inputs."""

import itertools
import json

import numpy as np

import p_vision as keras
from p_vision import layers
from p_vision.utils import to_categorical


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(0)
age = random.randint(20, 80, size=90)
weight = random.normal(70, 10, size=90)
kind = random.randint(3, size=90)
y = (age > 45).astype("int64") + (kind == 1)
data = {"age": age, "kind": kind, "weight": weight}
scale = layers.Normalization(axis=None)
scale.adapt(weight.astype("float32"))


def made(units, activation, rate):
    inputs = {
        "age": keras.Input((1,), name="age", dtype="int64"),
        "kind": keras.Input((1,), name="kind", dtype="int64"),
        "weight": keras.Input((1,), name="weight"),
    }
    bins = layers.Discretization(bin_boundaries=[30, 45, 60])(inputs["age"])
    parts = [
        layers.CategoryEncoding(num_tokens=4, output_mode="one_hot")(bins),
        layers.Flatten()(layers.Embedding(3, 2)(inputs["kind"])),
        scale(inputs["weight"]),
    ]
    x = layers.Dense(units, activation=activation)(layers.concatenate(parts))
    model = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    same_start(model)
    model.compile(
        keras.optimizers.Adam(rate),
        "categorical_crossentropy",
        metrics=["accuracy", keras.metrics.TopKCategoricalAccuracy(k=2, name="top2")],
    )
    return model


targets = to_categorical(y, num_classes=3)
folds = np.arange(90) % 3
results = {}
for units, activation, rate in itertools.product((4, 8), ("relu", "tanh"), (0.01,)):
    scores = []
    for fold in range(3):
        keras.backend.clear_session()
        train, test = folds != fold, folds == fold
        model = made(units, activation, rate)
        model.fit(
            {key: values[train] for key, values in data.items()},
            targets[train],
            epochs=4,
            batch_size=20,
            class_weight={0: 1.0, 1: 2.0, 2: 1.5},
            shuffle=False,
            verbose=0,
        )
        rest = {key: values[test] for key, values in data.items()}
        scores.append(model.evaluate(rest, targets[test], verbose=0))
    results[f"{units}_{activation}"] = float(np.mean(scores, axis=0)[0])
    results[f"{units}_{activation}_top2"] = float(np.mean(scores, axis=0)[2])
print("RESULT", json.dumps(results))
