"""Gradients of eager code, and what cannot have one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import ops
from p_vision.errors import GradientError
from p_vision.gradient import GradientTape
from p_vision.variable import Variable

pytestmark = pytest.mark.usefixtures("backend")


def test_variables_are_watched_by_themselves() -> None:
    w, b = Variable([[1.0, 2.0]]), Variable([0.5])
    with GradientTape() as tape:
        loss = ops.mean(ops.square(ops.matmul(w, [[3.0], [4.0]]) + b))
    found = tape.gradient(loss, {"w": w, "b": b})
    np.testing.assert_allclose(found["w"].numpy(), [[69.0, 92.0]], rtol=1e-5)
    np.testing.assert_allclose(found["b"].numpy(), [23.0], rtol=1e-5)


def test_a_source_without_a_path_has_no_gradient() -> None:
    used, unused, frozen = Variable(2.0), Variable(3.0), Variable(4.0, trainable=False)
    with GradientTape() as tape:
        _ = unused * 2.0
        loss = used * used * frozen
    assert [g if g is None else g.item() for g in tape.gradient(loss, [used, unused, frozen])] == [
        16.0,
        None,
        None,
    ]


def test_tensors_can_be_watched() -> None:
    x = ops.convert_to_tensor([1.0, 2.0])
    with GradientTape() as tape:
        tape.watch(x)
        y = ops.exp(x)
    np.testing.assert_allclose(tape.gradient(y, x).numpy(), np.exp([1.0, 2.0]), rtol=1e-5)


def test_a_variable_assigned_in_between_counts_both_times() -> None:
    v = Variable(3.0)
    with GradientTape() as tape:
        first = v * v
        v.assign(5.0)
        loss = first + v * 2.0
    assert tape.gradient(loss, v).item() == pytest.approx(8.0)


def test_stop_gradient_stops_it() -> None:
    v = Variable([1.0, 2.0])
    with GradientTape() as tape:
        loss = ops.sum(ops.stop_gradient(v * v) * v)
    assert tape.gradient(loss, v).tolist() == [1.0, 4.0]


def test_many_values_are_summed_up() -> None:
    v = Variable([1.0, 2.0])
    with GradientTape() as tape:
        y = v * 3.0
    assert tape.gradient(y, v).tolist() == [3.0, 3.0]


def test_training_by_hand_goes_down() -> None:
    w = Variable([0.0, 0.0])
    x = ops.convert_to_tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    y = ops.convert_to_tensor([1.0, 2.0, 3.0])
    losses = []
    for _ in range(30):
        with GradientTape() as tape:
            loss = ops.mean(ops.square(x @ w - y))
        w.assign_sub(0.5 * tape.gradient(loss, w))
        losses.append(float(loss))
    assert losses[-1] < 1e-3 < losses[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda tape, v, y: tape.gradient(y, ops.ones(())), "does not watch"),
        (lambda tape, v, y: [tape.gradient(y, v), tape.gradient(y, v)], "in one call"),
        (lambda tape, v, y: tape.gradient(ops.ones((), "int32"), v), "float32"),
        (lambda tape, v, y: tape.__enter__(), "make a new"),
    ],
)
def test_wrong_use_says_what_to_do(wrong: Any, words: str) -> None:
    v = Variable(2.0)
    with GradientTape() as tape:
        y = v * v
    with pytest.raises(GradientError, match=words):
        wrong(tape, v, y)


def test_a_tape_in_a_tape_is_refused() -> None:
    with GradientTape(), pytest.raises(GradientError, match="gradients of gradients"):
        GradientTape().__enter__()


def test_a_persistent_tape_is_refused() -> None:
    with pytest.raises(GradientError, match="once"):
        GradientTape(persistent=True)


def test_whole_numbers_cannot_be_watched() -> None:
    with GradientTape() as tape, pytest.raises(GradientError, match="float32"):
        tape.watch(ops.ones((2,), "int32"))


def test_variables_stay_usable_after_an_error_in_the_block() -> None:
    v = Variable(2.0)
    with pytest.raises(ZeroDivisionError), GradientTape():
        _ = v * (1 / 0)
    with GradientTape() as tape:
        y = v * v
    assert tape.gradient(y, v).item() == 4.0
