"""Deep and stuck: twelve sigmoid layers hardly learn; ReLU does.

Batch normalization helps both. This is why networks could not be deep
for thirty years.
"""

import numpy as np

from p_vision import BatchNormalization, Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(25)
x = generator.normal(size=(400, 2)).astype("float32")
y = (x[:, :1] * x[:, 1:] > 0).astype("float32")


def accuracy_of(activation, normalize):
    """Trains a network of twelve layers and returns its accuracy."""
    utils.set_random_seed(25)
    model = Sequential([Input(shape=(2,))])
    for _ in range(12):
        model.add(Dense(16, activation=activation))
        if normalize:
            model.add(BatchNormalization())
    model.add(Dense(1, activation="sigmoid"))
    model.compile(
        optimizer=optimizers.Adam(learning_rate=0.005),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    history = model.fit(x, y, epochs=30, batch_size=50, verbose=0)
    return history.history["accuracy"][-1]


for name, activation, normalize in (
    ("sigmoid", "sigmoid", False),
    ("relu", "relu", False),
    ("sigmoid, normalized", "sigmoid", True),
):
    print(f"{name}: {accuracy_of(activation, normalize):.1%} right")
