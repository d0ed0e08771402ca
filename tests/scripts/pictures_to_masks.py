"""A U-shaped network colours every pixel; pieces of it are used as models of their own."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


def down(x, filters, shortcut):
    x = layers.Activation("relu")(x)
    x = layers.SeparableConv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    return layers.add([x, layers.Conv2D(filters, 1, strides=2, padding="same")(shortcut)])


def up(x, filters, shortcut):
    x = layers.Activation("relu")(x)
    x = layers.Conv2DTranspose(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.UpSampling2D(2)(x)
    shortcut = layers.UpSampling2D(2)(shortcut)
    return layers.add([x, layers.Conv2D(filters, 1, padding="same")(shortcut)])


inputs = keras.Input((16, 16, 3))
x = layers.Conv2D(8, 3, strides=2, padding="same", name="first")(inputs)
x = layers.BatchNormalization()(x)
x = down(x, 8, x)
x = down(x, 12, x)
for filters in (12, 8, 4):
    x = up(x, filters, x)
outputs = layers.Conv2D(3, 3, activation="softmax", padding="same", name="colours")(x)
model = keras.Model(inputs, outputs)
same_start(model)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
random = np.random.RandomState(0)
pictures = random.random_sample((8, 16, 16, 3)).astype("float32")
colours = random.randint(3, size=(8, 16, 16, 1)).astype("uint8")
history = model.fit(
    pictures,
    colours,
    batch_size=4,
    epochs=3,
    shuffle=False,
    verbose=0,
    validation_data=[pictures, colours],
).history
piece = keras.Model(model.inputs, [model.get_layer("first").output, model.layers[-2].output])
edges, last = piece.predict(pictures[:2], verbose=0)
print(
    "RESULT",
    json.dumps(
        {
            "loss": history["loss"][-1],
            "val_loss": history["val_loss"][-1],
            "parameters": model.count_params(),
            "edges": float(np.abs(edges).mean()),
            "last": float(np.abs(last).mean()),
        }
    ),
)
