"""Forecast: from the last twelve values, guess the next."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(19)

time = np.arange(400)
series = np.sin(time / 5) + 0.5 * np.sin(time / 13)

WINDOW = 12
x = np.stack([series[at : at + WINDOW] for at in range(400 - WINDOW)])
y = series[WINDOW:].reshape(-1, 1)
x, y = x.astype("float32"), y.astype("float32")

model = Sequential([Input(shape=(WINDOW,)), Dense(32, activation="tanh"), Dense(1)])
model.compile(optimizer=optimizers.Adam(learning_rate=0.01), loss="mse")
model.fit(x[:300], y[:300], epochs=80, verbose=0)

# Go on alone: each guess becomes an input of the next.
seen = list(x[300])
for _ in range(30):
    guess = model.predict(np.array([seen[-WINDOW:]], dtype="float32"), verbose=0)
    seen.append(float(guess[0, 0]))
    print(" " * round(20 + 12 * seen[-1]) + "*")

error = np.abs(np.array(seen[WINDOW:]) - y[300:330, 0]).mean()
print(f"mean error over 30 steps alone: {error:.3f}")
