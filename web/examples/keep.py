"""Keep a model: save it as a file, load it, go on from there.

The file lies beside the program: the folder sign above the code lists
it, and saves it to your computer. Keras opens it too.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, models, optimizers, utils

utils.set_random_seed(33)

x = np.linspace(-1, 1, 100, dtype="float32").reshape(-1, 1)
y = x**2

model = Sequential([Input(shape=(1,)), Dense(16, activation="relu"), Dense(1)])
model.compile(optimizer=optimizers.Adam(learning_rate=0.02), loss="mse")
model.fit(x, y, epochs=10, batch_size=10, verbose=0)
before = model.evaluate(x, y, verbose=0)
model.save("squares.keras")

again = models.load_model("squares.keras")
same = np.allclose(model.predict(x, verbose=0), again.predict(x, verbose=0), atol=1e-6)
print("the loaded model answers the same:", same)

again.fit(x, y, epochs=10, batch_size=10, verbose=0)
after = again.evaluate(x, y, verbose=0)
print(f"loss {before:.5f} before, {after:.5f} after learning on")
