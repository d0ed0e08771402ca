"""Hover and the check of the text that is being written."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from playground.hover import hover_at
from playground.syntax import problem_in

SOURCE = """\
from p_vision import Dense, Sequential
layer = Dense(8, activation="relu")  # Dense in a comment
x = "Dense in a text"
data.shape
"""


def at(word: str, names: dict[str, Any] | None = None, nth: int = 0) -> dict[str, Any] | None:
    place = -1
    for _ in range(nth + 1):
        place = SOURCE.index(word, place + 1)
    return hover_at(SOURCE, place + 1, names or {})


def test_a_class_shows_how_it_is_called() -> None:
    found = at("Dense(")
    assert found is not None
    assert found["title"] == "Dense"
    assert found["signature"].startswith("(units, activation=None")
    assert "fully connected" in found["documentation"]


def test_a_parameter_shows_what_it_means() -> None:
    found = at("activation")
    assert found is not None
    assert found["title"] == "activation=None"
    assert found["documentation"] != ""


def test_a_value_shows_its_shape() -> None:
    found = at("data", {"data": np.zeros((3, 2), "float32")})
    assert found is not None
    assert (found["title"], found["documentation"]) == ("data: ndarray", "shape (3, 2), float32")
    assert SOURCE[found["from"] : found["to"]] == "data"


@pytest.mark.parametrize("nth", [2, 3])
def test_comments_and_texts_are_silent(nth: int) -> None:
    assert at("Dense", nth=nth) is None


def test_the_first_place_that_python_cannot_read() -> None:
    found = problem_in("x = 1\ny = = 2\n")
    assert found is not None
    assert (found["line"], found["column"]) == (2, 5)
    assert problem_in("await nothing\nprint('\\d')") is None
