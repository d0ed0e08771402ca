"""Learning by heart: a large network and twelve noisy points.

The loss on the training points falls; on new points it does not.
Then the same with weights kept small (L2) and a fair look.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, regularizers, utils

generator = np.random.default_rng(3)


def points(count):
    """Noisy points of a parabola."""
    x = generator.uniform(-1, 1, size=(count, 1)).astype("float32")
    noise = 0.25 * generator.normal(size=x.shape)
    return x, (x**2 + noise).astype("float32")


x_train, y_train = points(12)
x_new, y_new = points(300)

for name, keep_small in (("by heart", None), ("kept small", regularizers.L2(0.003))):
    utils.set_random_seed(5)
    model = Sequential(
        [
            Input(shape=(1,)),
            Dense(64, activation="relu", kernel_regularizer=keep_small),
            Dense(64, activation="relu", kernel_regularizer=keep_small),
            Dense(1),
        ]
    )
    model.compile(
        optimizer=optimizers.Adam(learning_rate=0.01), loss="mse", metrics=["mse"]
    )
    model.fit(x_train, y_train, epochs=400, validation_data=(x_new, y_new), verbose=0)
    seen = model.evaluate(x_train, y_train, verbose=0)[1]
    new = model.evaluate(x_new, y_new, verbose=0)[1]
    print(f"{name}: error on seen points {seen:.3f}, on new points {new:.3f}")
