"""Tensors and variables behave as numpy's arrays do, on every backend."""

from __future__ import annotations

import copy
import operator
import pickle
from typing import Any

import numpy as np
import pytest

from p_vision import Input, ops
from p_vision.errors import AxisError, IndexOutOfRangeError, ShapeError, ValueNeededError
from p_vision.tensor import Tensor
from p_vision.variable import Variable

pytestmark = pytest.mark.usefixtures("backend")

GRID = np.arange(24, dtype=np.float32).reshape(2, 3, 4)


def same(found: Any, wanted: Any) -> None:
    wanted = np.asarray(wanted)
    assert found.shape == wanted.shape
    np.testing.assert_allclose(found.numpy(), wanted, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "name", ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lt", "le", "gt", "ge"]
)
def test_operators_work_both_ways(name: str) -> None:
    apply = getattr(operator, name)
    values = np.array([1.0, 2.0, 5.0], np.float32)
    x = ops.convert_to_tensor(values)
    same(apply(x, 2.0), apply(values, np.float32(2)))
    same(apply(2.0, x), apply(np.float32(2), values))
    same(apply(x, values[::-1].copy()), apply(values, values[::-1]))
    same(apply(values[::-1].copy(), x), apply(values[::-1], values))


def test_equality_is_elementwise_and_hash_is_identity() -> None:
    x = ops.convert_to_tensor([1, 2])
    assert (x == [1, 3]).tolist() == [True, False]
    assert (x != [1, 3]).tolist() == [False, True]
    assert x != None  # noqa: E711
    assert {x: 1}[x] == 1


def test_unary_operators() -> None:
    x = ops.convert_to_tensor([1, -2])
    assert (-x).tolist() == [-1, 2]
    assert abs(x).tolist() == [1, 2]
    assert (~x).tolist() == [-2, 1]
    assert (~(x > 0)).tolist() == [False, True]
    assert ((x > 0) & (x < 5)).tolist() == [True, False]


def test_matmul_operator() -> None:
    same(ops.convert_to_tensor(GRID) @ GRID[0].T, GRID @ GRID[0].T)


