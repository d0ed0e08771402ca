"""Three classes: softmax gives one probability for each."""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, show, utils

utils.set_random_seed(12)
generator = np.random.default_rng(12)

centres = np.array([[0, 2], [-2, -1], [2, -1]])
labels = generator.integers(0, 3, 450)
x = (centres[labels] + 0.7 * generator.normal(size=(450, 2))).astype("float32")

model = Sequential(
    [Input(shape=(2,)), Dense(8, activation="relu"), Dense(3, activation="softmax")]
)
model.compile(
    optimizer=optimizers.Adam(learning_rate=0.03),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x, labels, epochs=30, validation_split=0.3, verbose=0)

guess = model.predict(x, verbose=0).argmax(axis=1)
show.confusion_matrix(labels, guess)
show.decision_boundary(model, x, labels)
print(f"right: {(guess == labels).mean():.1%}")
