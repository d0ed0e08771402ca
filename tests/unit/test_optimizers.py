"""Optimizers besides their numbers: settings, messages, constraints."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import constraints, optimizers
from p_vision.errors import ArgumentError, GradientError, UnknownNameError
from p_vision.variable import Variable


def test_lookup() -> None:
    assert isinstance(optimizers.get("Adam"), optimizers.Adam)
    assert isinstance(optimizers.get("rmsprop"), optimizers.RMSprop)
    mine = optimizers.SGD()
    assert optimizers.get(mine) is mine
    with pytest.raises(UnknownNameError, match="Did you mean 'adam'"):
        optimizers.get("adm")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: optimizers.Adam(lr=0.1), "write learning_rate="),
        (lambda: optimizers.Adam(learning_rat=0.1), "Did you mean 'learning_rate'"),
        (lambda: optimizers.Adam(clipnorm=1.0, clipvalue=1.0), "only one of"),
        (lambda: optimizers.Adam(learning_rate="fast"), "must be a number"),
        (lambda: optimizers.SGD(momentum=2.0), "between 0 and 1"),
        (lambda: optimizers.AdamW(weight_decay=None), "AdamW needs"),
        (lambda: optimizers.schedules.PiecewiseConstantDecay([1], [0.1]), "one value more"),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        make()


def test_learning_rate_can_be_changed() -> None:
    optimizer = optimizers.SGD(learning_rate=1)
    weight = Variable([1.0])
    optimizer.apply([np.ones(1, "float32")], [weight])
    optimizer.learning_rate = 0.5
    optimizer.apply([np.ones(1, "float32")], [weight])
    assert weight.tolist() == [-0.5]
    assert float(optimizer.learning_rate) == 0.5
    assert int(optimizer.iterations.numpy()) == 2
    assert optimizer.get_config()["learning_rate"] == 0.5


def test_schedule_gives_the_learning_rate() -> None:
    schedule = optimizers.schedules.ExponentialDecay(1.0, decay_steps=1, decay_rate=0.5)
    optimizer = optimizers.SGD(learning_rate=schedule)
    weight = Variable([0.0])
    for _ in range(3):
        optimizer.apply([np.ones(1, "float32")], [weight])
    assert weight.tolist() == pytest.approx([-1.75])
    assert float(optimizer.learning_rate) == pytest.approx(0.125)
    with pytest.raises(ArgumentError, match="schedule"):
        optimizer.learning_rate = 0.1


def test_constraints_are_kept_after_each_step() -> None:
    weight = Variable([0.1])
    weight.constraint = constraints.NonNeg()
    optimizers.SGD(1.0).apply([np.ones(1, "float32")], [weight])
    assert weight.tolist() == [0.0]


def test_missing_gradients() -> None:
    weights = [Variable([1.0]), Variable([1.0])]
    optimizer = optimizers.SGD(1.0)
    optimizer.apply([None, np.ones(1, "float32")], weights)
    assert [weight.tolist() for weight in weights] == [[1.0], [0.0]]
    with pytest.raises(GradientError, match="None of the weights has a gradient"):
        optimizer.apply([None, None], weights)
    with pytest.raises(ArgumentError, match="1 gradients for 2 weights"):
        optimizer.apply([None], weights)
    with pytest.raises(ArgumentError, match="new to this optimizer"):
        optimizer.apply([np.ones(1, "float32")], [Variable([1.0], name="other")])


def test_apply_gradients_takes_pairs() -> None:
    weight = Variable([1.0])
    count = optimizers.SGD(1.0).apply_gradients([(np.ones(1, "float32"), weight)])
    assert int(count.numpy()) == 1
    assert weight.tolist() == [0.0]


def test_optimizer_is_printable() -> None:
    text = repr(optimizers.SGD(0.1, momentum=0.9, name="mine"))
    assert text.startswith("<SGD name='mine', learning_rate=0.1")
    assert "momentum=0.9" in text


def test_fit_ends_with_the_averages(backend: str) -> None:
    model = p_vision.Sequential([p_vision.Input((1,)), p_vision.Dense(1)])
    optimizer = optimizers.SGD(0.1, use_ema=True, ema_momentum=0.5)
    model.compile(optimizer, "mse")
    model.fit([[1.0], [2.0]], [[2.0], [4.0]], epochs=3, verbose=0)
    averages = [v for v in optimizer.variables if v.name.endswith("average")]
    for weight, average in zip(model.weights, averages, strict=True):
        assert weight.tolist() == average.tolist()


def test_a_scaled_loss_trains_like_a_plain_one(backend: str) -> None:
    found = []
    for scale in (None, 8.0):
        model = p_vision.Sequential(
            [p_vision.Input((1,)), p_vision.Dense(1, kernel_initializer="ones")]
        )
        model.compile(optimizers.SGD(0.1, loss_scale_factor=scale), "mse")
        history = model.fit([[1.0], [2.0]], [[2.0], [4.0]], epochs=3, verbose=0).history
        found.append((history["loss"], model.get_weights()[0].tolist()))
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-5)
    assert found[0][1][0] == pytest.approx(found[1][1][0], rel=1e-5)


def test_weights_change_only_with_the_last_of_several_gradients() -> None:
    weight = Variable([1.0])
    optimizer = optimizers.SGD(1.0, gradient_accumulation_steps=2)
    optimizer.apply([[1.0]], [weight])
    assert weight.tolist() == [1.0]
    optimizer.apply([[3.0]], [weight])
    assert weight.tolist() == [-1.0]
    assert int(optimizer.iterations) == 1


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"gradient_accumulation_steps": 1}, "gradient_accumulation_steps is at least 2, not 1."),
        ({"use_ema": True, "ema_momentum": 2}, "ema_momentum lies between 0 and 1; it is 2."),
    ],
)
def test_numbers_that_make_no_sense(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ArgumentError, match=text):
        optimizers.SGD(**arguments)
