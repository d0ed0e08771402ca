"""A small transformer that writes the next word: positions, causal attention, own layers."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers, ops


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


class Words(layers.Layer):
    """A vector for each word, plus one for its place."""

    def __init__(self, length, words, width):
        super().__init__()
        self.words = layers.Embedding(words, width)
        self.places = layers.Embedding(length, width)

    def call(self, x):
        return self.words(x) + self.places(ops.arange(0, ops.shape(x)[-1], 1))


class Block(layers.Layer):
    """Attention to what came before, then a small network, each added to its input."""

    def __init__(self, width, heads):
        super().__init__()
        self.attention = layers.MultiHeadAttention(heads, width)
        self.network = keras.Sequential([layers.Dense(16, "relu"), layers.Dense(width)])
        self.norms = [layers.LayerNormalization(epsilon=1e-6) for _ in range(2)]

    def call(self, x):
        x = self.norms[0](x + self.attention(x, x, use_causal_mask=True))
        return self.norms[1](x + self.network(x))


LENGTH, WORDS = 10, 20
x = keras.Input((LENGTH,), dtype="int32")
hidden = Block(8, 2)(Block(8, 2)(Words(LENGTH, WORDS, 8)(x)))
model = keras.Model(x, [layers.Dense(WORDS)(hidden), hidden])
same_start(model)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile("adam", loss=[loss, None])
text = (np.arange(64)[:, None] * 3 + np.arange(LENGTH + 1)) % WORDS
history = model.fit(
    text[:, :-1], text[:, 1:], batch_size=16, epochs=8, shuffle=False, verbose=0
).history

written = [4, 5, 6]
while len(written) < LENGTH:
    padded = np.array([written + [0] * (LENGTH - len(written))])
    scores, _ = model.predict(padded, verbose=0)
    written.append(int(scores[0, len(written) - 1].argmax()))
hidden = model.predict(text[:4, :-1], verbose=0)[1]
print(
    "RESULT",
    json.dumps(
        {
            "loss": history["loss"][-1],
            "parameters": model.count_params(),
            "hidden": float(np.abs(hidden).mean()),
        }
    ),
)
