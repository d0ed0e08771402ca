"""Two pictures, one network for both: are they alike? With a loss and callbacks of one's own."""

import json

import numpy as np

import p_vision as keras
from p_vision import ops
from p_vision.layers import AveragePooling2D, BatchNormalization, Conv2D, Dense, Flatten, Lambda
from p_vision.utils import PyDataset


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


def distance(pair):
    a, b = pair
    squares = ops.sum(ops.square(a - b), axis=1, keepdims=True)
    return ops.sqrt(ops.maximum(squares, keras.backend.epsilon()))


def contrastive(margin):
    def loss(y_true, y_pred):
        near = (1 - y_true) * ops.square(y_pred)
        far = y_true * ops.square(ops.maximum(margin - y_pred, 0))
        return ops.mean(near + far)

    return loss


class Pairs(PyDataset):
    """Pairs of pictures by the batch."""

    def __init__(self, left, right, labels, size):
        super().__init__()
        self.left, self.right, self.labels, self.size = left, right, labels, size

    def __len__(self):
        return len(self.labels) // self.size

    def __getitem__(self, index):
        rows = slice(index * self.size, (index + 1) * self.size)
        return (self.left[rows], self.right[rows]), self.labels[rows]


class BestWeights(keras.callbacks.Callback):
    """Keeps the weights with the smallest loss, and lowers the rate on the way."""

    def on_train_begin(self, logs=None):
        self.best = np.inf
        self.rates = []

    def on_epoch_end(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate))
        if np.less(logs["loss"], self.best):
            self.best = logs["loss"]
            self.weights = self.model.get_weights()
        self.model.optimizer.learning_rate = self.rates[-1] * 0.9

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


picture = keras.Input((8, 8, 1))
x = BatchNormalization()(picture)
x = Conv2D(4, 3, activation="tanh")(x)
x = AveragePooling2D(2)(x)
x = Dense(5, activation="tanh")(Flatten()(x))
tower = keras.Model(picture, x, name="tower")
left, right = keras.Input((8, 8, 1)), keras.Input((8, 8, 1))
apart = Lambda(distance, output_shape=(1,))([tower(left), tower(right)])
model = keras.Model([left, right], Dense(1, activation="sigmoid")(apart))
same_start(model)
model.compile(keras.optimizers.SGD(0.05, momentum=0.9), contrastive(1.0), metrics=["mae"])
random = np.random.RandomState(3)
a, b = random.random_sample((2, 40, 8, 8, 1)).astype("float32")
y = random.randint(2, size=(40, 1)).astype("float32")
keeper = BestWeights()
history = model.fit(
    Pairs(a, b, y, 8), epochs=5, shuffle=False, verbose=0, callbacks=[keeper]
).history
print(
    "RESULT",
    json.dumps(
        {
            "loss": history["loss"][-1],
            "mae": history["mae"][-1],
            "rate": keeper.rates[-1],
            "best": float(keeper.best),
            "measured": model.evaluate([a, b], y, verbose=0)[0],
            "tower": float(np.abs(tower.predict(a, verbose=0)).mean()),
        }
    ),
)
