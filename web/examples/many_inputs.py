"""Many inputs: what is a flat worth? Columns of very different size.

Area in square metres, age in years, distance in kilometres. Without
scaling, the largest column would drown the others.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(9)
generator = np.random.default_rng(9)

area = generator.uniform(20, 160, 500)
age = generator.uniform(0, 100, 500)
distance = generator.uniform(0, 30, 500)
price = 60 + 3.2 * area - 0.8 * age - 4 * distance + generator.normal(0, 8, 500)

x = np.stack([area, age, distance], axis=1).astype("float32")
mean, spread = x.mean(axis=0), x.std(axis=0)
x = (x - mean) / spread
y = price.astype("float32").reshape(-1, 1)

model = Sequential([Input(shape=(3,)), Dense(16, activation="relu"), Dense(1)])
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.05), loss="mse", metrics=["mae"]
)
model.fit(x, y, epochs=60, validation_split=0.2, verbose=0)

error = model.evaluate(x[400:], y[400:], verbose=0)[1]
print(f"wrong by {error:.1f} thousand on average")
flat = (np.array([[70, 10, 5]], dtype="float32") - mean) / spread
print(f"70 m2, 10 years, 5 km: {model.predict(flat, verbose=0)[0, 0]:.0f} thousand")
