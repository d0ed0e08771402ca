"""Backwards: self-attention learns to turn a row of digits around.

Every place looks at all others at once and learns which to read. The
positions are added, because attention alone knows no order.
"""

import numpy as np

from p_vision import Dense, Embedding, Input, Model, layers, ops, optimizers, utils

utils.set_random_seed(31)
generator = np.random.default_rng(31)

LENGTH = 6
x = generator.integers(0, 10, size=(2000, LENGTH))
y = x[:, ::-1]

digits = Input(shape=(LENGTH,), dtype="int32")
places = Embedding(LENGTH, 32)(ops.arange(LENGTH))
words = Embedding(10, 32)(digits) + places
attended = layers.MultiHeadAttention(num_heads=2, key_dim=16)(words, words)
mixed = layers.LayerNormalization()(words + attended)
answer = Dense(10, activation="softmax")(mixed)

model = Model(digits, answer)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.01),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x[:1800], y[:1800], epochs=12, batch_size=50, verbose=0)

guess = model.predict(x[1800:], verbose=0).argmax(axis=-1)
for row in range(3):
    print(*x[1800 + row], " -> ", *guess[row])
print(f"digits right: {(guess == y[1800:]).mean():.1%}")
