"""Slow down at the end: a learning rate that falls like a cosine."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(23)
x = generator.normal(size=(400, 4)).astype("float32")
y = (x[:, :1] * x[:, 1:2] + 0.1 * generator.normal(size=(400, 1))).astype("float32")

falling = optimizers.schedules.CosineDecay(0.05, decay_steps=40 * 20)
results = {}
for name, rate in (("constant", 0.05), ("falling", falling)):
    utils.set_random_seed(23)
    model = Sequential([Input(shape=(4,)), Dense(32, activation="tanh"), Dense(1)])
    model.compile(optimizer=optimizers.Adam(learning_rate=rate), loss="mse")
    history = model.fit(x, y, epochs=40, batch_size=20, verbose=0)
    results[name] = float(np.mean(history.history["loss"][-5:]))
    print(f"{name}: loss {results[name]:.4f}")

print("better:", min(results, key=results.get))
