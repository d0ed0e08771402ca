"""A layer of one's own with weights, a loss and inner layers."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


class Gate(layers.Layer):
    """Multiplies features by learned factors between 0 and 1 and charges for open gates."""

    def __init__(self, price=0.01, **kwargs):
        super().__init__(**kwargs)
        self.price = price
        self.inner = layers.Dense(6, activation="tanh")

    def build(self, input_shape):
        self.openness = self.add_weight(
            shape=(input_shape[-1],), initializer="zeros", name="openness"
        )
        self.inner.build(input_shape)

    def call(self, inputs):
        gate = keras.ops.sigmoid(self.openness)
        self.add_loss(self.price * keras.ops.sum(gate))
        return self.inner(inputs * gate)

    def get_config(self):
        return {**super().get_config(), "price": self.price}


random = np.random.RandomState(1)
x = random.normal(size=(80, 5)).astype("float32")
y = (x[:, :1] * x[:, 1:2]).astype("float32")
model = keras.Sequential([keras.Input(shape=(5,)), Gate(0.02, name="gate"), layers.Dense(1)])
same_start(model)
model.compile(optimizer=keras.optimizers.RMSprop(0.02), loss="mse", metrics=["mae"])
history = model.fit(x, y, epochs=10, batch_size=20, shuffle=False, verbose=0).history
again = Gate.from_config(model.get_layer("gate").get_config())
print(
    "RESULT",
    json.dumps({"loss": history["loss"][-1], "mae": history["mae"][-1], "price": again.price}),
)
