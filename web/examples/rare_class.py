"""A rare class: 95 % right can mean that nothing was learned.

One example in twenty is of class 1. Class weights make it count.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(13)
y = (generator.uniform(size=2000) < 0.05).astype("float32").reshape(-1, 1)
x = (generator.normal(size=(2000, 2)) + 1.3 * y).astype("float32")

for name, weights in (("plain", None), ("weighted", {0: 1.0, 1: 19.0})):
    utils.set_random_seed(13)
    model = Sequential([Input(shape=(2,)), Dense(1, activation="sigmoid")])
    model.compile(
        optimizer=optimizers.Adam(learning_rate=0.05), loss="binary_crossentropy"
    )
    model.fit(x, y, epochs=20, batch_size=100, class_weight=weights, verbose=0)
    found = model.predict(x, verbose=0) > 0.5
    share = found[y == 1].mean()
    print(
        f"{name}: {(found == y).mean():.1%} right, {share:.1%} of the rare class found"
    )
