"""Models that are built in the same way by Keras and by p_vision, with data and arguments.

Each builder takes the library. A case names what `compile` gets, the shapes of inputs and targets,
and how many of them are class numbers.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    """How a model is trained: shapes without the batch; an int above 0 draws class numbers."""

    build: Any
    inputs: Any
    targets: Any
    compile: dict[str, Any]
    fit: dict[str, Any] | None = None


def branches(keras: Any) -> Any:
    layers, ops = keras.layers, keras.ops
    first = keras.Input((4, 3), name="first")
    second = keras.Input((3,), dtype="int32", name="second")
    x = layers.Dense(3, name="entry")(first)
    y = x[:, 0] + 2.0
    z = ops.mean(x, axis=1, keepdims=False) * y
    shared = layers.Dense(2, activation="tanh", name="shared")
    a, b = shared(y), shared(z)
    joined = ops.concatenate([a, b], axis=-1)
    joined = layers.Add(name="sum")([joined, layers.Concatenate(name="both")([a, b])])
    joined = layers.BatchNormalization(name="norm")(joined)
    inner = keras.Sequential([layers.Dense(2, name="inner_dense")], name="inner")
    table = layers.Embedding(5, 2, name="table")(second)
    start = keras.Input((2,), name="start")
    nested = keras.Model(start, layers.Dense(2, name="deep")(ops.relu(start)), name="nested")
    return keras.Model([first, second], {"o": nested(inner(joined)), "e": table}, name="branches")


def two_heads(keras: Any) -> Any:
    layers = keras.layers
    left, right = keras.Input((3,), name="left"), keras.Input((2,), name="right")
    x = layers.Concatenate()([left, right])
    x = layers.Dense(4, activation="relu", kernel_regularizer="l2", name="trunk")(x)
    number = layers.Dense(1, name="number")(x)
    kind = layers.Dense(3, activation="softmax", name="kind")(x)
    return keras.Model([left, right], [number, kind], name="two_heads")


def arithmetic(keras: Any) -> Any:
    ops = keras.ops
    x = keras.Input((4,), name="x")
    h = keras.layers.Dense(4, name="a")(x)
    h = (h - 1.0) / 2.0 + 3.0 * x - ops.absolute(x) ** 2.0
    h = ops.where(h > 0.0, h, 0.1 * h)
    h = ops.reshape(h, (-1, 2, 2)) @ ops.reshape(x, (-1, 2, 2))
    h = ops.sum(ops.transpose(h, (0, 2, 1))[:, :, ::-1], axis=-1) + ops.max(
        x, axis=1, keepdims=True
    )
    parts = ops.split(keras.layers.Dense(4, name="b")(h), 2, axis=-1)
    return keras.Model(x, ops.stack(parts, axis=1)[:, 1], name="arithmetic")


def masked(keras: Any) -> Any:
    layers = keras.layers
    words = keras.Input((5,), dtype="int32", name="words")
    x = layers.Embedding(6, 3, mask_zero=True, name="table")(words)
    x = layers.Dense(4, activation="relu", name="each")(x)
    return keras.Model(words, layers.Dense(2, name="out")(x), name="masked")


def masked_row(keras: Any) -> Any:
    layers = keras.layers
    parts = [
        keras.Input((5,), dtype="int32", name="words"),
        layers.Embedding(6, 3, mask_zero=True, name="table"),
        layers.Dense(3, activation="softmax", name="each"),
    ]
    return keras.Sequential(parts, name="masked_row")


def frozen(keras: Any) -> Any:
    layers = keras.layers
    base = keras.Sequential(
        [
            keras.Input((3,), name="start"),
            layers.Dense(4, name="d"),
            layers.BatchNormalization(momentum=0.5, name="n"),
        ],
        name="base",
    )
    base.trainable = False
    x = keras.Input((3,), name="x")
    return keras.Model(x, layers.Dense(2, name="head")(base(x, training=False)), name="frozen")


def subclassed(keras: Any) -> Any:
    class Block(keras.layers.Layer):
        def __init__(self, units: int, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.parts = [keras.layers.Dense(units, name="one"), keras.layers.Dense(units)]
            self.table = {"last": keras.layers.Dense(units, name="last")}

        def build(self, input_shape: Any) -> None:
            self.scale = self.add_weight(shape=(2,), name="scale", initializer="ones")
            self.seen = self.add_weight(shape=(), name="seen", initializer="zeros", trainable=False)
            super().build(input_shape)

        def call(self, x: Any, training: bool = False) -> Any:
            for part in self.parts:
                x = part(x)
            x = self.table["last"](x) * self.scale
            self.add_loss(0.1 * keras.ops.mean(keras.ops.square(x)))
            return x

    class Net(keras.Model):
        def __init__(self) -> None:
            super().__init__(name="net")
            self.block = Block(2, name="block")
            self.norm = keras.layers.BatchNormalization(momentum=0.8, name="norm")

        def call(self, x: Any, training: bool | None = None) -> Any:
            return self.norm(self.block(x), training=training)

        def compute_loss(
            self,
            x: Any = None,
            y: Any = None,
            y_pred: Any = None,
            sample_weight: Any = None,
            **k: Any,
        ) -> Any:
            found = super().compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, **k)
            return found + 0.5 * keras.ops.mean(keras.ops.abs(y_pred))

    net = Net()
    net(keras.ops.zeros((1, 3)))
    return net


CASES: dict[str, Case] = {
    "branches": Case(
        branches,
        [(4, 3), (3, 5)],
        {"o": (2,), "e": (3, 2)},
        {
            "loss": {"o": "mse", "e": "mae"},
            "loss_weights": {"o": 2.0, "e": 0.5},
            "metrics": {"o": ["mae"], "e": ["mse", "mae"]},
        },
        {"validation_split": 0.25, "validation_freq": [2]},
    ),
    "two heads": Case(
        two_heads,
        {"left": (3,), "right": (2,)},
        [(1,), 3],
        {
            "loss": ["mse", "sparse_categorical_crossentropy"],
            "loss_weights": [1.0, 0.3],
            "metrics": [["mae"], ["accuracy"]],
            "weighted_metrics": [["mse"], ["accuracy"]],
        },
        {"sample_weight": True},
    ),
    "two heads by name": Case(
        two_heads,
        [(3,), (2,)],
        {"number": (1,), "kind": 3},
        {
            "loss": {"kind": "sparse_categorical_crossentropy", "number": "mse"},
            "loss_weights": {"number": 0.7, "kind": 0.3},
            "metrics": {"kind": "accuracy"},
        },
        {"steps_per_epoch": 1, "initial_epoch": 1, "epochs": 3},
    ),
    "arithmetic": Case(arithmetic, (4,), (2,), {"loss": "mse", "metrics": ["mae", "mse"]}),
    "masked": Case(
        masked, (5, 6), (5, 2), {"loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mse"]}
    ),
    "masked row": Case(
        masked_row,
        (5, 6),
        (5, 3),
        {"loss": "categorical_crossentropy", "metrics": ["accuracy"]},
    ),
    "frozen": Case(frozen, (3,), (2,), {"loss": "huber"}),
    "subclassed": Case(subclassed, (3,), (2,), {"loss": "mse", "metrics": ["mae"]}),
}
