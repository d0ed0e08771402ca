"""Making, changing, showing and moving models."""

from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Input, Model, Sequential, layers, ops

X = np.linspace(-1, 1, 12, dtype="float32").reshape(4, 3)
Y = X.sum(axis=1, keepdims=True)


def test_a_model_with_an_input_has_weights_at_once() -> None:
    model = Sequential()
    model.add(Input(shape=(16,)))
    model.add(Dense(8))
    assert [weight.shape for weight in model.weights] == [(16, 8), (8,)]
    assert model.count_params() == 136
    assert (model.input_shape, model.output_shape) == ((None, 16), (None, 8))


def test_a_model_without_an_input_has_none_yet() -> None:
    model = Sequential([Dense(8)])
    assert len(model.weights) == 0
    assert not model.built
    model.build((None, 3))
    assert len(model.weights) == 2


def test_data_gives_the_shapes_where_there_is_no_input() -> None:
    model = Sequential([Dense(2), Dense(1)])
    model.compile("sgd", "mse")
    model.fit(X, Y, verbose=0)
    assert model.count_params() == 11
    assert model.output_shape == (None, 1)


def test_the_first_layer_may_name_the_shape() -> None:
    assert len(Sequential([Dense(4, input_shape=(3,))]).weights) == 2


def test_layers_can_be_printed() -> None:
    model = Sequential([Input(shape=(16,)), Dense(8, name="hidden")])
    text = repr(model.layers[0])
    assert "hidden" in text
    assert "(None, 16)" in text
    assert "trainable" in text
    assert "Dense" in repr(model)


def test_layers_can_be_found_and_taken_off() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4, name="a"), Dense(1, name="b")])
    assert model.get_layer("a") is model.layers[0]
    assert model.get_layer(index=-1).name == "b"
    assert model.pop().name == "b"
    assert model.output_shape == (None, 4)
    with pytest.raises(ValueError, match=r"has no layer 'b'.*Its layers: a"):
        model.get_layer("b")


def test_a_model_that_grew_is_trained_whole() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4)])
    model.compile("sgd", "mse")
    assert model.predict(X, verbose=0).shape == (4, 4)
    model.add(Dense(1))
    assert model.predict(X, verbose=0).shape == (4, 1)
    model.fit(X, Y, verbose=0)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (Dense, r"write Dense\(...\)"),
        (Input, r"write Input\(shape=...\)"),
        ("dense", "Only layers can be added"),
    ],
)
def test_what_is_no_layer_is_refused(wrong: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Sequential().add(wrong)


def test_the_summary_is_a_table_with_totals(capsys: pytest.CaptureFixture[str]) -> None:
    model = Sequential([Input(shape=(28, 28, 1)), layers.Conv2D(32, 3), layers.Flatten()])
    model.summary()
    shown = capsys.readouterr().out
    assert 'Model: "' in shown
    assert "│ (None, 26, 26, 32)     │           320 │" in shown
    assert " Total params: 320 (1.25 KB)" in shown
    assert " Non-trainable params: 0 (0.00 B)" in shown
    assert len({len(line) for line in shown.splitlines() if line[:1] in "┏┃┡│├└"}) == 1


def test_an_unbuilt_summary_says_how_to_build() -> None:
    lines: list[str] = []
    Sequential([Dense(3)]).summary(print_fn=lines.append)
    assert "0 (unbuilt)" in lines[0]
    assert "Input(shape=...)" in lines[0]


def test_the_summary_counts_frozen_weights_and_the_optimizer() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4), Dense(1)])
    model.layers[0].trainable = False
    model.compile("adam", "mse")
    model.fit(X, Y, verbose=0)
    lines: list[str] = []
    model.summary(print_fn=lines.append, show_trainable=True)
    assert " Non-trainable params: 16 (64.00 B)" in lines[0]
    assert " Trainable params: 5 (20.00 B)" in lines[0]
    assert " Optimizer params: 12 (48.00 B)" in lines[0]


def test_frozen_layers_keep_their_weights() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4), Dense(1)])
    model.layers[0].trainable = False
    model.compile("sgd", "mse")
    first, last = (layer.get_weights()[0] for layer in model.layers)
    model.fit(X, Y, verbose=0)
    np.testing.assert_array_equal(first, model.layers[0].get_weights()[0])
    assert (last != model.layers[1].get_weights()[0]).any()


def test_freezing_counts_from_the_next_fit() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4), Dense(1)])
    model.compile("sgd", "mse")
    model.fit(X, Y, verbose=0)
    model.layers[0].trainable = False
    before = model.layers[0].get_weights()[0]
    model.fit(X, Y, verbose=0)
    np.testing.assert_array_equal(before, model.layers[0].get_weights()[0])


def test_moving_to_another_backend_keeps_everything(backend: str) -> None:
    def train(move: bool) -> list[float]:
        p_vision.utils.set_random_seed(1)
        model = Sequential([Input(shape=(3,)), Dense(4), Dense(1)], backend="Cpu")
        model.compile("adam", "mse")
        found = model.fit(X, Y, epochs=2, verbose=0, shuffle=False).history["loss"]
        if move:
            model.backend = backend
            assert model.backend == backend
            assert {weight.backend for weight in model.weights} == {backend}
        return found + model.fit(X, Y, epochs=2, verbose=0, shuffle=False).history["loss"]

    assert train(True) == pytest.approx(train(False), rel=1e-4)


