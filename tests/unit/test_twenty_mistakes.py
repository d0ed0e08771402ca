"""The twenty usual mistakes of beginners, and the exact text each of them gets."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Input, Model, Sequential, layers, losses, naming, optimizers
from p_vision.errors import PVisionError

DRAWN = np.random.default_rng(1)
X = DRAWN.random((8, 3)).astype("float32")
NUMBERS = np.zeros(8)
CLASSES = np.arange(8) % 3
ROWS = np.eye(3)[CLASSES]


@pytest.fixture(autouse=True)
def _names_from_the_start() -> None:
    naming.reset_names()


def net(*parts: Any, loss: Any = "mse", optimizer: Any = "sgd", **kwargs: Any) -> Sequential:
    model = Sequential(list(parts), name="net")
    model.compile(optimizer, loss, **kwargs)
    return model


def dense(units: int = 1, features: int = 3, loss: Any = "mse", **kwargs: Any) -> Sequential:
    return net(Input(shape=(features,)), Dense(units, name="dense", **kwargs), loss=loss)


def softmax(units: int, loss: Any) -> Sequential:
    return dense(units, loss=loss, activation="softmax")


def graph(shape: Any, *parts: Any) -> Model:
    x = start = Input(shape=shape)
    for part in parts:
        x = part(x)
    return Model(start, x, name="net")


def fit(model: Any, x: Any, y: Any, **kwargs: Any) -> Any:
    return model.fit(x, y, verbose=0, **kwargs)


def pictures(count: int = 4) -> np.ndarray:
    return DRAWN.random((count, 28, 28, 1))


def shrinking() -> Sequential:
    return Sequential(
        [
            Input(shape=(8, 8, 1)),
            layers.Conv2D(4, 3),
            layers.MaxPooling2D(),
            layers.Conv2D(4, 3),
            layers.MaxPooling2D(),
        ]
    )


ERRORS: list[tuple[str, Callable[[], Any], str]] = [
    (
        "1 wrong number of features",
        lambda: fit(dense(), np.zeros((8, 4)), NUMBERS),
        "Model 'net' was built for 3 features per sample (Input(shape=(3,))), but x has 4: "
        "x.shape is (8, 4). Change Input to shape=(4,), or give x 3 columns.",
    ),
    (
        "1 in a graph",
        lambda: graph((3,), Dense(1)).predict(np.zeros((8, 4)), verbose=0),
        "Model 'net' was built for 3 features per sample (Input(shape=(3,))), but x has 4: "
        "x.shape is (8, 4). Change Input to shape=(4,), or give x 3 columns.",
    ),
    (
        "1 in a layer",
        lambda: dense()(np.zeros((8, 4))),
        "Dense 'dense' was built for inputs whose last axis has 3 values, but received shape "
        "(8, 4): 4 values. Change Input(shape=...) to fit the data, or the data to fit the model.",
    ),
    (
        "2 one sample without its batch",
        lambda: dense().predict([1.0, 2.0, 3.0], verbose=0),
        "x is one sample of shape (3,); a batch is needed: x[None] or [x].",
    ),
    (
        "4 ragged rows",
        lambda: fit(dense(), [[1, 2, 3], [1, 2]], [0, 1]),
        "x: Row 1 has 2 values, row 0 has 3 values; all rows need the same length "
        "(pad_sequences can pad).",
    ),
    (
        "5 different lengths",
        lambda: fit(dense(), X, np.zeros(5)),
        "x has 8 samples, but y has 5 labels; they must be as many.",
    ),
    (
        "6 units and targets differ",
        lambda: fit(dense(2), X, np.zeros((8, 3))),
        "The last layer 'dense' gives 2 values per sample, y has 3. Use Dense(3).",
    ),
    (
        "7 class numbers with the loss for rows",
        lambda: fit(softmax(3, "categorical_crossentropy"), X, CLASSES),
        "y looks like class numbers (y.shape is (8,)), but 'categorical_crossentropy' takes one "
        "row of probabilities per sample: use loss='sparse_categorical_crossentropy' or "
        "to_categorical(y, 3).",
    ),
    (
        "8 rows with the loss for class numbers",
        lambda: fit(softmax(3, "sparse_categorical_crossentropy"), X, ROWS),
        "y.shape is (8, 3): one row of 3 values per sample, as for one-hot labels. Use "
        "loss='categorical_crossentropy', or pass class numbers.",
    ),
    (
        "9 a class without an output",
        lambda: fit(softmax(2, "sparse_categorical_crossentropy"), X, CLASSES),
        "y contains class 2 but the model has 2 outputs (classes 0 to 1): give the last layer 3 "
        "units, Dense(3).",
    ),
    (
        "10 softmax on one unit",
        lambda: fit(softmax(1, "binary_crossentropy"), X, NUMBERS),
        "The last layer 'dense' has one unit and activation 'softmax', which always gives 1. Use "
        "activation='sigmoid', or one unit per class.",
    ),
    (
        "13 pictures without channels in the model",
        lambda: Sequential([Input(shape=(28, 28)), layers.Conv2D(4, 3)]),
        "Conv2D 'conv2d' needs inputs with 4 axes (batch, height, width, channels), but received "
        "shape (None, 28, 28). Add an axis for the channels: Input(shape=(28, 28, 1)), and "
        "x[..., None].",
    ),
    (
        "14 channels first",
        lambda: fit(
            net(Input(shape=(28, 28, 1)), layers.Conv2D(4, 3), layers.Flatten(), Dense(1)),
            np.zeros((2, 1, 28, 28)),
            [0, 1],
        ),
        "x looks channels-first: x.shape is (2, 1, 28, 28), but 'net' takes (None, 28, 28, 1). "
        "np.moveaxis(x, 1, -1) makes it channels-last.",
    ),
    (
        "15 a forgotten Flatten",
        lambda: fit(
            net(
                Input(shape=(28, 28, 1)),
                layers.Conv2D(4, 3),
                Dense(10, activation="softmax", name="dense"),
                loss="sparse_categorical_crossentropy",
            ),
            pictures(),
            [0, 1, 2, 3],
        ),
        "The last layer 'dense' gives 26x26x10 values per sample, y one. Put Flatten() or "
        "GlobalAveragePooling2D() before the last Dense layer.",
    ),
    (
        "16 an image that shrinks away",
        shrinking,
        "At 'max_pooling2d_1' the image is 1x1, smaller than the 2x2 window. On the way it "
        "shrinks: 8x8 -> 6x6 -> 3x3 -> 1x1. There were too many poolings or convolutions before "
        "it: use a larger input, fewer of them, or padding='same'.",
    ),
    (
        "17 an optimizer",
        lambda: net(Dense(1), optimizer="adma"),
        "There is no optimizer 'adma'. Did you mean 'adam'? Known: adadelta, adafactor, adagrad, "
        "adam, adamax, adamw, ftrl, lamb, lion, muon, nadam, rmsprop, schedulefreeadamw, sgd.",
    ),
    (
        "17 a keyword of a layer",
        lambda: layers.Dropout(rat=0.5),
        "Dropout has no argument 'rat'. Did you mean 'rate'? It takes: rate, noise_shape, seed, "
        "activity_regularizer, trainable, dtype, name, input_shape, input_dim.",
    ),
    (
        "17 lr",
        lambda: optimizers.Adam(lr=0.1),  # type: ignore[call-arg]
        "Adam has no argument 'lr': write learning_rate=... instead.",
    ),
    (
        "17 nb_epoch",
        lambda: fit(dense(), X, NUMBERS, nb_epoch=5),
        "fit has no argument 'nb_epoch': write epochs=... instead.",
    ),
    (
        "17 a keyword of fit",
        lambda: fit(dense(), X, NUMBERS, batchsize=5),
        "fit has no argument 'batchsize'. Did you mean 'batch_size'? It takes: x, y, batch_size, "
        "epochs, verbose, callbacks, validation_split, validation_data, shuffle, class_weight, "
        "sample_weight, initial_epoch, steps_per_epoch, validation_steps, validation_batch_size, "
        "validation_freq.",
    ),
    (
        "17 a keyword of a callback",
        lambda: p_vision.callbacks.EarlyStopping(patients=3),  # type: ignore[call-arg]
        "EarlyStopping has no argument 'patients'. Did you mean 'patience'? It takes: monitor, "
        "min_delta, patience, verbose, mode, baseline, restore_best_weights, start_from_epoch.",
    ),
    (
        "17 a class",
        lambda: losses.MeanSquareError(),
        "p_vision.losses has no 'MeanSquareError'. Did you mean 'MeanSquaredError'?",
    ),
    (
        "18 fit before compile",
        lambda: fit(Sequential([Input(shape=(3,)), Dense(1)], name="net"), X, NUMBERS),
        "'net' is not compiled yet. Before fit() call, for example, "
        "model.compile(optimizer='adam', loss='mse').",
    ),
    (
        "19 nan in x",
        lambda: fit(dense(), np.where(np.eye(8, 3) > 0, np.nan, 1.0), NUMBERS),
        "The loss became nan in epoch 1, by batch 1. x holds nan in row 0: remove or replace it.",
    ),
    (
        "20 the class of a layer",
        lambda: Sequential().add(layers.Dense),
        "You passed the class Dense: write Dense(...) to make a layer.",
    ),
]


@pytest.mark.parametrize(
    ("make", "text"), [entry[1:] for entry in ERRORS], ids=[entry[0] for entry in ERRORS]
)
def test_the_error_says(make: Callable[[], Any], text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(PVisionError) as raised:
            make()
    assert str(raised.value) == text


def frozen_after_compile() -> None:
    model = net(Input(shape=(3,)), Dense(4), Dense(1))
    fit(model, X, NUMBERS)
    model.layers[0].trainable = False
    fit(model, X, NUMBERS)


def all_frozen() -> None:
    model = dense()
    model.trainable = False
    fit(model, X, NUMBERS)


WARNINGS: list[tuple[str, Callable[[], Any], str]] = [
    (
        "11 logits into a loss of probabilities",
        lambda: fit(dense(3, loss="sparse_categorical_crossentropy"), X, CLASSES),
        "The last layer 'dense' has no activation, but the loss expects probabilities: add "
        "activation='softmax', or use SparseCategoricalCrossentropy(from_logits=True).",
    ),
    (
        "11 relu into a loss of probabilities",
        lambda: fit(dense(1, loss="binary_crossentropy", activation="relu"), X, CLASSES % 2),
        "The last layer 'dense' has activation 'relu', but the loss expects probabilities: use "
        "activation='sigmoid'.",
    ),
    (
        "12 probabilities into a loss of logits",
        lambda: fit(softmax(3, losses.SparseCategoricalCrossentropy(from_logits=True)), X, CLASSES),
        "The last layer 'dense' gives probabilities, but the loss was made with "
        "from_logits=True: leave out the activation, or from_logits.",
    ),
    (
        "18 accuracy of numbers",
        lambda: fit(net(Input(shape=(3,)), Dense(1), metrics=["accuracy"]), X, DRAWN.random(8)),
        "'accuracy' means little for the loss MeanSquaredError: use metrics=['mae'] for numbers, "
        "or a crossentropy loss for classes.",
    ),
    (
        "20 frozen after compile",
        frozen_after_compile,
        "Which weights of 'net' are trained has changed since compile(): from this fit() on 2 of "
        "4 weights are trained.",
    ),
    (
        "20 everything frozen",
        all_frozen,
        "All weights of 'net' are frozen (trainable=False), so fit() changes nothing. Set "
        "trainable = True on 'net', or on the layers to train.",
    ),
    (
        "batch normalization after few steps",
        lambda: fit(net(Input(shape=(3,)), layers.BatchNormalization(), Dense(1)), X, NUMBERS),
        "'batch_normalization' learns its averages slowly (momentum=0.99): after 1 step "
        "evaluate() and predict() may be far worse than training. Train longer, or use "
        "BatchNormalization(momentum=0.9).",
    ),
]


@pytest.mark.parametrize(
    ("make", "text"), [entry[1:] for entry in WARNINGS], ids=[entry[0] for entry in WARNINGS]
)
def test_the_warning_says(make: Callable[[], Any], text: str) -> None:
    with pytest.warns(UserWarning, match=".") as said:
        make()
    assert [str(warning.message) for warning in said] == [text]
    assert said[0].filename == __file__, "it points at the user's line"


def test_3_plain_lists_are_fine() -> None:
    assert fit(dense(), [[1.0, 2.0, 3.0]], [1.0]).history["loss"]


def test_19_data_that_is_too_large_or_a_rate_that_is_too_high() -> None:
    large = net(Input(shape=(3,)), Dense(4), Dense(1))
    x = np.full((64, 3), 255)
    with pytest.raises(PVisionError, match=r"x runs from 255 to 255: scale it, .* x / 255, or low"):
        fit(large, x, np.ones(64), epochs=200)
    fast = dense()
    fast.compile(optimizers.SGD(1e4), "mse")
    with pytest.raises(PVisionError, match="The learning rate may be too high: try a tenth of it"):
        fit(fast, X, np.ones(8), epochs=200)


def test_20_a_model_without_shapes_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Sequential([Dense(3)]).summary()
    assert "add Input(shape=...) as its first layer, or call it on data." in capsys.readouterr().out


def test_a_loss_of_ones_own_that_compares_everything_with_everything() -> None:
    class Mine(losses.Loss):
        def call(self, y_true: Any, y_pred: Any) -> Any:
            return p_vision.ops.mean((y_true - y_pred) ** 2)

    with pytest.warns(UserWarning, match="In Mine") as said:
        Mine()([1.0, 2.0, 3.0], [[1.0], [2.0], [3.0]])
    assert str(said[0].message) == (
        "In Mine, y_true has shape (3,) and y_pred (3, 1): y_true - y_pred is then 3x3 numbers. "
        "Write y_true[:, None] to compare them one by one."
    )
