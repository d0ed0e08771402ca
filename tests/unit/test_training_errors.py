"""The mistakes beginners make, and what they are told."""

from typing import Any

import numpy as np
import pytest

from p_vision import Dense, Input, Sequential, layers


def model(*, inputs: Any = (3,), units: int = 1, loss: str = "mse", **kwargs: Any) -> Sequential:
    made = Sequential([Input(shape=inputs), Dense(units, name="last", **kwargs)], name="net")
    made.compile("sgd", loss)
    return made


X = np.zeros((8, 3))


def test_fit_before_compile() -> None:
    unready = Sequential([Input(shape=(3,)), Dense(1)])
    with pytest.raises(ValueError, match=r"not compiled yet. Before fit\(\) call"):
        unready.fit(X, np.zeros(8))


def test_wrong_number_of_features() -> None:
    with pytest.raises(ValueError, match=r"built for 3 features .* but x has 4: x.shape is \(8, 4"):
        model().fit(np.zeros((8, 4)), np.zeros(8), verbose=0)


def test_one_sample_without_its_batch() -> None:
    with pytest.raises(ValueError, match=r"one sample of shape \(3,\); a batch is needed: x\[None"):
        model().predict([1.0, 2.0, 3.0], verbose=0)


def test_ragged_rows() -> None:
    with pytest.raises(ValueError, match="Row 1 has 2 values, row 0 has 3"):
        model().fit([[1, 2, 3], [1, 2]], [0, 1], verbose=0)


def test_different_lengths() -> None:
    with pytest.raises(ValueError, match="x has 8 samples, but y has 5 labels"):
        model().fit(X, np.zeros(5), verbose=0)


def test_too_few_outputs() -> None:
    with pytest.raises(
        ValueError, match=r"'last' gives 2 values per sample, y has 3. Use Dense\(3"
    ):
        model(units=2).fit(X, np.zeros((8, 3)), verbose=0)


def test_class_numbers_where_rows_are_wanted() -> None:
    wrong = model(units=3, loss="categorical_crossentropy", activation="softmax")
    with pytest.raises(ValueError, match="use loss='sparse_categorical_crossentropy'"):
        wrong.fit(X, np.zeros(8, dtype=int), verbose=0)


def test_rows_where_class_numbers_are_wanted() -> None:
    wrong = model(units=3, loss="sparse_categorical_crossentropy", activation="softmax")
    with pytest.raises(ValueError, match="Use loss='categorical_crossentropy'"):
        wrong.fit(X, np.zeros((8, 3)), verbose=0)


def test_a_class_without_an_output() -> None:
    wrong = model(units=2, loss="sparse_categorical_crossentropy", activation="softmax")
    with pytest.raises(ValueError, match=r"contains class 2 but the model has 2 outputs"):
        wrong.fit(X, [0, 1, 2, 0, 1, 2, 0, 1], verbose=0)
    with pytest.raises(ValueError, match="start at 0"):
        wrong.fit(X, [-1] * 8, verbose=0)


def test_softmax_of_a_single_value() -> None:
    with pytest.raises(ValueError, match="one unit and activation 'softmax'"):
        model(loss="binary_crossentropy", activation="softmax").fit(X, np.zeros(8), verbose=0)


def test_logits_where_probabilities_are_expected() -> None:
    with pytest.warns(UserWarning, match="add activation='softmax'"):
        model(units=3, loss="sparse_categorical_crossentropy").fit(X + 1, [0] * 8, verbose=0)


def test_accuracy_of_numbers() -> None:
    odd = model()
    odd.compile("sgd", "mse", metrics=["accuracy"])
    with pytest.warns(UserWarning, match="'accuracy' means little"):
        odd.fit(X, np.zeros(8), verbose=0)


def test_pictures_with_channels_first() -> None:
    net = Sequential([Input(shape=(28, 28, 1)), layers.Flatten(), Dense(1)])
    with pytest.raises(ValueError, match=r"channels-first.*np.moveaxis\(x, 1, -1\)"):
        net.predict(np.zeros((2, 1, 28, 28)), verbose=0)


def test_pictures_without_channels_are_fine() -> None:
    net = Sequential([Input(shape=(4, 4, 1)), layers.Flatten(), Dense(1)])
    assert net.predict(np.zeros((2, 4, 4)), verbose=0).shape == (2, 1)


def test_a_forgotten_flatten() -> None:
    net = Sequential([Input(shape=(4, 4, 1)), Dense(3, activation="softmax")])
    net.compile("sgd", "sparse_categorical_crossentropy")
    with pytest.raises(ValueError, match=r"4x4x3 values per sample, y one\. Put Flatten"):
        net.fit(np.zeros((2, 4, 4, 1)), [0, 1], verbose=0)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [({"loss": "mes"}, "mse"), ({"optimizer": "sdg"}, "sgd")],
)
def test_misspelled_names(arguments: Any, hint: str) -> None:
    with pytest.raises(ValueError, match=f"Did you mean '{hint}'"):
        Sequential([Dense(1)]).compile(**arguments)


def test_text_as_data() -> None:
    with pytest.raises(TypeError, match=r"x: .*numbers"):
        model().fit(np.array([["a", "b", "c"]]), [0], verbose=0)


def test_no_data_at_all() -> None:
    with pytest.raises(ValueError, match="empty"):
        model().fit(np.zeros((0, 3)), np.zeros(0), verbose=0)


def test_metrics_in_the_place_of_loss_weights() -> None:
    wrong = Sequential([Input(shape=(3,)), Dense(1)])
    wrong.compile("sgd", "mse", ["accuracy"])
    with pytest.raises(ValueError, match=r"third argument is loss_weights: write metrics="):
        wrong.fit(X, np.zeros(8), verbose=0)
