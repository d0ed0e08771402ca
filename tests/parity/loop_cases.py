"""Loops written once, for Keras's ops and for ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def lstm(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """A carry of two parts, weights from outside, outputs of every round."""

    def step(carry: Any, entry: Any) -> Any:
        hidden, cell = carry
        gates = ops.matmul(entry, kernel) + ops.matmul(hidden, recurrent)
        into, forget, new, out = ops.split(gates, 4, axis=-1)
        cell = ops.sigmoid(forget) * cell + ops.sigmoid(into) * ops.tanh(new)
        hidden = ops.sigmoid(out) * ops.tanh(cell)
        return (hidden, cell), hidden

    first = (ops.zeros((2, 3)), ops.ones((2, 3)))
    (hidden, cell), outputs = ops.scan(step, first, x)
    return [hidden, cell, outputs]


def backwards(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """From the end, with nested sequences and a whole number in the carry."""

    def step(carry: Any, entry: Any) -> Any:
        value = ops.tanh(carry["value"] * 0.5 + ops.matmul(entry["x"], kernel)[:, :3])
        value = value + ops.cast(carry["count"], "float32") * entry["scale"]
        return {"value": value, "count": carry["count"] + 1}, (value, ops.sum(entry["x"]))

    first = {"value": ops.zeros((2, 3)), "count": ops.zeros((), "int32")}
    entries = {"x": x, "scale": recurrent[:, :4][0]}
    last, (values, sums) = ops.scan(step, first, entries, reverse=True)
    return [last["value"], last["count"], values, sums]


def without_sequences(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """A number of rounds instead of sequences."""
    square = ops.matmul(kernel, ops.transpose(kernel)) * 0.3

    def step(carry: Any, _: Any) -> Any:
        carry = ops.tanh(ops.matmul(square, carry)) + carry
        return carry, ops.max(carry)

    last, largest = ops.scan(step, kernel, length=3)
    return [last, largest]


def repeated(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """A power by multiplying again and again."""
    square = ops.matmul(recurrent[:, :3], recurrent[:, 3:6])
    return [ops.fori_loop(1, 4, lambda i, value: ops.matmul(value, square) * i, square)]


def mapped(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """Each entry by itself."""
    return [
        ops.map(lambda entry: ops.softmax(ops.matmul(entry, kernel)), x),
        ops.vectorized_map(lambda entry: ops.sum(entry * entry), x),
    ]


def running(ops: Any, x: Any, kernel: Any, recurrent: Any) -> Any:
    """Running products and linear recurrences, both ways, of 4 and of 12 entries."""

    def linear(left: Any, right: Any) -> Any:
        return left[0] * right[0], left[1] * right[0] + right[1]

    factors, shifts = ops.associative_scan(linear, (x, x * 0.5))
    return [
        factors,
        shifts,
        ops.associative_scan(lambda a, b: a * b, recurrent, reverse=True, axis=1),
        ops.associative_scan(ops.maximum, recurrent, axis=0),
        ops.associative_scan(ops.add, x, axis=-1),
    ]


CASES: dict[str, Callable[..., Any]] = {
    "lstm": lstm,
    "backwards": backwards,
    "without_sequences": without_sequences,
    "repeated": repeated,
    "mapped": mapped,
    "running": running,
}
#: The inputs of every case.
SHAPES = {"x": (4, 2, 5), "kernel": (5, 12), "recurrent": (3, 12)}
