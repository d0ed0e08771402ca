"""Stop in time: training ends when new points no longer gain."""

import numpy as np

from p_vision import Dense, Input, Sequential, callbacks, optimizers, utils

utils.set_random_seed(6)
generator = np.random.default_rng(6)

x = generator.uniform(-2, 2, size=(80, 1)).astype("float32")
y = (np.sin(2 * x) + 0.3 * generator.normal(size=x.shape)).astype("float32")

model = Sequential(
    [
        Input(shape=(1,)),
        Dense(64, activation="tanh"),
        Dense(64, activation="tanh"),
        Dense(1),
    ]
)
model.compile(optimizer=optimizers.Adam(learning_rate=0.01), loss="mse")
stop = callbacks.EarlyStopping(
    monitor="val_loss", patience=20, restore_best_weights=True
)
history = model.fit(
    x, y, epochs=1000, validation_split=0.4, callbacks=[stop], verbose=0
)
done = len(history.history["loss"])
print(f"stopped after {done} of 1000 epochs")
print(f"best loss on new points: {min(history.history['val_loss']):.3f}")
