"""Two inputs: a picture of a sign and a number, joined in one model.

The functional way: layers are called like functions, so that a model
can branch and meet again.
"""

import numpy as np

from p_vision import Conv2D, Dense, Flatten, Input, Model, layers, optimizers, utils

utils.set_random_seed(32)
generator = np.random.default_rng(32)

# A bar that stands means "plus", one that lies means "minus".
count = 600
stands = generator.integers(0, 2, count)
pictures = 0.2 * generator.uniform(size=(count, 6, 6, 1))
for picture, up in zip(pictures, stands, strict=True):
    if up:
        picture[:, 2:4] += 0.8
    else:
        picture[2:4, :] += 0.8
numbers = generator.uniform(-1, 1, size=(count, 1))
answers = np.where(stands[:, None] == 1, numbers, -numbers)

seen = Input(shape=(6, 6, 1))
number = Input(shape=(1,))
sign = Flatten()(Conv2D(4, 3, activation="relu")(seen))
joined = layers.concatenate([sign, number])
hidden = Dense(32, activation="relu")(joined)
model = Model([seen, number], Dense(1)(hidden))

model.compile(
    optimizer=optimizers.Adam(learning_rate=0.01), loss="mse", metrics=["mae"]
)
inputs = [pictures.astype("float32"), numbers.astype("float32")]
model.fit(inputs, answers.astype("float32"), epochs=40, verbose=0)
model.summary()

error = model.evaluate(inputs, answers.astype("float32"), verbose=0)[1]
print(f"mean error: {error:.3f}  (guessing zero: 0.5)")
