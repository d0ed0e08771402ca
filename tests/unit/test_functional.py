"""Models made of symbolic inputs and outputs: nestings, sharing, sub-models, messages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import Input, Model, Sequential, layers, models, ops, utils
from p_vision.errors import ArgumentError

X = np.linspace(-1, 1, 12, dtype="float32").reshape(4, 3)


@pytest.fixture(autouse=True)
def _fresh_names() -> None:
    utils.clear_session()
    utils.set_random_seed(1)


def _two_inputs() -> Any:
    a, b = Input((3,), name="a"), Input((2,), name="b")
    joined = layers.Dense(2, name="dense_a")(a) + b
    return Model([a, b], [joined, ops.sum(joined, axis=-1)], name="pair")


def test_one_input_one_output() -> None:
    x = Input((3,))
    model = Model(x, layers.Dense(2)(x))
    assert type(model).__name__ == "Functional"
    assert model.name == "functional"
    assert (model.input_shape, model.output_shape) == ((None, 3), (None, 2))
    assert model.predict(X, verbose=0).shape == (4, 2)
    assert model(X).shape == (4, 2)


def test_inputs_come_as_a_list_or_by_name() -> None:
    model = _two_inputs()
    b = np.ones((4, 2), "float32")
    wanted = model.predict([X, b], verbose=0)
    for x in ([X.tolist(), b.tolist()], (X, b), {"b": b, "a": X}):
        for found, other in zip(model.predict(x, verbose=0), wanted, strict=True):
            np.testing.assert_allclose(found, other, rtol=1e-6)
    called = model({"a": X, "b": b})
    np.testing.assert_allclose(called[0].numpy(), wanted[0], rtol=1e-6)


def test_inputs_that_were_a_dictionary_keep_its_keys() -> None:
    inputs = {"left": Input((3,)), "right": Input((3,))}
    model = Model(inputs, {"sum": inputs["left"] + inputs["right"]})
    assert model.predict({"left": X, "right": X}, verbose=0)["sum"] == pytest.approx(2 * X)
    assert model.input_shape == [(None, 3), (None, 3)]
    assert model.output_shape == (None, 3)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([X], r"2 inputs \('a', 'b'\), but 1 was passed"),
        ({"a": X, "c": X}, "has no input 'c'"),
        ({"a": X}, "Nothing was passed for the input b"),
        ([X, X], r"Model 'pair' was built for 2 features.*x\[1\] has 3"),
    ],
)
def test_wrong_inputs_are_told_by_name(x: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _two_inputs().predict(x, verbose=0)


def test_an_input_that_is_missing_is_named() -> None:
    a, b = Input((3,), name="a"), Input((3,), name="b")
    with pytest.raises(ArgumentError, match=r"the input 'b' of shape .* not among inputs"):
        Model(a, layers.Add()([a, b]))


def test_two_layers_of_one_name_are_refused() -> None:
    x = Input((3,))
    y = layers.Dense(2, name="same")(layers.Dense(2, name="same")(x))
    with pytest.raises(ArgumentError, match="two layers named 'same'"):
        Model(x, y)


def test_what_is_no_symbolic_tensor_is_refused() -> None:
    x = Input((3,))
    with pytest.raises(ArgumentError, match=r"outputs of model .*Dense"):
        Model(x, layers.Dense(2))
    with pytest.raises(ArgumentError, match="needs outputs too"):
        Model(inputs=x)


def test_a_shared_layer_has_its_weights_once() -> None:
    a, b = Input((3,)), Input((3,))
    shared = layers.Dense(2)
    model = Model([a, b], layers.concatenate([shared(a), shared(b)]))
    assert len(model.weights) == 2
    assert len(shared._inbound_nodes) == 2
    assert [layer.name for layer in model.layers].count(shared.name) == 1


def test_a_part_of_a_model_is_a_model_with_the_same_weights() -> None:
    x = Input((3,))
    h = layers.Dense(4, activation="relu", name="hidden")(x)
    model = Model(x, layers.Dense(1, name="last")(h))
    front = Model(model.inputs, model.get_layer("hidden").output)
    back = Model(model.get_layer("hidden").output, model.outputs)
    found = back.predict(front.predict(X, verbose=0), verbose=0)
    np.testing.assert_allclose(found, model.predict(X, verbose=0), rtol=1e-6)
    assert back.layers[-1] is model.layers[-1]


def test_the_layers_of_a_sequential_can_be_looked_into() -> None:
    row = Sequential([Input((3,)), layers.Dense(4, name="one"), layers.Dense(1)])
    features = Model(row.inputs, [layer.output for layer in row.layers])
    assert [part.shape for part in features.predict(X, verbose=0)] == [(4, 4), (4, 1)]
    without_input = Sequential([layers.Dense(2)])
    with pytest.raises(ArgumentError, match="no output to build on"):
        _ = without_input.layers[0].output


def test_a_model_inside_a_model_and_a_sequential() -> None:
    start = Input((3,))
    inner = Model(start, ops.relu(layers.Dense(3)(start)), name="inner")
    row = Sequential([Input((3,)), inner, layers.Dense(2)])
    x = Input((3,))
    model = Model(x, row(inner(x)))
    assert model.predict(X, verbose=0).shape == (4, 2)
    assert len(model.weights) == 4
    model.compile("sgd", "mse")
    before = inner.get_weights()[0].copy()
    model.fit(X, np.ones((4, 2)), verbose=0)
    assert (before != inner.get_weights()[0]).any()


def test_freezing_a_nested_model_freezes_it_all_the_way_down() -> None:
    base = Sequential([Input((3,)), layers.Dense(3), layers.BatchNormalization(momentum=0.5)])
    base.trainable = False
    x = Input((3,))
    model = Model(x, layers.Dense(1)(base(x)))
    model.compile("sgd", "mse")
    before = [weight.copy() for weight in base.get_weights()]
    model.fit(X + 5, np.ones((4, 1)), verbose=0)
    for old, new in zip(before, base.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_arithmetic_and_slices_are_written_down() -> None:
    x = Input((4,))
    y = ops.concatenate([x[:, :2] * 2 - 1, 1 / (ops.exp(x[:, 2:]) + 1)], axis=-1)
    y = ops.where(y > 0, y, y @ ops.ones((4, 4)))
    model = Model(x, y)
    again = models.model_from_json(model.to_json())
    data = np.linspace(-1, 1, 8, dtype="float32").reshape(2, 4)
    np.testing.assert_allclose(
        again.predict(data, verbose=0), model.predict(data, verbose=0), rtol=1e-6
    )


def test_a_function_that_cannot_be_written_down_says_so() -> None:
    x = Input((3,))
    model = Model(x, ops.vectorized_map(lambda row: row * 2, x))
    with pytest.raises(ArgumentError, match="Put it into a Layer of your own"):
        model.get_config()


def test_a_subclass_may_give_its_inputs_and_outputs() -> None:
    class Mine(Model):
        def __init__(self) -> None:
            x = Input((3,))
            super().__init__(inputs=x, outputs=layers.Dense(1)(x))
            self.note = "own"

    model = Mine()
    assert model.predict(X, verbose=0).shape == (4, 1)
    assert len(model.layers) == 2


def test_a_looked_at_symbol_says_what_it_is() -> None:
    x = Input((3,))
    with pytest.raises(TypeError, match="a model that is being put together"):
        float(layers.Dense(1)(x))


def test_members_that_are_not_there_say_what_to_do() -> None:
    model = _two_inputs()
    with pytest.raises(AttributeError, match=r"no 'export' here: model\.save"):
        model.export("x")
    with pytest.raises(AttributeError, match="Did you mean 'summary'"):
        model.sumary()


SUMMARY = """Model: "pair"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃ Connected to         ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━┩
│ a (InputLayer)                  │ (None, 3)              │             0 │ -                    │
├─────────────────────────────────┼────────────────────────┼───────────────┼──────────────────────┤
│ dense_a (Dense)                 │ (None, 2)              │             8 │ a[0][0]              │
├─────────────────────────────────┼────────────────────────┼───────────────┼──────────────────────┤
│ b (InputLayer)                  │ (None, 2)              │             0 │ -                    │
├─────────────────────────────────┼────────────────────────┼───────────────┼──────────────────────┤
│ add (Add)                       │ (None, 2)              │             0 │ dense_a[0][0],       │
│                                 │                        │               │ b[0][0]              │
├─────────────────────────────────┼────────────────────────┼───────────────┼──────────────────────┤
│ sum (Sum)                       │ (None)                 │             0 │ add[0][0]            │
└─────────────────────────────────┴────────────────────────┴───────────────┴──────────────────────┘
 Total params: 8 (32.00 B)
 Trainable params: 8 (32.00 B)
 Non-trainable params: 0 (0.00 B)"""


def test_the_summary_shows_connections() -> None:
    lines: list[str] = []
    _two_inputs().summary(print_fn=lines.append)
    assert lines[0] == SUMMARY


def test_the_summary_can_be_narrow_nested_and_partial() -> None:
    inner = Sequential([Input((3,)), layers.Dense(2, name="deep")], name="inner")
    x = Input((3,), name="x")
    model = Model(x, layers.Dense(1, name="last")(inner(x)))
    lines: list[str] = []
    model.summary(print_fn=lines.append, expand_nested=True, line_length=60, show_trainable=True)
    assert "└ deep" in lines[0]
    assert {len(line) for line in lines[0].splitlines() if line[:1] in "┏┃┡│├└"} == {60}
    model.summary(print_fn=lines.append, layer_range=["last", "last"])
    assert "inner" not in lines[1]
    with pytest.raises(ArgumentError, match="there is no layer 'nope'"):
        model.summary(layer_range=["nope", "last"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"loss": {"one": "mse", "to": "mse"}}, "output 'to', .* Did you mean 'two'"),
        ({"loss": "mse", "metrics": {"tow": "mae"}}, "metrics names the output 'tow'"),
        ({"loss": ["mse"] * 3}, r"2 outputs \(one, two\), but loss has 3 entries"),
        ({"loss": "mse", "loss_weights": [1.0] * 3}, "loss_weights has 3 entries"),
    ],
)
def test_losses_for_outputs_that_are_not_there_are_told(
    arguments: dict[str, Any], message: str
) -> None:
    x = Input((3,))
    model = Model(x, [layers.Dense(1, name="one")(x), layers.Dense(1, name="two")(x)])
    model.compile("sgd", **arguments)
    with pytest.raises(ArgumentError, match=message):
        model.fit(X, [X[:, :1], X[:, :1]], verbose=0)


def test_one_array_of_targets_for_several_outputs_is_refused() -> None:
    x = Input((3,))
    model = Model(x, [layers.Dense(1, name="one")(x), layers.Dense(1, name="two")(x)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match=r"2 outputs \(one, two\), but y is one array"):
        model.fit(X, X[:, :1], verbose=0)
    model.compile("sgd", loss={"two": "mse"})
    assert list(model.fit(X, X[:, :1], verbose=0).history) == ["loss"]
