"""Names: from three letters, guess the next; then invent names.

It has read these few names only, and has no idea what a name is.
"""

import numpy as np

from p_vision import Dense, Embedding, Flatten, Input, Sequential, optimizers, utils

utils.set_random_seed(17)
generator = np.random.default_rng(17)

NAMES = """
anna emma mia lena lea lina marie mila ella clara lara sara nora
ida maria luisa elisa laura julia paula carla emilia amelia melina
"""
LETTERS = ".abcdefghijklmnopqrstuvwxyz"

before, after = [], []
for name in NAMES.split():
    padded = "..." + name + "."
    for at in range(3, len(padded)):
        before.append([LETTERS.index(letter) for letter in padded[at - 3 : at]])
        after.append(LETTERS.index(padded[at]))

model = Sequential(
    [
        Input(shape=(3,), dtype="int32"),
        Embedding(len(LETTERS), 6),
        Flatten(),
        Dense(48, activation="tanh"),
        Dense(len(LETTERS), activation="softmax"),
    ]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.02),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(np.array(before), np.array(after), epochs=60, verbose=0)
print(f"next letter right: {history.history['accuracy'][-1]:.1%}")

for _ in range(6):
    text = "..."
    while len(text) < 14 and not (text.endswith(".") and len(text) > 3):
        last = np.array([[LETTERS.index(letter) for letter in text[-3:]]])
        chances = model.predict(last, verbose=0)[0].astype("float64") ** 0.6
        text += LETTERS[generator.choice(len(LETTERS), p=chances / chances.sum())]
    print("name:", text.strip(".").title())
