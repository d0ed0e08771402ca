"""Two inputs, two outputs and a shared layer, by calling layers on tensors."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(0)
numbers = random.normal(size=(96, 4)).astype("float32")
more = random.normal(size=(96, 4)).astype("float32")
price = (numbers[:, :1] - 2 * more[:, 1:2]).astype("float32")
kind = (numbers[:, 2] + more[:, 2] > 0).astype("int32")

first = keras.Input(shape=(4,), name="first")
second = keras.Input(shape=(4,), name="second")
shared = layers.Dense(8, activation="relu", name="shared")
both = layers.concatenate([shared(first), shared(second)])
x = layers.Dense(8, activation="relu")(both) + layers.Dense(8)(both)
value = layers.Dense(1, name="value")(x)
choice = layers.Dense(2, activation="softmax", name="choice")(x)
model = keras.Model(inputs=[first, second], outputs={"value": value, "choice": choice})
same_start(model)
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss={"value": "mse", "choice": "sparse_categorical_crossentropy"},
    loss_weights={"value": 1.0, "choice": 0.5},
    metrics={"choice": ["accuracy"]},
)
targets = {"value": price, "choice": kind}
model.fit([numbers, more], targets, epochs=8, batch_size=16, shuffle=False, verbose=0)
found = model.evaluate([numbers, more], targets, return_dict=True, verbose=0)
print("RESULT", json.dumps({key: float(found[key]) for key in sorted(found)}))
