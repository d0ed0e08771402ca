"""Memory: an LSTM reads twelve signs and answers which came first.

A network without memory sees only the last sign. The LSTM carries the
first one along, past all the others.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, layers, optimizers, utils

utils.set_random_seed(30)
generator = np.random.default_rng(30)

KINDS, LENGTH = 4, 12
signs = generator.integers(0, KINDS, size=(1200, LENGTH))
x = np.eye(KINDS, dtype="float32")[signs]
y = signs[:, 0]

model = Sequential(
    [
        Input(shape=(LENGTH, KINDS)),
        layers.LSTM(24),
        Dense(KINDS, activation="softmax"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.02),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x[:1000], y[:1000], epochs=25, batch_size=50, verbose=0)

accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)[1]
print(f"accuracy on new sequences: {accuracy:.1%}  (guessing: 25%)")
