"""A ring around a disc: the better input makes the task easy.

One neuron fails on (x, y). Give it the squares, and it succeeds.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

generator = np.random.default_rng(11)
radius = np.concatenate(
    [generator.uniform(0, 1, 300), generator.uniform(1.5, 2.5, 300)]
)
angle = generator.uniform(0, 2 * np.pi, 600)
points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
inside = (radius < 1).astype("float32").reshape(-1, 1)

for name, x in (("positions", points), ("squares", points**2)):
    utils.set_random_seed(11)
    model = Sequential([Input(shape=(2,)), Dense(1, activation="sigmoid")])
    model.compile(
        optimizer=optimizers.Adam(learning_rate=0.1),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x.astype("float32"), inside, epochs=40, verbose=0)
    accuracy = model.evaluate(x.astype("float32"), inside, verbose=0)[1]
    print(f"one neuron sees {name}: {accuracy:.1%} right")
