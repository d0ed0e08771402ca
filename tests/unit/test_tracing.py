"""Recorded code gives what eager code gives."""

from __future__ import annotations

import json
import warnings
from array import array
from typing import Any

import numpy as np
import pytest

from p_vision import engine, ops, random, tracing
from p_vision.errors import ArgumentError, ShapeError
from p_vision.gradient import GradientTape
from p_vision.tracing import TensorSpec, ValueNeededError
from p_vision.variable import Variable

pytestmark = pytest.mark.usefixtures("backend")


def nodes(program: tracing.Program) -> list[str]:
    return [node[0] for node in json.loads(program.json)["nodes"]]


def test_a_program_computes_what_the_function_does() -> None:
    def norm(x: Any, y: Any) -> Any:
        return {"mean": ops.mean(x, axis=0), "pair": (x[:, ::-1] @ y, ops.softmax(x))}

    x, y = np.random.rand(3, 2).astype("f"), np.random.rand(2, 4).astype("f")
    program = tracing.trace(norm, [TensorSpec((3, 2)), TensorSpec((2, 4))])
    found, wanted = program.run(x, y), norm(ops.convert_to_tensor(x), y)
    np.testing.assert_allclose(found["mean"], wanted["mean"], rtol=1e-5)
    np.testing.assert_allclose(found["pair"][0], wanted["pair"][0], rtol=1e-5)
    np.testing.assert_allclose(found["pair"][1], wanted["pair"][1], rtol=1e-5)


def test_reads_see_earlier_assignments() -> None:
    v = Variable(1.0)

    def twice(x: Any) -> Any:
        v.assign(v + x)
        v.assign(v * 2.0)
        return v.value

    program = tracing.trace(twice, [TensorSpec(())])
    assert program.run(2.0).item() == 6.0
    assert program.run(2.0).item() == 16.0
    assert v.tolist() == 16.0
    assert nodes(program).count("read_variable") == 1
    assert nodes(program).count("assign_variable") == 1


def test_what_is_not_needed_is_dropped() -> None:
    def wasteful(x: Any) -> Any:
        ops.exp(x)
        ops.zeros((100, 100))
        return x + 1

    assert nodes(tracing.trace(wasteful, [TensorSpec((2,))])) == ["add"]


def test_numbers_go_into_the_settings_and_arrays_are_captured_once() -> None:
    captured = np.array([1.0, 2.0], np.float32)
    tensor = ops.convert_to_tensor([5.0, 5.0])
    program = tracing.trace(
        lambda x: x * 2 + captured + captured + tensor + tensor, [TensorSpec((2,))]
    )
    assert len(program.constants) == 2
    assert program.run([0.0, 0.0]).tolist() == [12.0, 14.0]


def test_tracing_computes_nothing_and_changes_nothing() -> None:
    v = Variable([1.0])
    tracing.trace(lambda x: v.assign(x), [TensorSpec((1,))])
    assert v.tolist() == [1.0]
    assert not tracing.is_tracing()


@pytest.mark.parametrize(
    "look",
    [
        lambda x: 1 if x > 0 else 2,
        lambda x: float(x),
        lambda x: x.numpy(),
        lambda x: np.asarray(x),
        lambda x: f"{x:.1f}",
        lambda x: [1, 2][x],
        lambda x: ops.nonzero(ops.reshape(x, (1,))),
        lambda x: ops.convert_to_numpy(x),
        lambda x: ops.while_loop(lambda i: i < 3, lambda i: i + 1, [x]),
    ],
)
def test_looking_at_values_is_refused(look: Any) -> None:
    with pytest.raises(ValueNeededError):
        tracing.trace(look, [TensorSpec(())])
    assert not tracing.is_tracing()


def test_a_kept_symbol_is_refused() -> None:
    kept: list[Any] = []
    tracing.trace(lambda x: kept.append(x), [TensorSpec(())])
    with pytest.raises(ValueNeededError, match="kept"):
        ops.exp(kept[0])
    with pytest.raises(ValueNeededError, match="earlier"):
        tracing.trace(lambda x: x + kept[0], [TensorSpec(())])


def test_wrong_arguments_are_refused() -> None:
    program = tracing.trace(lambda x: x, [TensorSpec((2,))])
    with pytest.raises(ShapeError, match=r"recorded for float32 \(2,\)"):
        program.run([1.0, 2.0, 3.0])
    with pytest.raises(ArgumentError, match="1 tensors are expected here; 2"):
        program.run([1.0, 2.0], [1.0, 2.0])


def test_errors_come_while_recording_with_the_same_words() -> None:
    with pytest.raises(ShapeError, match=r"add: shapes \(2, 3\) and \(4, 3\)"):
        tracing.trace(lambda x, y: x + y, [TensorSpec((2, 3)), TensorSpec((4, 3))])


def test_cond_chooses_while_recorded() -> None:
    program = tracing.trace(
        lambda x: ops.cond(ops.sum(x) > 0, lambda: x * 2, lambda: -x), [TensorSpec((2,))]
    )
    assert program.run([1.0, 2.0]).tolist() == [2.0, 4.0]
    assert program.run([-1.0, -2.0]).tolist() == [1.0, 2.0]


def test_cond_that_assigns_is_refused_while_recorded() -> None:
    v = Variable(0.0)
    with pytest.raises(ValueNeededError, match="assigns a variable"):
        tracing.trace(
            lambda x: ops.cond(x > 0, lambda: v.assign(x).value, lambda: x), [TensorSpec(())]
        )


