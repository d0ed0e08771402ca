"""Noise away: an autoencoder learns what bars look like, and cleans them.

It squeezes 64 pixels into 8 numbers and draws them again. Noise does
not fit through.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(15)
generator = np.random.default_rng(15)


def bars(count):
    """Clean pictures of one bar, flat: (count, 64)."""
    x = np.zeros((count, 8, 8), dtype="float32")
    for picture in x:
        at = generator.integers(0, 7)
        picture[:, at : at + 2] = 1
        if generator.integers(0, 2):
            picture[:] = picture.T.copy()
    return x.reshape(count, 64)


clean = bars(600)
noisy = clean + 0.5 * generator.normal(size=clean.shape).astype("float32")

model = Sequential(
    [
        Input(shape=(64,)),
        Dense(32, activation="relu"),
        Dense(8, activation="relu"),
        Dense(32, activation="relu"),
        Dense(64, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.005), loss="binary_crossentropy"
)
model.fit(noisy[:500], clean[:500], epochs=60, verbose=0)

made = model.predict(noisy[500:], verbose=0)
for before, after in zip(noisy[500].reshape(8, 8), made[0].reshape(8, 8), strict=True):
    print("".join("#" if v > 0.5 else "." for v in before), " -> ", end="")
    print("".join("#" if v > 0.5 else "." for v in after))
right = ((made > 0.5) == (clean[500:] > 0.5)).mean()
print(f"pixels right: {right:.1%}")