def test_whole_numbers_stay_whole_and_division_does_not() -> None:
    x = ops.convert_to_tensor([3, 4])
    assert (x * 2).dtype == "int32"
    assert (x * 2.0).dtype == "float32"
    assert (x / 2).tolist() == [1.5, 2.0]
    assert (x // 2).dtype == "int32"


KEYS = {
    "int": 1,
    "negative int": -1,
    "tuple": (1, 2, 3),
    "slice": slice(0, 1),
    "step": (slice(None), slice(0, 3, 2)),
    "backwards": (slice(None), slice(None, None, -1)),
    "backwards step": (0, slice(2, None, -2), slice(3, 0, -1)),
    "open end": (slice(None), slice(1, None), slice(None, -1)),
    "ellipsis": (..., 0),
    "new axis": (None, 0, slice(None), None),
    "list": [1, 0, 1],
    "list in second": (slice(None), [2, 0]),
    "negative list": (slice(None), slice(None), [-1, 0]),
    "array of two axes": (slice(None), np.array([[0, 1], [2, 0]])),
    "two lists": ([0, 1], [2, 0]),
    "two lists after a slice": (slice(None), [2, 0, 1], [3, 1, 0]),
    "lists apart": ([0, 1], slice(None), [3, 2]),
    "int and list": (1, [0, 2]),
    "mask": GRID > 11,
    "mask of rows": np.array([False, True]),
    "list and new axis": (None, [1, 0]),
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS.keys())
def test_subscripts_are_numpys(key: Any) -> None:
    if isinstance(key, tuple) and key[0] == [0, 1] and key[-1] == [3, 2]:
        same(ops.convert_to_tensor(GRID)[key], GRID[[0, 1], :, [3, 2]])
        return
    if isinstance(key, tuple) and key[0] == 1 and isinstance(key[1], list):
        same(ops.convert_to_tensor(GRID)[key], GRID[1][[0, 2]])
        return
    same(ops.convert_to_tensor(GRID)[key], GRID[key])


@pytest.mark.parametrize(
    ("key", "error", "words"),
    [
        (2, IndexOutOfRangeError, "Index 2 is out of range for axis 0 of shape"),
        ((0, 0, 0, 0), AxisError, "4 indices were given"),
        (slice(1, 1), ShapeError, "holds nothing"),
        ((..., ...), AxisError, "only once"),
        (np.array([True, False, True]), ShapeError, "mask of shape"),
        (np.zeros((2, 3, 4), bool), ShapeError, "true nowhere"),
    ],
)
def test_bad_subscripts_say_why(key: Any, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        ops.convert_to_tensor(GRID)[key]


def test_assigning_to_a_part_says_what_to_do() -> None:
    with pytest.raises(TypeError, match="slice_update"):
        ops.ones((2,))[0] = 1.0


def test_values_come_out_in_every_form() -> None:
    x = ops.convert_to_tensor([[1.5]])
    assert float(x) == 1.5
    assert int(x) == 1
    assert bool(x)
    assert x.item() == 1.5
    assert f"{x:.2f}" == "1.50"
    assert np.asarray(x).dtype == np.float32
    assert np.asarray(x, dtype=np.float64).dtype == np.float64
    assert [row.tolist() for row in ops.convert_to_tensor([[1], [2]])] == [[1], [2]]
    assert len(x) == 1
    assert [10, 20, 30][ops.convert_to_tensor(2)] == 30


def test_many_values_are_not_one() -> None:
    with pytest.raises(ShapeError, match="2 values, not one"):
        bool(ops.ones((2,)))
    with pytest.raises(ShapeError, match="no length"):
        len(ops.ones(()))


def test_numpy_arrays_can_be_written_to() -> None:
    values = ops.ones((2,)).numpy()
    values[0] = 5.0
    assert values.tolist() == [5.0, 1.0]


def test_float64_becomes_float32_and_int64_int32() -> None:
    assert ops.convert_to_tensor(np.zeros(2)).dtype == "float32"
    assert ops.convert_to_tensor(np.zeros(2, np.int64)).dtype == "int32"
    assert ops.convert_to_tensor(np.zeros(2, bool)).dtype == "bool"


def test_a_list_of_tensors_is_stacked() -> None:
    x = ops.convert_to_tensor([ops.ones((2,)), ops.zeros((2,))])
    assert x.tolist() == [[1.0, 1.0], [0.0, 0.0]]


def test_repr_shows_shape_dtype_backend_and_values(backend: str) -> None:
    x = ops.convert_to_tensor([[1.0, 2.5]])
    assert repr(x) == (
        f"<Tensor shape=(1, 2), dtype=float32, backend={backend}, value=[[1.0, 2.5]]>"
    )


def test_repr_of_a_large_tensor_is_short() -> None:
    text = repr(ops.reshape(ops.arange(10000), (100, 100)))
    assert "[[0, 1, 2, ..., 97, 98, 99], [100," in text
    assert text.endswith("9999]]>")
    assert len(text) < 400


def test_tensors_can_be_copied_and_pickled() -> None:
    x = ops.convert_to_tensor([[1.0, 2.0]])
    assert copy.deepcopy(x).tolist() == x.tolist()
    assert pickle.loads(pickle.dumps(x)).tolist() == x.tolist()


def test_single_numbers_have_shape_nothing() -> None:
    x = ops.convert_to_tensor(3.0)
    assert x.shape == ()
    assert x.tolist() == 3.0
    assert (x + x).shape == ()


# Variables


def test_a_variable_works_as_a_tensor() -> None:
    v = Variable([1.0, 2.0], name="v")
    same(v * 2 + v[0], [3.0, 5.0])
    same(ops.sum(v), 3.0)
    assert isinstance(v.value, Tensor)
    assert (v.shape, v.dtype, v.trainable, v.name) == ((2,), "float32", True, "v")


def test_assigning_changes_the_value_only() -> None:
    v = Variable([1.0, 2.0])
    before = v.value
    v.assign([3.0, 4.0])
    v.assign_add([1.0, 1.0])
    v.assign_sub(0.5 * v)
    assert v.tolist() == [2.0, 2.5]
    assert before.tolist() == [1.0, 2.0]


def test_assigning_converts_the_dtype_and_checks_the_shape() -> None:
    v = Variable([1.0, 2.0], name="kernel")
    v.assign(np.array([3, 4]))
    assert v.dtype == "float32"
    with pytest.raises(ShapeError, match=r"'kernel' has shape \(2,\); a value of shape \(3,\)"):
        v.assign([1.0, 2.0, 3.0])


def test_a_variable_is_made_by_a_function() -> None:
    v = Variable(lambda shape, dtype: ops.ones(shape, dtype), shape=(2, 3), dtype="int32")
    assert v.tolist() == [[1, 1, 1], [1, 1, 1]]
    with pytest.raises(ShapeError, match="should have shape"):
        Variable([1.0], shape=(2,))


def test_variable_repr_names_it() -> None:
    assert repr(Variable([1.0], name="bias")).startswith("<Variable name=bias, shape=(1,)")


def test_functions_of_numpy_take_the_values() -> None:
    x = ops.convert_to_tensor([1.0, 4.0])
    assert np.sqrt(x).tolist() == [1.0, 2.0]
    assert float(np.sum(x)) == 5.0
    assert np.maximum(x, 2.0).tolist() == [2.0, 4.0]
    assert isinstance(np.ones(2) + x, Tensor)
    assert (np.float32(3.0) % x).tolist() == [0.0, 3.0]


def test_functions_of_numpy_say_what_to_write_in_a_graph() -> None:
    with pytest.raises(ValueNeededError, match=r"numpy.exp \(p_vision.ops.exp does not\) needs"):
        np.exp(Input((3,)))