def test_variables_made_while_recording_hold_numbers() -> None:
    made: list[Variable] = []

    def build(x: Any) -> Any:
        if not made:
            made.append(Variable(lambda shape, dtype: ops.ones(shape, dtype), shape=(2,)))
        return x * made[0]

    assert tracing.trace(build, [TensorSpec((2,))]).run([3.0, 4.0]).tolist() == [3.0, 4.0]
    assert made[0].tolist() == [1.0, 1.0]


def test_random_numbers_go_on_from_run_to_run() -> None:
    seeds = random.SeedGenerator(3)
    program = tracing.trace(lambda: random.uniform((4,), seed=seeds), [])
    first, second = program.run().tolist(), program.run().tolist()
    assert first != second
    again = random.SeedGenerator(3)
    assert first == random.uniform((4,), seed=again).tolist()
    assert second == random.uniform((4,), seed=again).tolist()


# Steps


def test_run_steps_gathers_batches_by_index() -> None:
    total = Variable([0.0, 0.0])
    program = tracing.trace(
        lambda x, y: total.assign_add(ops.sum(x * ops.reshape(ops.cast(y, "float32"), (2, 1)), 0)),
        [TensorSpec((2, 2)), TensorSpec((2,), "int32")],
    )
    x = np.arange(12, dtype=np.uint8).reshape(6, 2)
    y = np.array([1, 2, 3, 4, 5, 6], np.int64)
    order = array("i", [5, 0, 3, 1])
    plan = {
        "columns": [
            {
                "address": engine.address_of(part)[0],
                "dtype": part.dtype.name,
                "row_shape": list(part.shape[1:]),
                "rows": 6,
            }
            for part in (x, y)
        ],
        "indices_address": engine.address_of(order)[0],
        "indices_count": 4,
        "batch": 2,
    }
    done = 0
    while done < 2:
        done += program.run_steps(plan, done, 2 - done, 1000.0)
    assert done == 2
    np.testing.assert_allclose(total.numpy(), sum(x[i] * float(y[i]) for i in order), rtol=1e-6)


# Gradients


def test_gradients_inside_a_program() -> None:
    w, unused = Variable([1.0, 2.0]), Variable([1.0])

    def step(x: Any) -> Any:
        with GradientTape() as tape:
            loss = ops.sum(ops.square(w * x))
            _ = unused * 1.0
        gradients = tape.gradient(loss, [w, unused])
        assert gradients[1] is None
        w.assign_sub(0.1 * gradients[0])
        return loss

    program = tracing.trace(step, [TensorSpec((2,))])
    assert program.run([1.0, 1.0]).item() == pytest.approx(5.0)
    np.testing.assert_allclose(w.numpy(), [0.8, 1.6], rtol=1e-5)


def test_gradient_of_an_argument_inside_a_program() -> None:
    def slope(x: Any) -> Any:
        with GradientTape() as tape:
            tape.watch(x)
            y = x * x * x
        return tape.gradient(y, x)

    program = tracing.trace(slope, [TensorSpec((2,))])
    np.testing.assert_allclose(program.run([1.0, 2.0]).numpy(), [3.0, 12.0], rtol=1e-5)


# Shapes only


def test_sizes_that_may_vary_stay_unknown() -> None:
    def encode(x: Any) -> Any:
        return (
            ops.reshape(x, (ops.shape(x)[0], -1)),
            ops.mean(x),
            [ops.conv(x, ops.ones((3, 3, 4, 8)))],
        )

    flat, mean, (image,) = tracing.compute_output_spec(encode, TensorSpec((None, 8, 8, 4)))
    assert flat == TensorSpec((None, 256))
    assert mean == TensorSpec(())
    assert image == TensorSpec((None, 6, 6, 8))


def test_calls_on_graph_tensors_are_noted() -> None:
    x = tracing.KerasTensor((None, 3))
    y = ops.softmax(x[:, :2] * 2.0 + 1)
    assert isinstance(y, tracing.KerasTensor)
    assert y.shape == (None, 2)
    assert y.call.function is ops.softmax
    with pytest.raises(ValueNeededError, match="being put together"):
        float(x)


# The decorator


def test_a_function_is_recorded_once_for_each_kind_of_arguments() -> None:
    calls: list[Any] = []

    @tracing.function
    def scale(x: Any, factor: float = 2.0) -> Any:
        calls.append(x)
        return x * factor

    assert scale(ops.ones((2,))).tolist() == [2.0, 2.0]
    assert scale(ops.zeros((2,))).tolist() == [0.0, 0.0]
    assert len(calls) == 1
    assert scale(ops.ones((3,))).shape == (3,)
    assert scale(ops.ones((2,)), 3.0).tolist() == [3.0, 3.0]
    assert len(calls) == 3


def test_a_function_that_looks_at_values_runs_eagerly_and_says_so_once() -> None:
    @tracing.function
    def sign(x: Any) -> str:
        return "up" if x > 0 else "down"

    with pytest.warns(UserWarning, match="sign runs eagerly"):
        assert sign(ops.ones(())) == "up"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sign(-ops.ones(())) == "down"


def test_a_recorded_method_knows_its_object() -> None:
    class Counter:
        def __init__(self) -> None:
            self.count = Variable(0, trainable=False)

        @tracing.function
        def up(self, by: int) -> Any:
            return self.count.assign_add(by)

    one, other = Counter(), Counter()
    one.up(2)
    one.up(2)
    other.up(1)
    assert (int(one.count), int(other.count)) == (4, 1)
