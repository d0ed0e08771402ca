"""A signal: a convolution over time finds the beats in noise."""

import numpy as np

from p_vision import Conv1D, Dense, Input, Sequential, layers, optimizers, utils

utils.set_random_seed(18)
generator = np.random.default_rng(18)

BEAT = np.array([0.2, -0.3, 2.0, -0.9, 0.1])


def signals(count):
    """Signals (count, 40, 1), and whether a beat is in them."""
    x = 0.5 * generator.normal(size=(count, 40))
    y = generator.integers(0, 2, count)
    for signal, has_beat in zip(x, y, strict=True):
        if has_beat:
            at = generator.integers(0, 35)
            signal[at : at + 5] += BEAT
    return x[..., None].astype("float32"), y.astype("float32").reshape(-1, 1)


x_train, y_train = signals(800)
x_new, y_new = signals(300)

model = Sequential(
    [
        Input(shape=(40, 1)),
        Conv1D(8, kernel_size=5, activation="relu"),
        layers.GlobalMaxPooling1D(),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.02),
    loss="binary_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=30, validation_data=(x_new, y_new), verbose=0)

accuracy = model.evaluate(x_new, y_new, verbose=0)[1]
print(f"accuracy on signals it has not seen: {accuracy:.1%}")
