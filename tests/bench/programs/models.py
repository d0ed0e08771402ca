"""Put before each program: the two networks that all peers train, and how time is taken."""

import json
import statistics
import time

import numpy as np

import p_vision
from p_vision import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    MaxPooling2D,
    Sequential,
    datasets,
    ops,
    utils,
)

utils.set_random_seed(1)


def images(count, part=0):
    pixels, labels = datasets.mnist.load_data()[part]
    return pixels[:count].astype("float32") / 255, utils.to_categorical(labels[:count], 10)


def convnet():
    model = Sequential(
        [
            Input(shape=(28, 28, 1)),
            Conv2D(32, kernel_size=3, activation="relu"),
            MaxPooling2D(pool_size=2),
            Conv2D(64, kernel_size=3, activation="relu"),
            MaxPooling2D(pool_size=2),
            Flatten(),
            Dropout(0.5),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def mlp():
    model = Sequential(
        [Input(shape=(784,)), Dense(128, activation="relu"), Dense(10, activation="softmax")]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def timed(work):
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def median(work, count, warm=2, seconds=8.0):
    """Milliseconds of one call, the median of `count`, or of what fits into `seconds`."""
    for _ in range(warm):
        work()
    found = []
    end = time.perf_counter() + seconds
    while len(found) < count and (len(found) < min(3, count) or time.perf_counter() < end):
        found.append(timed(work))
    return statistics.median(found)


def training(make, x, y, batch, steps, fits):
    """First step, one step with its loss read, one step inside `fit`."""
    model = make()
    first = timed(lambda: model.train_on_batch(x, y))
    step = median(lambda: model.train_on_batch(x, y), steps, warm=min(2, fits))
    rows = np.resize(np.arange(len(x)), batch * steps)
    many, labels = x[rows], y[rows]

    def fit():
        model.fit(many, labels, batch_size=batch, epochs=1, verbose=0)

    return {"first": first, "step": step, "fit": median(fit, fits, warm=fits > 1) / steps}


def report(**numbers):
    print("MEASURED " + json.dumps(numbers))
