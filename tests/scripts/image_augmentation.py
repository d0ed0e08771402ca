"""Pictures that are flipped and turned while training, never while predicting."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


keras.utils.set_random_seed(3)
random = np.random.RandomState(3)
x = random.uniform(0, 255, size=(60, 12, 12, 1)).astype("float32")
y = np.arange(60) % 2
x[y == 1, 3:9, 3:9] += 120

augment = keras.Sequential(
    [layers.RandomFlip("horizontal"), layers.RandomRotation(0.05), layers.RandomZoom(0.1)]
)
model = keras.Sequential(
    [
        keras.Input(shape=(12, 12, 1)),
        augment,
        layers.Rescaling(1 / 255),
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ]
)
same_start(model)
model.compile(
    optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"]
)
model.fit(x, y, epochs=12, batch_size=12, verbose=0)
again = float(np.abs(model.predict(x, verbose=0) - model.predict(x, verbose=0)).max())
accuracy = model.evaluate(x, y, verbose=0)[1]
print("RESULT", json.dumps({"accuracy": accuracy, "predictions_differ": again}))
