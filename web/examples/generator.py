"""Draw by numbers: a network learns to make a picture from two numbers.

It is trained on ellipses; two sliders, width and height, draw new ones.
"""

import numpy as np

from p_vision import (
    Conv2DTranspose,
    Dense,
    Input,
    Reshape,
    Sequential,
    optimizers,
    ui,
    utils,
)

utils.set_random_seed(28)
generator = np.random.default_rng(28)

sizes = generator.uniform(0.2, 0.9, size=(500, 2)).astype("float32")
side = np.linspace(-1, 1, 12)
across, down = np.meshgrid(side, side)
pictures = np.stack([(across / w) ** 2 + (down / h) ** 2 < 1 for w, h in sizes])
pictures = pictures[..., None].astype("float32")

model = Sequential(
    [
        Input(shape=(2,)),
        Dense(6 * 6 * 8, activation="relu"),
        Reshape((6, 6, 8)),
        Conv2DTranspose(8, 3, strides=2, padding="same", activation="relu"),
        Conv2DTranspose(1, 3, padding="same", activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.005), loss="binary_crossentropy"
)
model.fit(sizes, pictures, epochs=25, verbose=0)

right = ((model.predict(sizes, verbose=0) > 0.5) == (pictures > 0.5)).mean()
print(f"pixels right: {right:.1%}")

# Move the sliders: the network draws.
ui.slider(model, width=(0.2, 0.9), height=(0.2, 0.9))
