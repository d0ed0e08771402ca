"""Masks travel with tensors through every kind of model, to losses and metrics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import Input, Model, Sequential, layers, ops

WORDS = np.array([[1, 2, 0], [3, 0, 0]])
MASK = WORDS != 0


class SumOfSteps(layers.Layer):
    """Adds up the time steps that count."""

    def call(self, x: Any, mask: Any = None) -> Any:
        if mask is None:
            return ops.sum(x, axis=1)
        return ops.sum(x * ops.expand_dims(ops.cast(mask, "float32"), -1), axis=1)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        return None


def _table() -> Any:
    return layers.Embedding(5, 2, mask_zero=True, embeddings_initializer="ones")


def _functional() -> Any:
    x = Input((3,))
    return Model(x, SumOfSteps()(layers.Dropout(0.5)(_table()(x))))


def _row() -> Any:
    return Sequential([Input((3,)), _table(), layers.Dropout(0.5), SumOfSteps()])


class _Own(Model):
    def __init__(self) -> None:
        super().__init__()
        self.table, self.last = _table(), SumOfSteps()

    def call(self, x: Any) -> Any:
        return self.last(self.table(x))


@pytest.mark.parametrize("make", [_functional, _row, _Own], ids=["functional", "row", "own"])
def test_the_mask_reaches_the_layer_that_needs_it(make: Any) -> None:
    model = make()
    wanted = [[2.0, 2.0], [1.0, 1.0]]
    assert model(WORDS).tolist() == wanted
    assert model.predict(WORDS, verbose=0).tolist() == wanted


def test_a_nested_model_passes_masks_in_and_out() -> None:
    x = Input((3,))
    inner = Sequential([Input((3, 2)), layers.Dense(2, kernel_initializer="ones")])
    model = Model(x, SumOfSteps()(inner(_table()(x))))
    assert model(WORDS).tolist() == [[4.0, 4.0], [2.0, 2.0]]


def test_a_mask_may_be_passed_by_hand() -> None:
    data = np.ones((2, 3, 2), "float32")
    assert SumOfSteps()(data, mask=MASK).tolist() == [[2.0, 2.0], [1.0, 1.0]]


def test_a_mask_is_known_while_a_model_is_put_together() -> None:
    class Share(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.supports_masking = True

        def call(self, x: Any, mask: Any = None) -> Any:
            weight = ops.expand_dims(ops.cast(mask, "float32"), -1)  # fails where mask is None
            return x * weight / ops.sum(weight, axis=1, keepdims=True)

    x = Input((None,))
    middle = Share()(layers.Dropout(0.5)(_table()(x)))
    model = Model(x, SumOfSteps()(Share()(middle)))
    assert model(WORDS).tolist() == [[0.5, 0.5], [1.0, 1.0]]
    # A model cut out of it knows them too, and one that begins in the middle.
    assert Model(x, Share()(middle))(WORDS).shape == (2, 3, 2)
    assert Model(middle, layers.Dense(1)(middle))(np.ones((2, 3, 2))).shape == (2, 3, 1)


def test_several_inputs_have_a_mask_each() -> None:
    class Both(layers.Layer):
        def call(
            self, query: Any, value: Any, query_mask: Any = None, value_mask: Any = None
        ) -> Any:
            assert value_mask is None
            return ops.sum(ops.cast(query_mask, "float32"), axis=1) + ops.sum(value, axis=(1, 2))

    table = _table()
    found = Both()(table(WORDS), np.zeros((2, 3, 2), "float32"))
    assert found.tolist() == [2.0, 1.0]


def test_a_layer_that_drops_masks_says_so() -> None:
    class Plain(layers.Layer):
        def call(self, x: Any) -> Any:
            return x + 1.0

    with pytest.warns(UserWarning, match="Plain 'plain.*' does not pass masks on"):
        found = Plain()(_table()(WORDS))
    assert getattr(found, "_keras_mask", None) is None


def test_masked_steps_do_not_count_in_loss_and_metrics() -> None:
    model = Sequential([Input((3,)), _table(), layers.Dense(1, kernel_initializer="ones")])
    model.compile("sgd", "mse", metrics=["mae"], weighted_metrics=["mse"])
    targets = np.where(MASK, 1.0, 100.0)[..., None].astype("float32")
    found = model.evaluate(WORDS, targets, verbose=0, return_dict=True)
    assert found == pytest.approx({"loss": 1.0, "mae": 1.0, "mse": 1.0})
