"""Training that stops by itself, lowers its rate and keeps its best weights."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


random = np.random.RandomState(8)
x = random.normal(size=(100, 6)).astype("float32")
y = (x @ random.normal(size=(6, 1)) + 0.3 * random.normal(size=(100, 1))).astype("float32")


def made(rate):
    model = keras.Sequential(
        [keras.Input((6,)), layers.Dense(12, activation="elu"), layers.Dense(1)]
    )
    same_start(model)
    model.compile(keras.optimizers.SGD(rate, clipnorm=1.0), "huber", metrics=["mse"])
    return model


plan = keras.optimizers.schedules.CosineDecay(
    0.1, decay_steps=60, warmup_target=0.2, warmup_steps=10
)
scheduled = made(plan)
scheduled.fit(x, y, epochs=8, batch_size=10, shuffle=False, verbose=0)

seen = []
stopping = made(0.2)
history = stopping.fit(
    x,
    y,
    epochs=40,
    batch_size=10,
    shuffle=False,
    verbose=0,
    validation_split=0.3,
    callbacks=[
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=2),
        keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True),
        keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch)),
    ],
)
print(
    "RESULT",
    json.dumps(
        {
            "scheduled": scheduled.evaluate(x, y, verbose=0)[0],
            "stopped": stopping.evaluate(x, y, verbose=0)[0],
            "epochs": len(seen),
            "rate": float(history.history["learning_rate"][-1]),
        }
    ),
)
