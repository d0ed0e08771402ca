"""More mistakes of beginners, and the exact text each of them gets."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Input, Model, Sequential, layers, models, naming, ops
from p_vision.errors import PVisionError

DRAWN = np.random.default_rng(1)
X = DRAWN.random((20, 4)).astype("float32")
Y = DRAWN.random((20, 1)).astype("float32")
CLASSES = np.arange(20) % 3


@pytest.fixture(autouse=True)
def _names_from_the_start() -> None:
    naming.reset_names()


def net(*parts: Any, loss: Any = "mse", **kwargs: Any) -> Sequential:
    model = Sequential(list(parts), name="net")
    model.compile("sgd", loss, **kwargs)
    return model


def dense(units: Any = 1, loss: Any = "mse", activation: Any = None, **kwargs: Any) -> Sequential:
    return net(Input((4,)), Dense(units, activation, name="dense"), loss=loss, **kwargs)


def sparse(**kwargs: Any) -> Sequential:
    return dense(3, "sparse_categorical_crossentropy", "softmax", **kwargs)


def fit(model: Any, x: Any = X, y: Any = Y, **kwargs: Any) -> Any:
    return model.fit(x, y, verbose=0, **kwargs)


def two(**kwargs: Any) -> Any:
    age, income = Input((4,), name="age"), Input((4,), name="income")
    ends = [Dense(1, name="price")(age), Dense(2, name="kind")(income)]
    model = Model([age, income], ends, name="two")
    model.compile("sgd", "mse", **kwargs)
    return model


def words(count: int = 5) -> Any:
    table = layers.Embedding(count, 2, name="table")
    return net(Input((3,)), table, layers.Flatten(), Dense(1))


def ends() -> Iterator[Any]:
    while True:
        yield X, Y


PAIR = [Y, np.ones((20, 2))]


def nothing(y_true: Any, y_pred: Any) -> Any:
    ops.mean(y_true - y_pred)


ERRORS: list[tuple[str, Callable[[], Any], str]] = [
    (
        "texts as labels",
        lambda: fit(sparse(), X, np.array(["cat", "dog"] * 10)),
        "y: A tensor holds numbers; this array holds texts such as 'cat'. numpy.unique(x, "
        "return_inverse=True)[1] numbers them.",
    ),
    (
        "None among numbers",
        lambda: fit(dense(), [[1, 2, None, 4]] * 20),
        "x: A tensor holds numbers; here one value is None.",
    ),
    (
        "no x",
        lambda: fit(dense(), None),
        "x is missing: pass the inputs, such as an array with one row per sample.",
    ),
    (
        "no y",
        lambda: fit(dense(), X, None),
        "The loss 'mse' compares the output with targets, but there is no y. Pass y, or "
        "batches of (x, y).",
    ),
    (
        "the function in place of the generator",
        lambda: dense().fit(ends, verbose=0),
        "x is the function ends: call it, as in fit(ends()), or pass arrays.",
    ),
    (
        "labels from 1",
        lambda: fit(sparse(), X, CLASSES + 1),
        "y contains the classes 1 to 3, but they are counted from 0: use y - 1.",
    ),
    (
        "a label below 0",
        lambda: fit(sparse(), X, CLASSES - 1),
        "y contains -1; class numbers start at 0.",
    ),
    (
        "labels between classes",
        lambda: fit(sparse(), X, CLASSES + 0.5),
        "y contains 0.5, but class numbers are whole numbers from 0. For values between "
        "classes use loss='mse' and Dense(1).",
    ),
    (
        "classes for a loss of numbers",
        lambda: fit(dense(3, "mse", "softmax"), X, CLASSES),
        "The last layer 'dense' gives 3 values per sample, y has one (y.shape is (20,)). Use "
        "Dense(1), or for classes loss='sparse_categorical_crossentropy'.",
    ),
    (
        "two units for a binary loss",
        lambda: fit(dense(2, "binary_crossentropy", "sigmoid"), X, CLASSES % 2),
        "The last layer 'dense' gives 2 values per sample, y has one (y.shape is (20,)). Use "
        "Dense(1), or for classes loss='sparse_categorical_crossentropy'.",
    ),
    (
        "one unit for a loss of classes",
        lambda: fit(dense(1, "sparse_categorical_crossentropy", "sigmoid"), X, CLASSES % 2),
        "The last layer 'dense' has one unit, but SparseCategoricalCrossentropy needs one for"
        " each class: use Dense(2, activation='softmax'), or loss='binary_crossentropy'.",
    ),
    (
        "empty data",
        lambda: fit(dense(), np.zeros((0, 4)), np.zeros((0, 1))),
        "x is empty: its shape is (0, 4). Give at least one sample.",
    ),
    (
        "batch_size 0",
        lambda: fit(dense(), batch_size=0),
        "batch_size must be a whole number from 1, but is 0.",
    ),
    (
        "batch_size as text",
        lambda: fit(dense(), batch_size="32"),
        "batch_size must be a whole number from 1, but is '32'.",
    ),
    (
        "epochs below 0",
        lambda: fit(dense(), epochs=-2),
        "epochs must be a whole number from 0, but is -2.",
    ),
    (
        "half an epoch",
        lambda: fit(dense(), epochs=1.5),
        "epochs must be a whole number from 0, but is 1.5.",
    ),
    (
        "verbose as text",
        lambda: dense().fit(X, Y, verbose="yes"),
        "verbose is 0, 1, 2 or 'auto', not 'yes'.",
    ),
    (
        "no steps",
        lambda: fit(dense(), steps_per_epoch=0),
        "The number of steps must be a whole number from 1, but is 0.",
    ),
    (
        "validation never",
        lambda: fit(dense(), validation_data=(X, Y), validation_freq=0),
        "validation_freq must be a whole number from 1, but is 0.",
    ),
    (
        "a percentage to validate with",
        lambda: fit(dense(), validation_split=20),
        "validation_split must be between 0 and 1, but is 20.",
    ),
    (
        "batch size in the place of y",
        lambda: dense().predict(X, Y),
        "batch_size must be a whole number from 1, but is an array of shape (20, 1).",
    ),
    (
        "class weights in a list",
        lambda: fit(sparse(), X, CLASSES, class_weight=[1, 2, 3]),
        "class_weight must be a dictionary such as {0: 1.0, 1: 2.5}, but is [1, 2, 3].",
    ),
    (
        "class weights by name",
        lambda: fit(sparse(), X, CLASSES, class_weight={"cat": 2.0}),
        "class_weight has the key 'cat'; keys are class numbers.",
    ),
    (
        "weights for some samples",
        lambda: fit(dense(), sample_weight=np.ones(5)),
        "x has 20 samples, but sample_weight has 5 weights; they must be as many.",
    ),
    (
        "an optimizer as the loss",
        lambda: net(Dense(1), loss="adam"),
        "There is no loss 'adam': that is an optimizer. Write compile(optimizer='adam', "
        "loss='mse').",
    ),
    (
        "a number as the loss",
        lambda: net(Dense(1), loss=3),
        "3 is not a loss: give a name such as 'mean_squared_error', an object or a function.",
    ),
    (
        "a loss that returns nothing",
        lambda: fit(dense(loss=nothing)),
        "The loss nothing returned None: is a `return` missing?",
    ),
    (
        "a metric for rows",
        lambda: fit(
            dense(3, "sparse_categorical_crossentropy", "softmax", metrics=["precision"]),
            X,
            CLASSES,
        ),
        "The metric 'precision' cannot compare y of shape (20,) with the output of (20, 3). "
        "It takes one row per sample: to_categorical(y, 3), or use metrics=['accuracy'].",
    ),
    (
        "a misspelled target",
        lambda: fit(two(), [X, X], {"price": Y, "kin": PAIR[1]}),
        "y has nothing for the output 'kind' of the model. Did you mean 'kind' by 'kin'? y "
        "has: kin, price.",
    ),
    (
        "targets in the wrong order",
        lambda: fit(two(), [X, X], PAIR[::-1]),
        "The last layer 'price' gives 1 value per sample, y has 2 (y.shape is (20, 2)). Use "
        "Dense(2).",
    ),
    (
        "inputs of different length",
        lambda: fit(two(), [X, X[:5]], PAIR),
        "The first input has 20 samples, but input 2 has 5; they must be as many.",
    ),
    (
        "one array for two inputs",
        lambda: fit(two(), X, PAIR),
        "Model 'two' has 2 inputs ('age', 'income'), but 1 was passed. Pass a list in this "
        "order, or a dictionary by these names.",
    ),
    (
        "a word beyond the table",
        lambda: fit(words(), np.full((20, 3), 7), Y),
        "Embedding 'table' has vectors for the numbers 0 to 4, but the input holds 7. Make "
        "input_dim larger than the largest number, or check the input.",
    ),
    (
        "a word beyond the table, predicted",
        lambda: words().predict(np.full((2, 3), 7), verbose=0),
        "Embedding 'table' has vectors for the numbers 0 to 4, but the input holds 7. Make "
        "input_dim larger than the largest number, or check the input.",
    ),
    (
        "four parts",
        lambda: dense().fit(((X, Y, Y, Y) for _ in range(2)), verbose=0),
        "A batch should be x, (x, y) or (x, y, sample_weight), but has 4 parts.",
    ),
    (
        "a rate in place of a schedule",
        lambda: p_vision.callbacks.LearningRateScheduler(0.1),  # type: ignore[arg-type]
        "LearningRateScheduler takes a function of the epoch, such as lambda epoch: 0.1 * "
        "0.9**epoch, not 0.1.",
    ),
    (
        "no file name",
        lambda: dense().save(),
        "save needs filepath: save(filepath).",
    ),
    (
        "no folder",
        lambda: dense().save("no/such/folder/m.keras"),
        "There is no folder 'no/such/folder'. Make it first: os.makedirs('no/such/folder', "
        "exist_ok=True).",
    ),
    (
        "nothing to load",
        lambda: models.load_model(None),
        "The name of the file must be a text such as 'model.keras', but is None.",
    ),
]


@pytest.mark.parametrize(("make", "text"), [row[1:] for row in ERRORS], ids=[r[0] for r in ERRORS])
def test_the_error_says(make: Callable[[], Any], text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(PVisionError) as raised:
            make()
    assert str(raised.value) == text


WARNINGS: list[tuple[str, Callable[[], Any], str]] = [
    (
        "classes for a binary loss",
        lambda: fit(dense(1, "binary_crossentropy", "sigmoid"), X, CLASSES),
        "y runs from 0 to 2, but binary_crossentropy takes 0 and 1. For more than two classes"
        " use loss='sparse_categorical_crossentropy' and Dense(3, activation='softmax').",
    ),
    (
        "signs for a binary loss",
        lambda: fit(dense(1, "binary_crossentropy", "sigmoid"), X, np.sign(Y - 0.5)),
        "y runs from -1 to 1, but binary_crossentropy takes 0 and 1: use (y + 1) / 2, or "
        "loss='hinge'.",
    ),
    (
        "pictures of bytes for a binary loss",
        lambda: fit(dense(4, "binary_crossentropy", "sigmoid"), X, np.full((20, 4), 255)),
        "y runs from 255 to 255, but binary_crossentropy takes 0 and 1: scale it, for example"
        " y / 255.",
    ),
    (
        "epochs that are over",
        lambda: fit(dense(), epochs=2, initial_epoch=5),
        "Nothing is trained: initial_epoch=5 is not below epochs=2. epochs is the number of "
        "the last epoch, counted from the beginning.",
    ),
    (
        "no weights",
        lambda: fit(net(Input((4,)), layers.ReLU()), X, X),
        "'net' has no weights, so fit() changes nothing. Layers made inside call() are new at"
        " each call: make them in __init__().",
    ),
]


@pytest.mark.parametrize(
    ("make", "text"), [row[1:] for row in WARNINGS], ids=[r[0] for r in WARNINGS]
)
def test_the_warning_says(make: Callable[[], Any], text: str) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        make()
    assert text in [str(warning.message) for warning in said]


def damaged(path: Path, part: float) -> Path:
    """A file of which only a part is there."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    return path


