"""The short way of ``+ - * /`` gives what the operations give."""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np
import pytest

from p_vision import GradientTape, Input, ops
from p_vision.errors import ShapeError
from p_vision.tensor import Tensor
from p_vision.variable import Variable

WAYS = [
    (operator.add, ops.add),
    (operator.sub, ops.subtract),
    (operator.mul, ops.multiply),
    (operator.truediv, ops.true_divide),
]


@pytest.mark.parametrize(("short", "long"), WAYS)
@pytest.mark.parametrize(
    "make_other",  # made when the test runs: another test may start the engine again before
    [
        lambda: 0.5,
        lambda: -0.0,
        lambda: 1e-320,
        lambda: 1e300,
        lambda: math.inf,
        lambda: math.nan,
        lambda: 3,
        lambda: True,
        lambda: np.float32(0.25),
        lambda: np.array([1.0, 2.0]),
        lambda: [1, 2],
        lambda: ops.convert_to_tensor([4.0, 8.0]),
        lambda: ops.convert_to_tensor(2),
        lambda: ops.convert_to_tensor([[1.0], [2.0]]),
        lambda: Variable([0.5, 2.0]),
    ],
)
@pytest.mark.parametrize("values", [[1.5, -2.0], [3, 4]])
def test_both_ways_agree(short: Any, long: Any, make_other: Any, values: Any) -> None:
    other = make_other()
    x = ops.convert_to_tensor(values)
    found, expected = short(x, other), long(x, other)
    assert (type(found), found.dtype, found.shape) == (Tensor, expected.dtype, expected.shape)
    assert np.array_equal(found.numpy(), expected.numpy(), equal_nan=True)


def test_gradients_flow_through_it() -> None:
    x = ops.convert_to_tensor([1.0, 2.0])
    with GradientTape() as tape:
        tape.watch(x)
        y = (x * 3.0 + x) / 2.0 - x
    assert tape.gradient(y, x).tolist() == [1.0, 1.0]


def test_symbols_and_mistakes_go_the_general_way() -> None:
    symbol = Input(shape=(2,))
    assert (ops.ones((2,)) * symbol).shape == (None, 2)
    with pytest.raises(ShapeError, match="add"):
        ops.ones((2,)) + ops.ones((3,))
    with pytest.raises(TypeError):
        ops.ones((2,)) + None
