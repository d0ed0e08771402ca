"""A race: four optimizers, the same network, the same start."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(24)
x = generator.uniform(-1, 1, size=(300, 2)).astype("float32")
y = np.sin(3 * x[:, :1]) + x[:, 1:] ** 2

racers = {
    "SGD": optimizers.SGD(learning_rate=0.02),
    "SGD with momentum": optimizers.SGD(learning_rate=0.02, momentum=0.9),
    "RMSprop": optimizers.RMSprop(learning_rate=0.01),
    "Adam": optimizers.Adam(learning_rate=0.01),
}
losses = {}
for name, optimizer in racers.items():
    utils.set_random_seed(24)
    model = Sequential([Input(shape=(2,)), Dense(32, activation="tanh"), Dense(1)])
    model.compile(optimizer=optimizer, loss="mse")
    history = model.fit(x, y, epochs=40, batch_size=30, verbose=0)
    losses[name] = history.history["loss"][-1]

longest = max(losses.values())
for name, loss in sorted(losses.items(), key=lambda item: item[1]):
    print(f"{name:18s} {loss:.4f}  {'#' * round(40 * loss / longest)}")
print("slowest:", max(losses, key=losses.get))
