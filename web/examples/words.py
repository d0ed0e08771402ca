"""Words: each becomes a few numbers; similar words move together."""

import numpy as np

from p_vision import Dense, Embedding, Input, Sequential, layers, optimizers, utils

utils.set_random_seed(16)

GOOD = "a lovely film|i enjoyed every scene|a great story|lovely music, great jokes"
BAD = "a boring film|i hated every scene|an awful story|boring music, awful jokes"

texts = [text.replace(",", "").split() for text in f"{GOOD}|{BAD}".split("|")]
labels = np.array([[1.0]] * 4 + [[0.0]] * 4, dtype="float32")
words = ["", *sorted({word for text in texts for word in text})]
number = {word: index for index, word in enumerate(words)}


def numbers(text):
    """Five word numbers for a text; 0 fills up."""
    known = [number.get(word, 0) for word in text][:5]
    return known + [0] * (5 - len(known))


x = np.array([numbers(text) for text in texts])
model = Sequential(
    [
        Input(shape=(5,), dtype="int32"),
        Embedding(len(words), 4),
        layers.GlobalAveragePooling1D(),
        Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer=optimizers.Adam(learning_rate=0.1), loss="binary_crossentropy")
model.fit(x, labels, epochs=60, verbose=0)

for text in ("a lovely story", "an awful film", "boring jokes", "great music"):
    answer = model.predict(np.array([numbers(text.split())]), verbose=0)[0, 0]
    print(f"{text}: {answer:.2f}")
