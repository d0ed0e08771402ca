"""Tables from every form in which rows and columns come."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from p_vision.show.tables import TABLE_TYPE, made
from playground.display import ARRAY_TYPE, mime_bundle


@pytest.mark.parametrize(
    "data",
    [
        {"a": [1, 3], "b": [2, 4]},
        [{"a": 1, "b": 2}, {"a": 3, "b": 4}],
        {"a": np.array([1, 3]), "b": np.array([2, 4])},
    ],
)
def test_named_columns(data: Any) -> None:
    table = made(data, None, 50)
    assert table.columns == ["a", "b"]
    assert table.csv.split() == ["a,b", "1,2", "3,4"]
    forms = table._repr_mimebundle_()
    assert json.loads(forms[TABLE_TYPE])["rows"] == [[1, 2], [3, 4]]


def test_plain_rows_get_numbers_or_given_titles() -> None:
    assert made(np.ones((2, 3)), None, 50).columns == ["0", "1", "2"]
    assert made([[1, "x"], [2, "y"]], ["n", "word"], 50).rows == [[1, "x"], [2, "y"]]
    assert made([5, 6], ["value"], 50).rows == [[5], [6]]


def test_wrong_shapes_are_told() -> None:
    with pytest.raises(ValueError, match=r"equally long.*a: 1, b: 2"):
        made({"a": [1], "b": [1, 2]}, None, 50)
    with pytest.raises(ValueError, match="1 titles, but rows of 2"):
        made([[1, 2]], ["one"], 50)


def test_only_the_first_rows_are_shown_and_odd_values_survive() -> None:
    table = made({"a": [float("nan"), np.float32(0.5), None, "x"]}, None, 3)
    shown = json.loads(table._repr_mimebundle_()[TABLE_TYPE])
    assert shown == {"columns": ["a"], "rows": [["nan"], [0.5], ["None"]], "total": 4}
    assert repr(table).endswith("... 1 more rows")


def test_arrays_tell_shape_dtype_and_range() -> None:
    forms = mime_bundle(np.arange(6, dtype="int32").reshape(2, 3))
    facts = json.loads(forms[ARRAY_TYPE])
    assert facts == {"shape": "(2, 3)", "dtype": "int32", "low": "0", "high": "5"}
    assert forms["text/csv"].split() == ["0,1,2", "3,4,5"]
    assert ARRAY_TYPE not in mime_bundle([1, 2])
    assert "text/csv" not in mime_bundle(np.zeros((2, 2, 2)))
    assert json.loads(mime_bundle(np.zeros((0, 2)))[ARRAY_TYPE])["low"] == ""