def test_damaged_files_are_told(tmp_path: Path) -> None:
    model = dense()
    whole, weights = tmp_path / "model.keras", tmp_path / "model.weights.h5"
    for part, said in ((0.5, "is damaged"), (0.0, "is empty")):
        model.save(whole)
        model.save_weights(weights)
        with pytest.raises(PVisionError, match=f"'model.keras' {said}"):
            models.load_model(damaged(whole, part))
        with pytest.raises(PVisionError, match=f"'model.weights.h5' {said}"):
            model.load_weights(damaged(weights, part))
    with pytest.raises(PVisionError, match=r"There is no file .* Did you mean .*model.keras"):
        models.load_model(tmp_path / "modell.keras")


def test_a_loss_of_one_argument_is_told_at_once() -> None:
    with pytest.raises(PVisionError) as raised:
        dense(loss=lambda y_true: y_true)
    assert str(raised.value) == (
        "A loss is called with (y_true, y_pred), but <lambda> takes (y_true)."
    )


def test_a_misspelled_attribute_of_one_s_own_model_is_told() -> None:
    class Own(Model):
        def __init__(self) -> None:
            super().__init__()
            self.hidden = Dense(1)

        def call(self, x: Any) -> Any:
            return self.hiden(x)

    with pytest.raises(AttributeError, match=r"'hiden'\. Did you mean 'hidden'"):
        Own()(X)
