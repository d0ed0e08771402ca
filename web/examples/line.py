"""Fit a line: one neuron learns a slope and an offset from noisy points."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(7)

# Points around y = 3x - 2, with noise.
generator = np.random.default_rng(7)
x = generator.uniform(-1, 1, size=(256, 1)).astype("float32")
y = 3 * x - 2 + 0.1 * generator.normal(size=x.shape).astype("float32")

model = Sequential([Input(shape=(1,)), Dense(1)])
model.compile(optimizer=optimizers.SGD(learning_rate=0.1), loss="mse")
model.fit(x, y, epochs=20, batch_size=32, validation_split=0.25)

kernel, bias = model.get_weights()
print(f"learned: y = {kernel[0, 0]:.2f}x {bias[0]:+.2f}")
