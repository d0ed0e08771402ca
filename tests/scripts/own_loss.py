"""A model that computes its loss by itself, and a loss and a metric as functions."""

import json

import numpy as np

import p_vision as keras


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


class Careful(keras.Model):
    """Learns numbers and pays for large predictions."""

    def __init__(self):
        super().__init__()
        self.hidden = keras.layers.Dense(8, activation="relu")
        self.last = keras.layers.Dense(1)

    def call(self, x):
        return self.last(self.hidden(x))

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        error = keras.ops.mean(keras.ops.square(y - y_pred))
        return error + 0.1 * keras.ops.mean(keras.ops.abs(y_pred))


def largest_error(y_true, y_pred):
    return keras.ops.max(keras.ops.abs(y_true - y_pred), axis=-1)


random = np.random.RandomState(2)
x = random.normal(size=(64, 3)).astype("float32")
y = x.sum(axis=1, keepdims=True)
model = Careful()
model(x[:1])
same_start(model)
model.compile(optimizer=keras.optimizers.SGD(0.05, momentum=0.5), metrics=[largest_error])
history = model.fit(x, y, epochs=12, batch_size=16, shuffle=False, verbose=0).history
print("RESULT", json.dumps({key: history[key][-1] for key in sorted(history)}))
