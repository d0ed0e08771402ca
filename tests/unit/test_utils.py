import random

import numpy as np
import pytest

import p_vision
from p_vision import Dense, utils


def test_class_numbers_become_one_hot_rows() -> None:
    assert utils.to_categorical([1, 0], 3).tolist() == [[0, 1, 0], [1, 0, 0]]
    assert utils.to_categorical(np.array([[2]])).shape == (1, 3)


@pytest.mark.parametrize("labels", [[3], [-1]])
def test_a_class_out_of_range_is_refused(labels: list[int]) -> None:
    with pytest.raises(ValueError, match="the classes are 0 to 2"):
        utils.to_categorical(labels, 3)


def test_rows_get_the_length_one() -> None:
    assert utils.normalize([[3.0, 4.0], [0.0, 0.0]]).tolist() == [[0.6, 0.8], [0.0, 0.0]]


def test_sequences_are_padded_and_cut() -> None:
    rows = [[1], [2, 3, 4]]
    assert utils.pad_sequences(rows).tolist() == [[0, 0, 1], [2, 3, 4]]
    assert utils.pad_sequences(rows, maxlen=2, padding="post").tolist() == [[1, 0], [3, 4]]
    assert utils.pad_sequences(rows, 2, truncating="post").tolist() == [[0, 1], [2, 3]]


def test_a_seed_repeats_everything_random() -> None:
    def draw() -> list[float]:
        utils.set_random_seed(5)
        drawn = [random.random(), float(np.random.rand())]
        return drawn + p_vision.random.normal((2,)).tolist()

    assert draw() == draw()


def test_a_cleared_session_names_layers_anew() -> None:
    utils.clear_session()
    assert [Dense(1).name, Dense(1).name] == ["dense", "dense_1"]
    utils.clear_session()
    assert Dense(1).name == "dense"
