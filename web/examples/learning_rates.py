"""Learning rates: too small is slow, too large never settles.

Each fit is one curve in the chart.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(0)
x = generator.normal(size=(200, 3)).astype("float32")
y = x @ np.array([[1.0], [-2.0], [0.5]], dtype="float32")

losses = {}
for rate in (0.001, 0.05, 1.2):
    utils.set_random_seed(4)
    model = Sequential([Input(shape=(3,)), Dense(1)])
    model.compile(optimizer=optimizers.SGD(learning_rate=rate), loss="mse")
    history = model.fit(x, y, epochs=8, batch_size=20, verbose=0)
    losses[rate] = history.history["loss"][-1]
    print(f"learning rate {rate}: loss {losses[rate]:.3g}")

print("best:", min(losses, key=losses.get))
