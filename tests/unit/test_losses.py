"""Losses besides their numbers: names, functions, messages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import losses, ops
from p_vision.errors import ShapeError, UnknownNameError


def test_lookup() -> None:
    assert isinstance(losses.get("mse"), losses.MeanSquaredError)
    assert isinstance(losses.get("MeanSquaredError"), losses.MeanSquaredError)
    assert isinstance(
        losses.get("sparse_categorical_crossentropy"), losses.SparseCategoricalCrossentropy
    )
    assert losses.get(None) is None
    function = losses.mean_squared_error
    assert losses.get(function) is function
    with pytest.raises(UnknownNameError, match="Did you mean 'categorical_crossentropy'"):
        losses.get("categorical_crossentrpy")
    with pytest.raises(UnknownNameError, match="reduction"):
        losses.MeanSquaredError(reduction="meen")


def test_custom_loss_and_function() -> None:
    class Mine(losses.Loss):
        def call(self, y_true: Any, y_pred: Any) -> Any:
            return ops.abs(y_true - y_pred)

    assert float(Mine()([1.0, 2.0], [2.0, 4.0])) == 1.5

    def cubed(y_true: Any, y_pred: Any) -> Any:
        return ops.mean(ops.abs(y_true - y_pred) ** 3, axis=-1)

    wrapped = losses.LossFunctionWrapper(cubed)
    assert wrapped.name == "cubed"
    assert float(wrapped([1.0, 2.0], [[2.0], [4.0]])) == 4.5


def test_columns_are_not_broadcast_to_a_square() -> None:
    assert float(losses.MeanSquaredError()([1.0, 2.0], [[1.0], [2.0]])) == 0.0


@pytest.mark.parametrize(
    ("loss", "y_true", "y_pred", "message"),
    [
        ("mse", (8, 3), (8, 2), r"gives 2 values per sample, but y has 3.*Dense\(3\)"),
        (
            "categorical_crossentropy",
            (8,),
            (8, 3),
            "sparse_categorical_crossentropy.*to_categorical",
        ),
        ("categorical_crossentropy", (8, 4), (8, 3), r"Dense\(4\)"),
        ("sparse_categorical_crossentropy", (8, 3), (8, 3), "one-hot.*'categorical_crossentropy'"),
        ("sparse_categorical_crossentropy", (4,), (4, 26, 26, 10), "26x26x10.*Flatten"),
    ],
)
def test_shapes_that_do_not_fit_are_explained(
    loss: str, y_true: Any, y_pred: Any, message: str
) -> None:
    with pytest.raises(ShapeError, match=message):
        losses.get(loss)(np.ones(y_true, "float32"), np.ones(y_pred, "float32"))


def test_ignored_classes_have_no_part_in_the_mean() -> None:
    loss = losses.SparseCategoricalCrossentropy(ignore_class=0)
    y_pred = np.array([[0.5, 0.5], [0.25, 0.75]], "float32")
    assert float(loss([0, 1], y_pred)) == pytest.approx(-np.log(0.75), rel=1e-5)


def test_repr_names_the_reduction() -> None:
    assert "reduction='sum'" in repr(losses.Huber(reduction="sum"))
