"""Loops: recorded once, with states, variables, gradients, and clear refusals."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from p_vision import ops, random, tracing
from p_vision.errors import (
    ArgumentError,
    DtypeError,
    GradientError,
    ShapeError,
    ValueNeededError,
)
from p_vision.gradient import GradientTape
from p_vision.tracing import KerasTensor, TensorSpec, function, trace
from p_vision.variable import Variable

X = np.arange(12, dtype="float32").reshape(4, 3) / 10


def decay(w: Any) -> Any:
    def step(state: Any, entry: Any) -> Any:
        state = ops.tanh(state * w + entry)
        return state, state * 2

    return step


def by_hand(w: Any, xs: Any) -> tuple[Any, Any]:
    state, outputs = ops.zeros((3,)), []
    for place in range(4):
        state, output = decay(w)(state, xs[place])
        outputs.append(output)
    return state, ops.stack(outputs)


def test_scan_is_a_python_loop(backend: str) -> None:
    xs = ops.convert_to_tensor(X)
    state, outputs = ops.scan(decay(0.5), ops.zeros((3,)), xs)
    wanted_state, wanted = by_hand(0.5, xs)
    np.testing.assert_allclose(state.numpy(), wanted_state.numpy(), rtol=1e-5)
    np.testing.assert_allclose(outputs.numpy(), wanted.numpy(), rtol=1e-5)


def test_gradients_reach_variables_from_outside(backend: str) -> None:
    w = Variable([0.3, -0.2, 0.9])
    xs = ops.convert_to_tensor(X)
    found = []
    for loop in (lambda: ops.scan(decay(w), ops.zeros((3,)), xs), lambda: by_hand(w, xs)):
        with GradientTape() as tape:
            tape.watch(xs)
            state, outputs = loop()
            loss = ops.sum(state) + ops.sum(outputs * outputs)
        found.append([part.numpy() for part in tape.gradient(loss, [w, xs])])
    for left, right in zip(*found, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-4, atol=1e-5)


def test_a_recorded_step_holds_one_scan_whatever_the_length(backend: str) -> None:
    w = Variable([0.3, -0.2, 0.9])

    def step(xs: Any) -> Any:
        with GradientTape() as tape:
            loss = ops.mean(ops.scan(decay(w), ops.zeros((3,)), xs)[1])
        w.assign(w - 0.1 * tape.gradient(loss, w))
        return loss

    programs = [trace(step, [TensorSpec((length, 3))]) for length in (4, 400)]
    nodes = [[node[0] for node in json.loads(p.json)["nodes"]] for p in programs]
    assert nodes[0] == nodes[1]
    assert nodes[0].count("scan") == 1
    losses = [programs[0].run(X).item() for _ in range(3)]
    w.assign([0.3, -0.2, 0.9])
    assert losses == pytest.approx([step(ops.convert_to_tensor(X)).item() for _ in range(3)])
    assert losses[2] < losses[0]


def test_the_function_is_called_once() -> None:
    calls = []

    def step(state: Any, x: Any) -> Any:
        calls.append(x)
        return state + x, None

    state, nothing = ops.scan(step, 0.0, ops.ones((100,)))
    assert (state.item(), nothing, len(calls)) == (100.0, None, 1)


def test_states_and_sequences_may_be_nested() -> None:
    def step(state: Any, entry: Any) -> Any:
        count, (total, unused) = state["count"], state["sums"]
        return {"count": count + 1, "sums": (total + entry[0] * entry[1], unused)}, [total, None]

    first = {"count": 0, "sums": (ops.zeros(()), None)}
    state, outputs = ops.scan(step, first, [ops.arange(4), X[:, 1]])
    assert state["count"].dtype == "int32"
    assert state["sums"][1] is None
    assert outputs[1] is None
    assert state["sums"][0].item() == pytest.approx((np.arange(4) * X[:, 1]).sum())
    assert outputs[0].shape == (4,)


def test_variables_that_a_round_assigns_are_states(backend: str) -> None:
    total = Variable(1.0, trainable=False)

    def step(state: Any, x: Any) -> Any:
        before = total.value
        total.assign_add(x)
        return state, before + 0.0 * total

    outputs = ops.scan(step, None, ops.convert_to_tensor([1.0, 2.0, 4.0]))[1]
    assert outputs.tolist() == [1.0, 2.0, 4.0]
    assert total.item() == 8.0
    again = function(lambda xs: ops.scan(step, None, xs)[1])
    assert again(ops.ones((2,))).tolist() == [8.0, 9.0]
    assert total.item() == 10.0


def test_each_round_draws_its_own_random_numbers() -> None:
    seeds = random.SeedGenerator(3)
    drawn = ops.map(lambda _: random.uniform((4,), seed=seeds), ops.arange(3)).numpy()
    assert len(np.unique(drawn)) == 12
    again = random.SeedGenerator(3)
    wanted = np.stack([random.uniform((4,), seed=again).numpy() for _ in range(3)])
    np.testing.assert_array_equal(drawn, wanted)


def test_a_scan_within_a_scan(backend: str) -> None:
    scale = Variable(2.0)

    def outer(state: Any, row: Any) -> Any:
        inner = ops.scan(lambda s, x: (s * x * scale, None), state, row)[0]
        return inner, inner

    rows = ops.convert_to_tensor([[1.0, 0.5], [0.25, 1.5]])
    with GradientTape() as tape:
        tape.watch(rows)
        last, both = ops.scan(outer, ops.ones(()), rows)
    assert both.tolist() == [2.0, 3.0]
    slopes = tape.gradient(last, [scale, rows])
    assert slopes[0].item() == pytest.approx(6.0)
    np.testing.assert_allclose(slopes[1].numpy(), [[3.0, 6.0], [12.0, 2.0]], rtol=1e-5)


def test_code_that_looks_at_values_runs_round_by_round() -> None:
    def step(state: Any, x: Any) -> Any:
        return (state + x if float(x) > 0.25 else state), x

    assert ops.scan(step, 0.0, ops.convert_to_tensor([0.2, 0.5, 1.0]))[0].item() == 1.5
    with pytest.raises(ValueNeededError):
        trace(lambda xs: ops.scan(step, 0.0, xs), [TensorSpec((3,))])


def test_shapes_without_values() -> None:
    spec = tracing.compute_output_spec(
        lambda x: ops.scan(lambda s, e: (s + ops.sum(e, 0), e * 2), ops.zeros((3,)), x),
        TensorSpec((5, None, 3)),
    )
    assert spec == (TensorSpec((3,)), TensorSpec((5, None, 3)))
    outputs = ops.scan(lambda s, e: (s + e, s), ops.zeros(()), KerasTensor((7,)))[1]
    assert isinstance(outputs, KerasTensor)
    assert outputs.shape == (7,)


def test_loops_with_conditions(backend: str) -> None:
    assert ops.fori_loop(2, 5, lambda i, x: x * i, 1).item() == 24
    assert ops.fori_loop(5, 2, lambda i, x: x * i, 1) == 1
    assert ops.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2), (0, 1.0))[1] == 8.0

    def collatz(n: Any) -> Any:
        def following(n: Any, steps: Any) -> Any:
            return ops.where(n % 2 == 0, n // 2, 3 * n + 1), steps + 1

        return ops.while_loop(
            lambda n, steps: n != 1, following, [n, ops.zeros((), "int32")], maximum_iterations=20
        )[1]

    program = trace(collatz, [TensorSpec((), "int32")])
    assert program.run(6).item() == 8 == collatz(ops.convert_to_tensor(6)).item()
    assert program.run(27).item() == 20


def test_what_cannot_be_scanned() -> None:
    xs = ops.convert_to_tensor(X)
    with pytest.raises(ShapeError, match=r"shape \(\) at first.*\(3,\)"):
        ops.scan(lambda s, x: (s + x, None), 0.0, xs)
    with pytest.raises(DtypeError, match=r"float32.*cast"):
        ops.scan(lambda s, x: (s + x, None), ops.zeros((3,), "int32"), xs)
    with pytest.raises(ArgumentError, match="two things"):
        ops.scan(lambda s, x: s + x, ops.zeros((3,)), xs)
    with pytest.raises(ArgumentError, match="built like the first"):
        ops.scan(lambda s, x: ((s[0], s[0], s[0]), None), (0.0, 0.0), xs)
    with pytest.raises(ShapeError, match=r"first size.*2, 4"):
        ops.scan(lambda s, x: (s, None), 0.0, (xs, ops.ones((2,))))
    with pytest.raises(ShapeError, match="no axis"):
        ops.scan(lambda s, x: (s, None), 0.0, ops.ones(()))
    with pytest.raises(ArgumentError, match="length="):
        ops.scan(lambda s, x: (s, None), 0.0)
    with pytest.raises(ArgumentError, match="at least one round"):
        ops.scan(lambda s, x: (s, None), 0.0, length=0)
    with pytest.raises(ValueNeededError, match="maximum_iterations"):
        trace(
            lambda n: ops.while_loop(lambda i: i < 3, lambda i: i + n, n),
            [TensorSpec((), "int32")],
        )

    def taped(state: Any, x: Any) -> Any:
        with GradientTape() as tape:
            tape.watch(x)
        return state, tape.gradient(ops.sum(x), x)

    with pytest.raises(GradientError, match="around the whole loop"):
        ops.scan(taped, 0.0, xs)
