"""Rows written by an index list on the processor: values and both gradients."""

import numpy as np

import p_vision
from p_vision import ops

WEIGHTS = np.arange(1.0, 7.0, dtype="float32").reshape(3, 2)


def gradients(write: str) -> tuple[list[object], list[object], list[object]]:
    x = p_vision.Variable(np.zeros((3, 2), "float32"))
    rows = p_vision.Variable(np.array([[1, 2], [3, 4], [5, 6]], "float32"))
    with p_vision.GradientTape() as tape:
        if write == "replace":
            y = ops.scatter_update(x, [[2], [0], [2]], rows)
        else:
            y = x + ops.segment_sum(rows, [2, 0, 2], 3)
        loss = ops.sum(y * WEIGHTS)
    of_x, of_rows = tape.gradient(loss, [x, rows])
    return y.tolist(), of_x.tolist(), of_rows.tolist()


def test_the_last_of_several_rows_stays_and_only_it_has_a_gradient() -> None:
    values, of_x, of_rows = gradients("replace")
    assert values == [[3.0, 4.0], [0.0, 0.0], [5.0, 6.0]]
    assert of_x == [[0.0, 0.0], [3.0, 4.0], [0.0, 0.0]]
    assert of_rows == [[0.0, 0.0], [1.0, 2.0], [5.0, 6.0]]


def test_all_rows_that_were_added_have_a_gradient() -> None:
    values, of_x, of_rows = gradients("add")
    assert values == [[3.0, 4.0], [0.0, 0.0], [6.0, 8.0]]
    assert of_x == WEIGHTS.tolist()
    assert of_rows == [[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]]
