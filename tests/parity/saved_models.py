"""Models that go through files, built in the same way by Keras and by p_vision."""

from __future__ import annotations

from typing import Any

import numpy as np
from golden_values import values, whole
from graph_models import CASES


def picture_net(keras: Any) -> Any:
    layers = keras.layers
    parts = [
        keras.Input((6, 6, 1), name="picture"),
        layers.Conv2D(3, 3, activation="relu", name="conv"),
        layers.BatchNormalization(name="norm"),
        layers.MaxPooling2D(name="pool"),
        layers.Flatten(name="flat"),
        layers.Dropout(0.0, name="drop"),
        layers.Dense(3, activation="softmax", name="out"),
    ]
    return keras.Sequential(parts, name="picture_net")


def many_layers(keras: Any) -> Any:
    """Layers that hold other layers or whose weights have names of their own."""
    layers = keras.layers
    row, picture = keras.Input((4, 3), name="row"), keras.Input((5, 5, 2), name="picture")
    x = layers.Bidirectional(layers.LSTM(2, return_sequences=True), name="both_ways")(row)
    x = layers.RNN([layers.GRUCell(2), layers.SimpleRNNCell(3)], return_sequences=True)(x)
    x = layers.TimeDistributed(layers.Dense(4), name="each")(x)
    x = layers.Add()([x, layers.MultiHeadAttention(2, 2, name="look")(x, x)])
    x = layers.GroupNormalization(2)(layers.LayerNormalization()(x))
    x = layers.EinsumDense("abc,cd->abd", output_shape=(None, 3), bias_axes="d")(x)
    x = layers.GRU(2)(layers.PReLU(shared_axes=[1])(x))
    y = layers.SeparableConv2D(2, 2, activation="relu")(picture)
    y = layers.Conv2DTranspose(2, 2)(layers.DepthwiseConv2D(2)(y))
    y = layers.Normalization(mean=[0.1, 0.2], variance=[1.0, 2.0])(y)
    y = layers.GlobalAveragePooling2D()(y)
    out = layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.1), name="out")
    return keras.Model([row, picture], out(layers.Concatenate()([x, y])), name="many_layers")


def compiled(keras: Any, name: str) -> tuple[Any, Any, Any]:
    """A compiled model with known weights, its inputs and its targets."""
    if name == "layers":
        model = many_layers(keras)
        x = [values("saved/row", (8, 4, 3)), values("saved/picture", (8, 5, 5, 2))]
        y = values("saved/out", (8, 2))
        optimizer = keras.optimizers.SGD(0.05)
        arguments: dict[str, Any] = {"loss": keras.losses.Huber(), "metrics": ["mae"]}
    elif name == "picture":
        model = picture_net(keras)
        x, y = values("saved/x", (8, 6, 6, 1)), whole("saved/y", (8,), 3)
        rate = keras.optimizers.schedules.ExponentialDecay(0.05, 10, 0.5)
        optimizer = keras.optimizers.SGD(rate, momentum=0.9)
        arguments = {
            "loss": keras.losses.SparseCategoricalCrossentropy(),
            "metrics": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="near")],
        }
    else:
        model = CASES[name].build(keras)
        x = [values("saved/first", (8, 4, 3)), whole("saved/second", (8, 3), 5)]
        y = {"o": values("saved/o", (8, 2)), "e": values("saved/e", (8, 3, 2))}
        if name == "subclassed":
            x, y = values("saved/rows", (8, 3)), values("saved/two", (8, 2))
        optimizer = keras.optimizers.Adam(0.01)
        arguments = dict(CASES[name].compile)
    model.set_weights(
        [values(f"saved/{name}/{i}", tuple(w.shape), 0.1, 0.9) for i, w in enumerate(model.weights)]
    )
    model.compile(optimizer, **arguments)
    return model, x, y


def numbers(model: Any, x: Any, y: Any) -> dict[str, Any]:
    """What a model predicts, and what it reports of one more step of training."""
    predicted = model.predict(x, verbose=0)
    leaves = (
        [predicted[k] for k in sorted(predicted)] if isinstance(predicted, dict) else [predicted]
    )
    logs = model.train_on_batch(x, y, return_dict=True)
    return {
        "predicted": [np.asarray(leaf).reshape(-1).tolist() for leaf in leaves],
        "logs": {key: float(value) for key, value in logs.items()},
        "steps": int(np.asarray(model.optimizer.iterations)),
    }


def train(model: Any, x: Any, y: Any) -> None:
    for _ in range(2):
        model.train_on_batch(x, y)