def test_an_unknown_backend_is_refused_with_the_list() -> None:
    with pytest.raises(ValueError, match="Cpu, Flex, Wgpu, auto"):
        Sequential(backend="cuda")


def test_weights_can_be_read_and_set() -> None:
    model = Sequential([Input(shape=(3,)), Dense(1)])
    model.set_weights([np.ones((3, 1)), np.array([2.0])])
    np.testing.assert_allclose(model.predict(X, verbose=0), Y + 2, rtol=1e-5)


def test_a_model_is_made_again_from_its_configuration() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4, activation="relu"), layers.Dropout(0.5)])
    again = Sequential.from_config(model.get_config())
    assert again.get_config() == model.get_config()
    assert [weight.shape for weight in again.weights] == [(3, 4), (4,)]


def test_models_can_be_layers() -> None:
    inner = Sequential([Dense(4), Dense(2)], name="inner")
    model = Sequential([Input(shape=(3,)), inner, Dense(1)])
    assert model.output_shape == (None, 1)
    assert len(model.weights) == 6
    lines: list[str] = []
    model.summary(print_fn=lines.append, expand_nested=True)
    assert "inner (Sequential)" in lines[0]
    assert "└ " in lines[0]


class TwoPaths(Model):
    """Adds two dense layers; knows nothing of shapes before its first call."""

    def __init__(self) -> None:
        super().__init__()
        self.paths = [Dense(1), Dense(1, use_bias=False)]

    def call(self, inputs: Any, training: Any = None) -> Any:
        return self.paths[0](inputs) + self.paths[1](inputs)


def test_a_subclass_trains() -> None:
    model = TwoPaths()
    model.compile("sgd", "mse", metrics=["mae"])
    history = model.fit(X, Y, epochs=20, verbose=0)
    assert history.history["loss"][-1] < history.history["loss"][0]
    assert len(model.weights) == 3
    assert model.predict(X, verbose=0).shape == (4, 1)


class OwnStep(Sequential):
    """Trains by a step of its own."""

    def train_step(self, data: Any) -> dict[str, Any]:
        x, y = data
        with p_vision.GradientTape() as tape:
            loss = ops.mean(ops.square(self(x, training=True) - y))
        gradients = tape.gradient(loss, self.trainable_weights)
        self.optimizer.apply(gradients, self.trainable_weights)
        return {"my_loss": loss, "twice": 2 * loss}


def test_a_step_of_ones_own_is_recorded_too() -> None:
    model = OwnStep([Input(shape=(3,)), Dense(1)])
    model.compile("sgd")
    history = model.fit(X, Y, epochs=5, verbose=0).history
    assert list(history) == ["my_loss", "twice"]
    assert history["twice"][-1] == pytest.approx(2 * history["my_loss"][-1])
    assert history["my_loss"][-1] < history["my_loss"][0]
    assert model._recorder.records("train")


class Curious(OwnStep):
    """Looks at the loss while it trains."""

    def train_step(self, data: Any) -> dict[str, Any]:
        logs = super().train_step(data)
        assert float(logs["my_loss"]) >= 0
        return logs


def test_a_step_that_looks_at_values_runs_as_python_and_says_so() -> None:
    model = Curious([Input(shape=(3,)), Dense(1)])
    model.compile("sgd")
    with pytest.warns(UserWarning, match="plain Python") as caught:
        history = model.fit(X, Y, epochs=3, verbose=0).history
    assert len(caught) == 1
    assert history["my_loss"][-1] < history["my_loss"][0]


def test_several_inputs_come_as_a_dictionary() -> None:
    class Sum(Model):
        def __init__(self) -> None:
            super().__init__()
            self.dense = Dense(1)

        def call(self, inputs: Any) -> Any:
            return self.dense(inputs["a"]) + inputs["b"]

    model = Sum()
    model.compile("sgd", "mse")
    model.fit({"a": X, "b": Y}, Y, verbose=0)
    assert model.predict({"b": Y, "a": X}, verbose=0).shape == (4, 1)


def test_a_layer_that_does_not_fit_leaves_the_model_as_it_was() -> None:
    model = Sequential([Input(shape=(3,)), Dense(4)])
    with pytest.raises(ValueError, match="Conv2D"):
        model.add(layers.Conv2D(2, 3))
    model.add(Dense(1))
    assert model.predict(X, verbose=0).shape == (4, 1)


def test_inputs_may_be_outputs_and_outputs_may_come_twice() -> None:
    x = Input(shape=(3,))
    d = Dense(2)(x)
    model = Model(x, [d, d, x])
    assert [part.shape for part in model.predict(X, verbose=0)] == [(4, 2), (4, 2), (4, 3)]


def test_a_model_that_comes_first_brings_its_input() -> None:
    base = Sequential([Input(shape=(3,)), Dense(4)])
    whole = Sequential([base, Dense(2)])
    assert whole.built
    assert whole.output_shape == (None, 2)
    assert len(whole.weights) == 4
