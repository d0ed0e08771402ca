"""Stripes: a convolution learns the direction of lines in tiny pictures.

Four filters of 3 by 3 pixels are enough; training takes a second.
"""

import numpy as np

from p_vision import (
    Conv2D,
    Dense,
    GlobalMaxPooling2D,
    Input,
    Sequential,
    optimizers,
    show,
    utils,
)

utils.set_random_seed(14)
generator = np.random.default_rng(14)


def pictures(count):
    """Pictures (count, 8, 8, 1) with one line, and whether it stands."""
    x = 0.3 * generator.uniform(size=(count, 8, 8))
    y = generator.integers(0, 2, count)
    for picture, stands in zip(x, y, strict=True):
        at = generator.integers(0, 8)
        if stands:
            picture[:, at] += 0.7
        else:
            picture[at, :] += 0.7
    return x[..., None].astype("float32"), y.astype("float32").reshape(-1, 1)


x_train, y_train = pictures(400)
x_new, y_new = pictures(200)

model = Sequential(
    [
        Input(shape=(8, 8, 1)),
        Conv2D(4, kernel_size=3, activation="relu"),
        GlobalMaxPooling2D(),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.03),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=25, validation_data=(x_new, y_new), verbose=0)

print("the four filters:")
show.images(np.moveaxis(model.get_weights()[0], -1, 0))
accuracy = model.evaluate(x_new, y_new, verbose=0)[1]
print(f"accuracy on pictures it has not seen: {accuracy:.1%}")
