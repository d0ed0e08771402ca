"""Attention, by hand: look up a value by its key.

Each row holds four numbered boxes. The question names one; the answer
is what lies in it. Attention compares the question with every key and
takes most from where they agree.
"""

import numpy as np

from p_vision import Dense, Layer, Sequential, ops, optimizers, utils

utils.set_random_seed(20)
generator = np.random.default_rng(20)


class LookUp(Layer):
    """Inputs (batch, 5, 9): four boxes and a question; output (batch, 1)."""

    def build(self, input_shape):
        self.to_query = Dense(8, use_bias=False)
        self.to_key = Dense(8, use_bias=False)
        self.to_value = Dense(1, use_bias=False)

    def call(self, inputs):
        boxes, question = inputs[:, :4], inputs[:, 4:]
        scores = ops.matmul(
            self.to_query(question), ops.transpose(self.to_key(boxes), (0, 2, 1))
        )
        weights = ops.softmax(scores, axis=-1)
        return ops.matmul(weights, self.to_value(boxes))[:, 0]


count = 2000
keys = np.stack([generator.permutation(8)[:4] for _ in range(count)])
values = generator.uniform(size=(count, 4))
asked = generator.integers(0, 4, count)
x = np.zeros((count, 5, 9), dtype="float32")
rows = np.arange(count)
for box in range(4):
    x[rows, box, keys[:, box]] = 1
    x[rows, box, 8] = values[:, box]
x[rows, 4, keys[rows, asked]] = 1
y = values[rows, asked].reshape(-1, 1).astype("float32")

model = Sequential([LookUp()])
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.02), loss="mse", metrics=["mae"]
)
model.fit(x[:1800], y[:1800], epochs=30, batch_size=50, verbose=0)

error = model.evaluate(x[1800:], y[1800:], verbose=0)[1]
print(f"mean error on new boxes: {error:.3f}  (guessing the mean: 0.25)")
