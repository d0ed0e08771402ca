"""A model written to a file, read again and trained on from where it was."""

import json
import os
import tempfile

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(9)
x = random.normal(size=(48, 5)).astype("float32")
y = np.abs(x).sum(axis=1, keepdims=True)
model = keras.Sequential(
    [
        keras.Input(shape=(5,)),
        layers.Dense(10, activation="relu", name="hidden"),
        layers.Dropout(0.0),
        layers.Dense(1, name="last"),
    ]
)
same_start(model)
model.compile(keras.optimizers.Adam(0.01), "mae")
model.fit(x, y, epochs=5, batch_size=12, shuffle=False, verbose=0)
with tempfile.TemporaryDirectory() as folder:
    whole = os.path.join(folder, "model.keras")
    weights = os.path.join(folder, "model.weights.h5")
    model.save(whole)
    model.save_weights(weights)
    again = keras.models.load_model(whole)
    copy = keras.models.clone_model(model)
    copy.load_weights(weights)
same = float(np.abs(again.predict(x, verbose=0) - model.predict(x, verbose=0)).max())
same += float(np.abs(copy.predict(x, verbose=0) - model.predict(x, verbose=0)).max())
again.fit(x, y, epochs=5, batch_size=12, shuffle=False, verbose=0)
print("RESULT", json.dumps({"same": same, "loss": again.evaluate(x, y, verbose=0)}))
