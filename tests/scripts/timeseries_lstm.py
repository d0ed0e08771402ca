"""Windows of a wave, and a recurrent network that says what comes next."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


wave = np.sin(np.arange(220) / 5).astype("float32") + np.cos(np.arange(220) / 9).astype("float32")
steps = 12
windows = np.stack([wave[i : i + steps] for i in range(200)])[..., None]
following = np.array([wave[i + steps] for i in range(200)], dtype="float32")[:, None]

model = keras.Sequential(
    [
        keras.Input(shape=(steps, 1)),
        layers.LSTM(8, return_sequences=True),
        layers.GRU(6),
        layers.Dense(1),
    ]
)
same_start(model)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["mae"])
model.fit(windows[:160], following[:160], epochs=6, batch_size=20, shuffle=False, verbose=0)
loss, error = model.evaluate(windows[160:], following[160:], batch_size=20, verbose=0)
print("RESULT", json.dumps({"loss": loss, "mae": error}))
