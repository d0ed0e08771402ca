"""AND: one neuron decides whether both inputs are on."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(2)

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float32")
y = np.array([[0], [0], [0], [1]], dtype="float32")

# A sigmoid squeezes the sum into the range from 0 to 1.
model = Sequential([Input(shape=(2,)), Dense(1, activation="sigmoid")])
model.compile(optimizer=optimizers.Adam(learning_rate=0.2), loss="binary_crossentropy")
model.fit(x, y, epochs=150, verbose=0)

for (first, second), answer in zip(x, model.predict(x, verbose=0)[:, 0], strict=True):
    print(f"{first:.0f} and {second:.0f}  ->  {answer:.3f}")

# Make it an OR: change y. Make it XOR: no single neuron can do that.
