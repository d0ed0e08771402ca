"""A layer of your own: a few lines, and it trains like any other."""

import numpy as np

from p_vision import (
    Dense,
    Input,
    Layer,
    Sequential,
    initializers,
    ops,
    optimizers,
    utils,
)

utils.set_random_seed(21)


class Waves(Layer):
    """Sines of learned frequencies: (batch, 1) to (batch, count)."""

    def __init__(self, count, **kwargs):
        super().__init__(**kwargs)
        self.count = count

    def build(self, input_shape):
        wide = initializers.RandomNormal(stddev=4.0)
        shape = (input_shape[-1], self.count)
        self.frequency = self.add_weight(
            shape=shape, initializer=wide, name="frequency"
        )
        self.shift = self.add_weight(
            shape=(self.count,), initializer=wide, name="shift"
        )

    def call(self, inputs):
        return ops.sin(ops.matmul(inputs, self.frequency) + self.shift)


x = np.linspace(-1, 1, 200, dtype="float32").reshape(-1, 1)
y = np.sin(9 * x)

model = Sequential([Input(shape=(1,)), Waves(24), Dense(1)])
model.compile(optimizer=optimizers.Adam(learning_rate=0.02), loss="mse")
model.fit(x, y, epochs=300, batch_size=50, verbose=0)
model.summary()
print(f"mean error: {np.abs(model.predict(x, verbose=0) - y).mean():.3f}")
