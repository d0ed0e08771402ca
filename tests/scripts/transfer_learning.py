"""Features learned on one task, frozen, and used for another with a new end."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(7)
x = random.normal(size=(90, 10, 10, 1)).astype("float32")
bright = (x[:, :5].mean(axis=(1, 2, 3)) > 0).astype("int32")
edge = (x[:, :, :5].mean(axis=(1, 2, 3)) > 0).astype("int32")

base = keras.Sequential(
    [
        keras.Input(shape=(10, 10, 1)),
        layers.Conv2D(6, 3, activation="relu"),
        layers.BatchNormalization(momentum=0.8),
        layers.MaxPooling2D(2),
        layers.Flatten(),
    ],
    name="base",
)
first = keras.Sequential([base, layers.Dense(2, activation="softmax")])
same_start(first)
first.compile("adam", "sparse_categorical_crossentropy")
first.fit(x, bright, epochs=4, batch_size=15, shuffle=False, verbose=0)

base.trainable = False
picture = keras.Input(shape=(10, 10, 1))
second = keras.Model(picture, layers.Dense(2, activation="softmax")(base(picture)))
second.layers[-1].set_weights(
    [np.random.RandomState(9).uniform(-0.1, 0.1, second.layers[-1].kernel.shape), np.zeros(2)]
)
second.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
second.fit(x, edge, epochs=6, batch_size=15, shuffle=False, verbose=0)
frozen = second.evaluate(x, edge, verbose=0)
base.trainable = True
second.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
second.fit(x, edge, epochs=2, batch_size=15, shuffle=False, verbose=0)
tuned = second.evaluate(x, edge, verbose=0)
print(
    "RESULT",
    json.dumps(
        {
            "frozen_loss": frozen[0],
            "tuned_loss": tuned[0],
            "trainable": len(second.trainable_weights),
        }
    ),
)
