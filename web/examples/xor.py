"""XOR: true when exactly one of two inputs is true.

No straight line separates the four cases, so one layer is not enough.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, show, utils

utils.set_random_seed(1)

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float32")
y = np.array([[0], [1], [1], [0]], dtype="float32")

model = Sequential(
    [
        Input(shape=(2,)),
        Dense(8, activation="tanh"),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.1),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
model.fit(x, y, epochs=100, verbose=0)

show.decision_boundary(model, x, y)
answers = model.predict(x, verbose=0)
for (first, second), answer in zip(x, answers[:, 0], strict=True):
    print(f"{first:.0f} xor {second:.0f}  ->  {answer:.3f}")
