"""Two moons: classes that no straight line can separate."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, show, utils

utils.set_random_seed(10)


def moons(count, seed):
    """Returns points (2 * count, 2) and labels (2 * count, 1)."""
    generator = np.random.default_rng(seed)
    angle = generator.uniform(0, np.pi, count)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.4 - np.sin(angle)], axis=1)
    x = np.concatenate([upper, lower]) + 0.1 * generator.normal(size=(2 * count, 2))
    y = np.repeat([0, 1], count).reshape(-1, 1)
    return x.astype("float32"), y.astype("float32")


x_train, y_train = moons(200, seed=0)
x_new, y_new = moons(100, seed=1)

model = Sequential(
    [
        Input(shape=(2,)),
        Dense(16, activation="relu"),
        Dense(16, activation="relu"),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.02),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=40, validation_data=(x_new, y_new), verbose=0)

accuracy = model.evaluate(x_new, y_new, verbose=0)[1]
show.decision_boundary(model, x_new, y_new)
print(f"accuracy on points it has not seen: {accuracy:.1%}")
