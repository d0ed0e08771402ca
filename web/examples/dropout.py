"""How sure is it? Dropout left on gives many answers to one question.

Where there was data they agree; far away they do not.
"""

import numpy as np

from p_vision import Dense, Dropout, Input, Sequential, optimizers, utils

utils.set_random_seed(27)
generator = np.random.default_rng(27)

x = generator.uniform(-1, 1, size=(300, 1)).astype("float32")
y = np.sin(3 * x) + 0.1 * generator.normal(size=x.shape).astype("float32")

model = Sequential(
    [
        Input(shape=(1,)),
        Dense(64, activation="relu"),
        Dropout(0.2),
        Dense(64, activation="relu"),
        Dropout(0.2),
        Dense(1),
    ]
)
model.compile(optimizer=optimizers.Adam(learning_rate=0.01), loss="mse")
model.fit(x, y, epochs=60, verbose=0)

for place in (0.0, 0.9, 4.0):
    question = np.full((200, 1), place, dtype="float32")
    answers = np.asarray(model(question, training=True))
    print(f"x = {place}: {answers.mean():.2f}, give or take {answers.std():.2f}")
