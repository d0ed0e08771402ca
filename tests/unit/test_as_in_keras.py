"""Small things that scripts written for Keras count on."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from p_vision import Input, Sequential, callbacks, layers, metrics, models, ops, optimizers
from p_vision.callbacks.named_numbers import NamedNumbers
from p_vision.utils import PyDataset, timeseries_dataset_from_array
from playground.tracebacks import describe_error

X = np.arange(50, dtype="float32").reshape(50, 1)


def compiled(**kwargs: Any) -> Sequential:
    model = Sequential([Input((1,)), layers.Dense(1, kernel_initializer="zeros")])
    model.compile(optimizers.SGD(0.0), "mae", **kwargs)
    return model


def batches() -> Iterator[Any]:
    while True:
        for start in range(0, 50, 10):
            yield X[start : start + 10], X[start : start + 10]


def test_every_validation_sees_the_same_batches_of_a_generator() -> None:
    history = compiled().fit(
        batches(),
        steps_per_epoch=2,
        epochs=3,
        validation_data=batches(),
        validation_steps=2,
        verbose=0,
    )
    assert history.history == {"loss": [9.5, 29.5, 24.5], "val_loss": [9.5, 9.5, 9.5]}


def test_a_generator_that_ends_validates_every_epoch() -> None:
    few = (batch for batch, _ in zip(batches(), range(2), strict=False))
    history = compiled().fit(X, X, epochs=3, validation_data=few, verbose=0)
    assert history.history["val_loss"] == [9.5, 9.5, 9.5]


def test_a_list_of_pairs_is_validated_as_inputs_and_targets() -> None:
    a, b = Input((1,)), Input((1,))
    model = models.Model([a, b], [layers.Dense(1)(a), layers.Dense(1)(b)])
    model.compile("sgd", "mse")
    history = model.fit((X, X), (X, X), validation_data=((X, X), (X, X)), verbose=0).history
    assert "val_loss" in history


def test_the_end_of_training_knows_the_last_values() -> None:
    seen: list[Any] = []
    end = callbacks.LambdaCallback(on_train_end=seen.append)
    compiled(metrics=["mse"]).fit(X, X, epochs=2, validation_data=(X, X), verbose=0, callbacks=end)
    assert sorted(seen[0]) == ["loss", "mse", "val_loss", "val_mse"]


def test_a_clone_is_compiled_like_the_model() -> None:
    model = compiled(metrics=["mse", metrics.MeanAbsoluteError(name="mae")])
    clone = models.clone_model(model)
    assert clone.optimizer is not model.optimizer
    assert float(clone.optimizer.learning_rate) == 0.0
    assert sorted(clone.evaluate(X, X, verbose=0, return_dict=True)) == ["loss", "mae", "mse"]
    assert model.evaluate(X, X, verbose=0)[0] == pytest.approx(24.5)


def test_the_text_of_a_model_says_how_it_is_compiled() -> None:
    text = compiled().to_json()
    assert json.loads(text)["compile_config"]["loss"] == "mae"
    assert models.model_from_json(text).evaluate(X, X, verbose=0) > 0
    # What cannot be written down is left out.
    model = compiled()
    model.compile("sgd", lambda true, given: ops.mean(true - given))
    assert "compile_config" not in json.loads(model.to_json())


class Inner(layers.Layer):
    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units = units
        self.dense = layers.Dense(units)

    def build(self, input_shape: Any) -> None:
        self.dense.build(input_shape)

    def call(self, x: Any) -> Any:
        return self.dense(x)


class Outer(layers.Layer):
    def __init__(self, inner: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inner = inner

    def build(self, input_shape: Any) -> None:
        self.inner.build(input_shape)

    def call(self, x: Any) -> Any:
        return self.inner(x)


def test_a_layer_that_builds_the_one_it_is_given_is_loaded_whole(tmp_path: Path) -> None:
    model = Sequential([Input((3,)), Outer(Inner(2))])
    model.save(tmp_path / "outer.keras")
    loaded = models.load_model(tmp_path / "outer.keras")
    assert len(loaded.weights) == 2
    x = np.ones((2, 3), "float32")
    assert np.array_equal(loaded.predict(x, verbose=0), model.predict(x, verbose=0))


def test_batches_asked_for_by_number_come_in_a_new_order() -> None:
    asked: list[int] = []

    class Counted(PyDataset):
        def __len__(self) -> int:
            return 8

        def __getitem__(self, index: int) -> Any:
            asked.append(index)
            return X[:2], X[:2]

    compiled().fit(Counted(), epochs=2, verbose=0)
    assert sorted(asked[:8]) == sorted(asked[8:]) == list(range(8))
    assert asked[:8] != asked[8:]
    asked.clear()
    compiled().fit(Counted(), epochs=1, shuffle=False, verbose=0)
    assert asked == list(range(8))


def test_losses_without_an_output_s_name_keep_the_name_they_were_given() -> None:
    class Pair(models.Model):
        def call(self, x: Any) -> Any:
            return x, x * 2.0

    model = Pair()
    model.compile("sgd", ["mse", "mae"])
    found = model.evaluate(X, (X, X), verbose=0, return_dict=True)
    assert sorted(found) == ["loss", "mae_loss", "mse_loss"]


def test_a_misspelled_metric_of_the_history_is_told() -> None:
    history = compiled(metrics=["mse"]).fit(X, X, verbose=0).history
    with pytest.raises(KeyError, match=r"There is no .mes.\. Did you mean .mse."):
        history["mes"]
    with pytest.raises(KeyError, match="Values on other data need validation_data"):
        history["val_loss"]
    assert history.get("val_loss") is None


def test_the_user_s_own_lines_are_part_of_an_error_in_a_graph() -> None:
    class Misfit(layers.Layer):
        def call(self, x: Any) -> Any:
            return x @ ops.ones((5, 5))

    with pytest.raises(ValueError, match=r"\(None, 1\) and \(5, 5\)") as raised:
        Misfit()(Input((1,)))
    lines = [str(entry.statement).strip() for entry in raised.traceback]
    assert "return x @ ops.ones((5, 5))" in lines


def test_the_page_shows_the_sentence_of_a_missing_metric_without_quotes() -> None:
    try:
        NamedNumbers(loss=1.0)["los"]
    except KeyError as error:
        found = describe_error(error, lambda name: None, "script.py")
    assert str(found["message"]).startswith("There is no 'los'. Did you mean 'loss'?")


def test_models_are_copied_and_pickled_with_their_weights() -> None:
    model = compiled(metrics=["mse"])
    model.fit(X, X, verbose=0)
    for twin in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert np.array_equal(twin.predict(X, verbose=0), model.predict(X, verbose=0))
        assert twin.weights[0] is not model.weights[0]
        assert twin.compiled
    assert len(copy.deepcopy(Sequential([layers.Dense(2)])).layers) == 1


def test_a_data_set_repeats_for_ever() -> None:
    data = timeseries_dataset_from_array(X, X, sequence_length=1, batch_size=20).repeat()
    model = Sequential([Input((1, 1)), layers.Flatten(), layers.Dense(1)])
    model.compile("sgd", "mse")
    history = model.fit(data, steps_per_epoch=7, epochs=2, verbose=0)
    assert history.params["steps"] == 7
    assert len(history.history["loss"]) == 2
