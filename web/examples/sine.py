"""A curve: a small network bends itself into a sine."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, show, utils

utils.set_random_seed(8)

x = np.linspace(-3, 3, 200, dtype="float32").reshape(-1, 1)
y = np.sin(2 * x)

model = Sequential(
    [
        Input(shape=(1,)),
        Dense(32, activation="tanh"),
        Dense(32, activation="tanh"),
        Dense(1),
    ]
)
model.compile(optimizer=optimizers.Adam(learning_rate=0.01), loss="mse")
model.fit(x, y, epochs=150, batch_size=50, verbose=0)

guess = model.predict(x, verbose=0)
show.curve(model, x, y)
print(f"mean error: {np.abs(guess - y).mean():.3f}")
