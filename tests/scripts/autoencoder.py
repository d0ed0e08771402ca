"""A convolutional autoencoder that packs pictures into a few numbers."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


rows, columns = np.mgrid[0:8, 0:8]
x = np.stack(
    [np.exp(-((rows - i % 8) ** 2 + (columns - i // 8) ** 2) / 4) for i in range(64)]
).astype("float32")[..., None]

encoder = keras.Sequential(
    [
        keras.Input(shape=(8, 8, 1)),
        layers.Conv2D(6, 3, strides=2, padding="same", activation="relu"),
        layers.Flatten(),
        layers.Dense(4),
    ],
    name="encoder",
)
decoder = keras.Sequential(
    [
        keras.Input(shape=(4,)),
        layers.Dense(4 * 4 * 6, activation="relu"),
        layers.Reshape((4, 4, 6)),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2D(1, 3, padding="same", activation="sigmoid"),
    ],
    name="decoder",
)
picture = keras.Input(shape=(8, 8, 1))
model = keras.Model(picture, decoder(encoder(picture)))
same_start(model)
model.compile(optimizer=keras.optimizers.Adam(0.005), loss="binary_crossentropy")
history = model.fit(x, x, epochs=8, batch_size=16, shuffle=False, verbose=0).history
print("RESULT", json.dumps({"loss": history["loss"][-1], "shape": list(encoder(x).shape)}))
