"""A loop of your own: what fit does, one step at a time."""

import numpy as np

from p_vision import (
    Dense,
    GradientTape,
    Input,
    Sequential,
    losses,
    ops,
    optimizers,
    utils,
)

utils.set_random_seed(5)

# Learn y = sin(x) from 256 points.
x = np.linspace(-3, 3, 256, dtype="float32").reshape(-1, 1)
y = np.sin(x)

model = Sequential([Input(shape=(1,)), Dense(32, activation="tanh"), Dense(1)])
loss_of = losses.MeanSquaredError()
optimizer = optimizers.Adam(learning_rate=0.02)

for step in range(301):
    with GradientTape() as tape:
        guess = model(x, training=True)
        loss = loss_of(y, guess)
    slopes = tape.gradient(loss, model.trainable_variables)
    optimizer.apply(slopes, model.trainable_variables)
    if step % 50 == 0:
        print(f"step {step:3d}   loss {float(loss):.5f}")

error = ops.max(ops.absolute(model(x) - y))
print(f"largest error: {float(error):.3f}")
