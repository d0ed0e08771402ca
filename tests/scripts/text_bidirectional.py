"""Words as numbers, padded, masked and read in both directions."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(5)
texts = [random.randint(1, 20, size=random.randint(3, 9)).tolist() for _ in range(80)]
y = np.array([int(7 in text) for text in texts])
x = keras.utils.pad_sequences(texts, maxlen=8, padding="post")

model = keras.Sequential(
    [
        keras.Input(shape=(8,), dtype="int32"),
        layers.Embedding(20, 6, mask_zero=True),
        layers.Bidirectional(layers.LSTM(5)),
        layers.Dense(4, activation="relu", kernel_regularizer="l2"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
same_start(model)
model.compile(
    optimizer=keras.optimizers.Adam(0.02),
    loss="binary_crossentropy",
    metrics=["accuracy", keras.metrics.AUC(name="auc")],
)
model.fit(x, y, epochs=8, batch_size=16, shuffle=False, verbose=0, class_weight={0: 1.0, 1: 2.0})
found = model.evaluate(x, y, return_dict=True, verbose=0)
print("RESULT", json.dumps({key: float(found[key]) for key in sorted(found)}))
