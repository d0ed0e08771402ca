"""Two spirals: points on two arms that wind around each other."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(3)


def spirals(points, noise, seed):
    """Returns positions (2 * points, 2) and labels (2 * points, 1)."""
    generator = np.random.default_rng(seed)
    angle = np.sqrt(generator.uniform(size=points)) * 3 * np.pi
    arm = np.stack([angle * np.cos(angle), angle * np.sin(angle)], axis=1) / 10
    x = np.concatenate([arm, -arm])
    x += noise * generator.normal(size=x.shape)
    y = np.repeat([0, 1], points).reshape(-1, 1)
    return x.astype("float32"), y.astype("float32")


x_train, y_train = spirals(400, noise=0.02, seed=0)
x_test, y_test = spirals(200, noise=0.02, seed=1)

model = Sequential(
    [
        Input(shape=(2,)),
        Dense(32, activation="relu"),
        Dense(32, activation="relu"),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.01),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
model.fit(
    x_train,
    y_train,
    batch_size=32,
    epochs=60,
    validation_data=(x_test, y_test),
    verbose=0,
)

# Draw what the network thinks of every place: "#" for one arm, "." for the other.
side = np.linspace(-1, 1, 41)
places = np.stack(np.meshgrid(side, -side[::2]), axis=-1).reshape(-1, 2)
answers = model.predict(places.astype("float32"), verbose=0).reshape(-1, 41)
for row in answers:
    print("".join("#" if value > 0.5 else "." for value in row))

loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"accuracy on points it has not seen: {accuracy:.1%}")
