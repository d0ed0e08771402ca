"""What recurrent layers do besides computing: states that live on, dropout, masks, mistakes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import GradientTape, layers, ops, tracing
from p_vision.errors import ArgumentError, ShapeError

RECURRENT = ("SimpleRNN", "LSTM", "GRU")


def _sequence(*shape: int) -> Any:
    return np.random.default_rng(1).normal(size=shape).astype("float32")


@pytest.mark.parametrize("kind", RECURRENT)
def test_stateful_layer_goes_on_where_the_last_batch_ended(kind: str) -> None:
    x = _sequence(2, 6, 3)
    layer = getattr(layers, kind)(4, stateful=True)
    first = layer(x[:, :4]).numpy()
    whole = getattr(layers, kind)(4)
    whole.build((2, 6, 3))
    whole.set_weights(layer.get_weights())
    assert np.allclose(layer(x[:, 4:]).numpy(), whole(x).numpy(), atol=1e-6)
    layer.reset_state()
    assert np.allclose(layer(x[:, :4]).numpy(), first, atol=1e-6)
    assert len(layer.weights) == 3


def test_states_that_live_on_move_with_their_model() -> None:
    layer = layers.Bidirectional(layers.LSTM(2, stateful=True))
    layer(_sequence(2, 3, 1))
    assert len(layer.states) == 4
    held = {id(state) for state in layer.states}
    assert held <= {id(variable) for variable in layer.variables}
    assert not held & {id(weight) for weight in layer.weights}
    assert len(layers.LSTM(2).variables) == 0


def test_stateful_layer_needs_the_batch_size() -> None:
    with pytest.raises(ArgumentError, match=r"Input\(batch_shape="):
        layers.LSTM(2, stateful=True)(layers.Input(shape=(4, 3)))
    layer = layers.LSTM(2, stateful=True)
    layer(_sequence(2, 4, 3))
    with pytest.raises(ShapeError, match="batches of 2 samples, but this batch has 3"):
        layer(_sequence(3, 4, 3))


@pytest.mark.parametrize("kind", RECURRENT)
def test_dropout_is_the_same_for_all_steps_and_new_for_each_batch(kind: str) -> None:
    x = np.repeat(_sequence(1, 1, 8), 3, axis=1)
    layer = getattr(layers, kind)(4, dropout=0.5, seed=1)
    plain = layer(x).numpy()
    assert np.allclose(plain, layer(x).numpy())
    first, second = layer(x, training=True).numpy(), layer(x, training=True).numpy()
    assert (first != second).any()
    again = getattr(layers, kind)(4, dropout=0.5, seed=1)
    again.build((1, 3, 8))
    again.set_weights(layer.get_weights())
    assert np.allclose(first, again(x, training=True).numpy())


@pytest.mark.parametrize("kind", RECURRENT)
def test_recurrent_dropout_changes_what_comes_from_the_state(kind: str) -> None:
    x = _sequence(4, 3, 2)
    layer = getattr(layers, kind)(8, recurrent_dropout=0.5, dropout=0.2)
    assert (layer(x, training=True).numpy() != layer(x).numpy()).any()
    one = x[:, :1]
    free = getattr(layers, kind)(8, recurrent_dropout=0.9)
    # The first state is zero: there is nothing to drop yet.
    assert np.allclose(free(one, training=True).numpy(), free(one).numpy(), atol=1e-6)


def test_cells_of_a_stack_keep_their_dropout_along_the_steps() -> None:
    cells = [layers.LSTMCell(4, dropout=0.5, seed=1), layers.GRUCell(3, recurrent_dropout=0.3)]
    layer = layers.RNN(cells)
    x = _sequence(2, 5, 3)
    assert (layer(x, training=True).numpy() != layer(x).numpy()).any()
    assert all(cell._kept_masks is None for cell in cells)


def test_own_cell_runs_in_rnn() -> None:
    class Sum(layers.Layer):
        state_size = 3

        def call(self, inputs: Any, states: Any) -> Any:
            total = states[0] + inputs
            return total, [total]

    x = _sequence(2, 5, 3)
    found = layers.RNN(Sum(), return_sequences=True)(x).numpy()
    assert np.allclose(found, np.cumsum(x, axis=1), atol=1e-6)


def test_recurrent_layer_is_one_operation_for_any_length() -> None:
    layer = layers.LSTM(4)
    layer.build((None, 200, 3))
    program = tracing.trace(layer, [tracing.TensorSpec((2, 200, 3))])
    assert program.json.count('"scan"') == 1
    assert len(program.json) < 10_000
    x = _sequence(2, 200, 3)
    assert np.allclose(program.run(x).numpy(), layer(x).numpy(), atol=1e-6)


def test_gradient_goes_through_many_steps() -> None:
    layer = layers.GRU(4)
    x = ops.convert_to_tensor(_sequence(1, 30, 2))
    with GradientTape() as tape:
        tape.watch(x)
        loss = ops.sum(layer(x))
    gradient = tape.gradient(loss, [x])[0].numpy()
    assert (gradient[0, 0] != 0).all()


def test_padding_of_masked_steps_does_not_change_the_result() -> None:
    layer = layers.LSTM(3)
    x = _sequence(2, 5, 2)
    mask = np.array([[True] * 3 + [False] * 2] * 2)
    assert np.allclose(layer(x, mask=mask).numpy(), layer(x[:, :3]).numpy(), atol=1e-6)


def test_bidirectional_copies_its_layer() -> None:
    inner = layers.LSTM(2, name="inner")
    layer = layers.Bidirectional(inner)
    layer(_sequence(1, 3, 2))
    assert not inner.built
    assert [one.name for one in (layer.forward_layer, layer.backward_layer)] == [
        "forward_inner",
        "backward_inner",
    ]
    assert layer.backward_layer.go_backwards
    assert len(layer.weights) == 6


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.LSTM(0), "units must be a whole number above 0"),
        (lambda: layers.GRU(2, dropout=2.0), "dropout must be between 0 and 1"),
        (lambda: layers.LSTM(2)(np.ones((2, 3), "float32")), r"batch, steps, features"),
        (
            lambda: layers.LSTM(2)(layers.LSTM(4, name="first")(np.ones((2, 3, 1), "float32"))),
            "give that one return_sequences=True",
        ),
        (
            lambda: layers.Bidirectional(layers.GRU(2))(layers.Input(shape=(3,))),
            "give that one return_sequences=True",
        ),
        (
            lambda: layers.LSTM(2)(np.ones((2, 3, 1), "float32"), mask=np.ones((2, 4), bool)),
            "batch and steps must agree",
        ),
        (lambda: layers.RNN(layers.Dense(2)), "takes a cell with 'state_size'"),
        (lambda: layers.Bidirectional(layers.LSTM), r"write LSTM\(...\)"),
        (lambda: layers.Bidirectional(layers.Dense(2)), "has no direction"),
        (lambda: layers.Bidirectional(layers.LSTM(2), merge_mode="cat"), "merge_mode is"),
        (lambda: layers.TimeDistributed(layers.Dense), r"write Dense\(...\)"),
        (
            lambda: layers.TimeDistributed(layers.Dense(2))(np.ones((2, 3), "float32")),
            "at least three",
        ),
        (
            lambda: layers.LSTM(2)(
                np.ones((2, 3, 1), "float32"), initial_state=[np.ones((2, 2), "float32")]
            ),
            "has 2 states, but initial_state holds 1",
        ),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises((ArgumentError, ShapeError), match=message):
        make()


def test_conv_lstm_drops_and_goes_on() -> None:
    x = _sequence(2, 3, 5, 5, 1)
    layer = layers.ConvLSTM2D(2, 3, dropout=0.5, recurrent_dropout=0.5, stateful=True, seed=1)
    first = layer(x).numpy()
    assert (layer(x, training=True).numpy() != first).any()
    layer.reset_state()
    assert np.allclose(layer(x).numpy(), first, atol=1e-6)
    with pytest.raises(ShapeError, match="batch, steps, height, width, channels"):
        layers.ConvLSTM2D(2, 3)(x[0])


def test_time_distributed_runs_layers_that_look_at_the_batch_step_by_step() -> None:
    x = _sequence(4, 3, 2)
    layer = layers.TimeDistributed(layers.BatchNormalization(epsilon=0.0))
    found = layer(x, training=True).numpy()
    assert np.allclose(found.mean(0), 0, atol=1e-5)

    class Ranked(layers.Layer):
        def call(self, inputs: Any) -> Any:
            return inputs - ops.max(inputs, axis=0)

    found = layers.TimeDistributed(Ranked())(x).numpy()
    assert np.allclose(found, x - x.max(0), atol=1e-6)
