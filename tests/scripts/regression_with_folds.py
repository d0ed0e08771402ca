"""Numbers that are put on one scale first, and a score from several folds."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers

random = np.random.RandomState(10)
x = (random.normal(size=(90, 4)) * [1, 10, 100, 1000] + [5, 0, 300, -2000]).astype("float32")
y = ((x[:, 0] - 5) + x[:, 1] / 10 - (x[:, 2] - 300) / 50).astype("float32")

scores = []
for fold in range(3):
    held = np.arange(90) % 3 == fold
    scale = layers.Normalization()
    scale.adapt(x[~held])
    model = keras.Sequential(
        [keras.Input((4,)), scale, layers.Dense(8, activation="relu"), layers.Dense(1)]
    )
    for index, weight in enumerate(model.trainable_weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))
    model.compile(keras.optimizers.RMSprop(0.01), "mse", metrics=["mae"])
    model.fit(x[~held], y[~held], epochs=15, batch_size=10, shuffle=False, verbose=0)
    scores.append(model.evaluate(x[held], y[held], verbose=0)[1])
print("RESULT", json.dumps({"mae": float(np.mean(scores)), "folds": len(scores)}))
