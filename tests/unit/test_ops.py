"""Operations agree with numpy, on every backend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from p_vision import ops, tracing
from p_vision.errors import AxisError, PVisionError, ShapeError

pytestmark = pytest.mark.usefixtures("backend")

X = np.linspace(-2.0, 2.0, 12, dtype=np.float32).reshape(3, 4)
P = np.linspace(0.1, 3.0, 12, dtype=np.float32).reshape(3, 4)
U = np.linspace(-0.9, 0.9, 12, dtype=np.float32).reshape(3, 4)
N = np.array([[5, -3, 2, 0], [7, 1, -8, 4], [2, 2, 9, -1]], np.int32)
M = N > 1
S = np.array([[3.0, 1.0, 2.0, 1.5], [0.5, 9.0, -1.0, 4.0]], np.float32)

Case = tuple[Callable[..., Any], Callable[..., Any]]


def both(name: str, *args: Any, **kwargs: Any) -> Case:
    """The operation and numpy's function of the same name."""
    return (
        lambda: getattr(ops, name)(*args, **kwargs),
        lambda: getattr(np, name)(*args, **kwargs),
    )


CASES: dict[str, Case] = {
    **{name: both(name, X) for name in ("negative", "abs", "sign", "square", "exp", "expm1")},
    **{name: both(name, P) for name in ("sqrt", "log", "log1p", "log2", "log10", "reciprocal")},
    **{name: both(name, X) for name in ("floor", "ceil", "trunc", "sin", "cos", "tan", "tanh")},
    **{name: both(name, X) for name in ("sinh", "cosh", "arctan", "arcsinh", "cbrt", "sinc")},
    **{name: both(name, U) for name in ("arcsin", "arccos", "arctanh")},
    **{name: both(name, X) for name in ("exp2", "deg2rad", "rad2deg", "ptp")},
    "arccosh": both("arccosh", P + 1),
    "round halves to even": both("round", np.array([0.5, 1.5, 2.5, -0.5], np.float32)),
    "round decimals": both("round", np.array([1.236, -4.321], np.float32), 2),
    "integers stay integers": both("abs", N),
    **{
        f"{name} of floats": both(name, X, P)
        for name in ("add", "subtract", "multiply", "divide", "maximum", "minimum", "arctan2")
    },
    **{
        f"{name} broadcasts": both(name, X, P[:, :1])
        for name in ("add", "floor_divide", "mod", "hypot", "logaddexp", "logaddexp2")
    },
    **{f"{name} of ints": both(name, N, np.int32(3)) for name in ("floor_divide", "mod")},
    "power": both("power", P, X),
    "power of ints": both("power", N, 2),
    "heaviside": both("heaviside", X, 0.5),
    **{
        name: both(name, N, N[:1])
        for name in ("equal", "not_equal", "less", "less_equal", "greater", "greater_equal")
    },
    **{name: both(name, M, ~M[:1]) for name in ("logical_and", "logical_or", "logical_xor")},
    "logical_not": both("logical_not", M),
    **{name: both(name, N, 3) for name in ("bitwise_and", "bitwise_or", "bitwise_xor")},
    "left_shift": both("left_shift", N, 2),
    "isclose": both("isclose", X, X + 1e-6),
    "isin": both("isin", N, [2, 5]),
    "isfinite": both("isfinite", np.array([1, np.inf, np.nan], np.float32)),
    "nan_to_num": both("nan_to_num", np.array([1, np.inf, -np.inf, np.nan], np.float32)),
    "clip": both("clip", X, -1.0, 1.0),
    **{f"{name} of all": both(name, P) for name in ("sum", "mean", "prod", "max", "var", "std")},
    **{
        f"{name} along axes": both(name, P, axis=(0, -1), keepdims=True)
        for name in ("sum", "mean", "min", "prod", "var", "std")
    },
    "any": both("any", M, axis=1),
    "all": both("all", M, axis=0),
    "sum of ints": both("sum", N, axis=1),
    "argmax": both("argmax", N, axis=1),
    "argmin of all": both("argmin", N),
    "count_nonzero": both("count_nonzero", N, axis=0),
    "cumsum": both("cumsum", N, axis=1),
    "cumprod": both("cumprod", P, axis=0),
    "average": both("average", P, axis=1, weights=np.array([1, 2, 3, 4], np.float32)),
    "median": both("median", P, axis=1),
    "quantile": both("quantile", P, [0.1, 0.5, 0.9], axis=0),
    "percentile": both("percentile", P, 30),
    "diff": both("diff", N, n=2, axis=1),
    "corrcoef": both("corrcoef", S),
    "reshape": both("reshape", X, (2, -1)),
    "transpose": both("transpose", np.ones((2, 3, 4), np.float32), (2, 0, 1)),
    "swapaxes": both("swapaxes", np.ones((2, 3, 4), np.float32), 0, 2),
    "moveaxis": both("moveaxis", np.arange(24).reshape(2, 3, 4), (0, 1), (-1, 0)),
    "expand_dims": both("expand_dims", X, (0, -1)),
    "squeeze": both("squeeze", np.ones((1, 3, 1), np.float32), 0),
    "concatenate": both("concatenate", [X, P], axis=1),
    "stack": both("stack", [X, P], axis=-1),
    "hstack": both("hstack", [X, P]),
    "vstack": both("vstack", [X, P]),
    "append": both("append", X, P),
    "tile": both("tile", X, (2, 1, 3)),
    "repeat": both("repeat", X, 2, axis=1),
    "repeat counts": both("repeat", N, [1, 0, 2], axis=0),
    "flip": both("flip", X, axis=1),
    "roll": both("roll", X, 3),
    "roll axes": both("roll", X, (1, -1), axis=(0, 1)),
    "rot90": both("rot90", X),
    "rot90 back": both("rot90", X, 3),
    "pad": both("pad", X, ((1, 0), (2, 1)), "constant", constant_values=5.0),
    "pad reflect": both("pad", X, 1, "reflect"),
    "pad edge": both("pad", X, 2, "edge"),
    "broadcast_to": both("broadcast_to", X[:1], (3, 4)),
    "tril": both("tril", X, 1),
    "triu": both("triu", X, -1),
    "take": both("take", X, [[2, 0], [-1, 1]], axis=0),
    "take flat": both("take", X, [5, 1]),
    "take_along_axis": both("take_along_axis", X, np.array([[1], [0], [3]]), axis=1),
    "where": both("where", M, X, P),
    "unravel_index": (
        lambda: ops.stack(ops.unravel_index([3, 11], (3, 4))),
        lambda: np.stack(np.unravel_index([3, 11], (3, 4))),
    ),
    "full": both("full", (2, 2), 3.5, dtype="float32"),
    "arange": both("arange", 1.0, 2.0, 0.25, dtype="float32"),
    "linspace": both("linspace", -1.0, 1.0, 5),
    "linspace without end": both("linspace", 0.0, 1.0, 4, endpoint=False),
    "logspace": both("logspace", 0.0, 2.0, 3),
    "eye": both("eye", 3, 4, 1),
    "tri": both("tri", 3, 4, 1),
    "meshgrid": (
        lambda: ops.stack(ops.meshgrid([1, 2, 3], [4, 5], indexing="ij")),
        lambda: np.stack(np.meshgrid([1, 2, 3], [4, 5], indexing="ij")),
    ),
    "sort": both("sort", S, axis=1),
    "argsort": both("argsort", S, axis=1),
    "searchsorted": both("searchsorted", [1.0, 3.0, 5.0], [3.0, 0.0, 9.0], side="right"),
    "digitize": both("digitize", [0.5, 1.0, 9.0], [1.0, 2.0]),
    "bincount": both("bincount", np.array([0, 3, 3, 1])),
    "histogram": (
        lambda: ops.histogram(S, 5)[0],
        lambda: np.histogram(S, 5)[0],
    ),
    "matmul": both("matmul", X, P.T.copy()),
    "matmul of a batch": both("matmul", np.stack([X, P]), P.T.copy()),
    "matmul of vectors": both("matmul", X[0], P[0]),
    "dot": both("dot", np.stack([X, P]), P.T.copy()),
    "tensordot": both("tensordot", X, P, axes=[[0, 1], [0, 1]]),
    "einsum": both("einsum", "ij,kj->ik", X, P),
    "outer": both("outer", X[0], P[0]),
    "inner": both("inner", X, P),
    "vdot": both("vdot", X, P),
    "kron": both("kron", X, P),
    "cross": both("cross", X[:, :3], P[:, :3]),
    "trace": both("trace", X),
    "diag": both("diag", X[0]),
    "diag above": both("diag", X[0], 2),
    "diag below": both("diag", X[0], -1),
    "diagonal": both("diagonal", X, -1),
    "vander": both("vander", X[0], 3),
    "norm": (lambda: ops.norm(X, axis=1), lambda: np.linalg.norm(X, axis=1)),
    "norm of order 3": (lambda: ops.norm(X, 3, 1), lambda: np.linalg.norm(X, 3, 1)),
    "trapezoid": (
        lambda: ops.trapezoid(S, axis=1),
        lambda: ((S[:, 1:] + S[:, :-1]) / 2).sum(1),
    ),
    "logsumexp": (
        lambda: ops.logsumexp(X * 40, axis=1),
        lambda: np.logaddexp.reduce(X * 40, axis=1),
    ),
    "softmax": (
        lambda: ops.softmax(X),
        lambda: np.exp(X) / np.exp(X).sum(-1, keepdims=True),
    ),
    "softmax of two axes": (
        lambda: ops.softmax(X, axis=(0, 1)),
        lambda: np.exp(X) / np.exp(X).sum(),
    ),
    "gelu": (
        lambda: ops.gelu(X),
        lambda: 0.5 * X * (1 + np.tanh(np.sqrt(2 / np.pi) * (X + 0.044715 * X**3))),
    ),
    "celu": (lambda: ops.celu(X, 2.0), lambda: np.where(X > 0, X, 2 * np.expm1(X / 2))),
    "glu": (lambda: ops.glu(X), lambda: X[:, :2] / (1 + np.exp(-X[:, 2:]))),
    "slice": (lambda: ops.slice(X, (1, 1), (2, 2)), lambda: X[1:3, 1:3]),
    "nonzero": (lambda: ops.stack(ops.nonzero(N)), lambda: np.stack(np.nonzero(N))),
    "unique": both("unique", N),
}


@pytest.mark.parametrize(("found", "wanted"), CASES.values(), ids=CASES.keys())
def test_operation_agrees_with_numpy(found: Callable[..., Any], wanted: Callable[..., Any]) -> None:
    expected = np.asarray(wanted())
    values = found()
    assert values.shape == expected.shape
    kinds = {"f": "float32", "i": "int32", "u": "int32", "b": "bool"}
    assert values.dtype == kinds[expected.dtype.kind]
    np.testing.assert_allclose(values.numpy(), expected, rtol=2e-4, atol=2e-5)


def test_slice_update_and_scatter_leave_the_rest() -> None:
    x = np.zeros((3, 4), np.float32)
    changed = ops.slice_update(x, (1, 2), [[5.0, 6.0]]).numpy()
    assert changed[1].tolist() == [0.0, 0.0, 5.0, 6.0]
    assert changed.sum() == 11.0
    places = ops.scatter_update(x, [[0, 1], [2, 3]], [7.0, 8.0]).numpy()
    assert (places[0, 1], places[2, 3], places.sum()) == (7.0, 8.0, 15.0)
    added = ops.scatter([[1], [1], [0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], (3, 2))
    assert added.tolist() == [[5.0, 6.0], [4.0, 6.0], [0.0, 0.0]]


def test_segments_are_summed() -> None:
    assert ops.segment_sum(X, [1, 1, 0], 3).tolist() == [
        X[2].tolist(),
        pytest.approx((X[0] + X[1]).tolist()),
        [0.0] * 4,
    ]


def test_one_hot_of_strange_numbers_is_zero() -> None:
    assert ops.one_hot([0, -1, 3], 3).tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert ops.one_hot([[1]], 2, axis=1, dtype="int32").tolist() == [[[0], [1]]]


def test_top_k_is_in_order() -> None:
    values, indices = ops.top_k(S, 2)
    assert values.tolist() == [[3.0, 2.0], [9.0, 4.0]]
    assert indices.tolist() == [[0, 2], [1, 3]]
    assert ops.in_top_k([2, 0], S, 2).tolist() == [True, False]


def test_split_takes_counts_and_places() -> None:
    assert [part.shape for part in ops.split(X, 2, axis=1)] == [(3, 2), (3, 2)]
    assert [part.shape for part in ops.split(X, [1, 3], axis=1)] == [(3, 1), (3, 2), (3, 1)]
    assert [part.shape for part in ops.array_split(X, 3, axis=1)] == [(3, 2), (3, 1), (3, 1)]
    with pytest.raises(ShapeError, match="array_split"):
        ops.split(X, 3, axis=1)


def test_moments_and_batch_normalization() -> None:
    mean, variance = ops.moments(X, axes=[0])
    np.testing.assert_allclose(mean.numpy(), X.mean(0), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(variance.numpy(), X.var(0), rtol=1e-5)
    found = ops.batch_normalization(X, mean, variance, -1, offset=X[0], scale=P[0], epsilon=1e-3)
    wanted = (X - X.mean(0)) / np.sqrt(X.var(0) + 1e-3) * P[0] + X[0]
    np.testing.assert_allclose(found.numpy(), wanted, rtol=1e-4, atol=1e-5)


def test_crossentropies_agree_with_their_logits() -> None:
    labels = np.array([1, 3], np.int32)
    hot = np.eye(4, dtype=np.float32)[labels]
    shares = np.exp(S) / np.exp(S).sum(-1, keepdims=True)
    wanted = -np.log(shares[[0, 1], labels])
    for found in (
        ops.sparse_categorical_crossentropy(labels, S, from_logits=True),
        ops.sparse_categorical_crossentropy(labels[:, None], shares),
        ops.categorical_crossentropy(hot, S, from_logits=True),
        ops.categorical_crossentropy(hot, shares),
    ):
        np.testing.assert_allclose(found.numpy(), wanted, rtol=1e-4)
    chance = 1 / (1 + np.exp(-S))
    wanted = -(hot * np.log(chance) + (1 - hot) * np.log(1 - chance))
    for logits, output in ((True, S), (False, chance)):
        found = ops.binary_crossentropy(hot, output, from_logits=logits)
        np.testing.assert_allclose(found.numpy(), wanted, rtol=1e-3, atol=1e-5)


def test_convolutions_have_the_shapes_of_keras() -> None:
    x = ops.ones((2, 7, 8, 4))
    assert ops.conv(x, ops.ones((3, 3, 4, 6))).shape == (2, 5, 6, 6)
    assert ops.conv(x, ops.ones((3, 3, 4, 6)), 2, "same").shape == (2, 4, 4, 6)
    assert ops.conv(x, ops.ones((3, 3, 2, 6))).shape == (2, 5, 6, 6)
    assert ops.depthwise_conv(x, ops.ones((3, 3, 4, 2)), padding="same").shape == (2, 7, 8, 8)
    assert ops.conv_transpose(x, ops.ones((3, 3, 6, 4)), 2, "same").shape == (2, 14, 16, 6)
    assert ops.max_pool(x, 2).shape == (2, 3, 4, 4)
    assert ops.average_pool(x, 2, padding="same").tolist() == ops.ones((2, 4, 4, 4)).tolist()
    first = ops.conv(ops.ones((2, 4, 7, 8)), ops.ones((3, 3, 4, 6)), data_format="channels_first")
    assert first.shape == (2, 6, 5, 6)
    assert ops.conv(ops.ones((2, 7, 4)), ops.ones((3, 4, 6)), padding="causal").shape == (2, 7, 6)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: ops.sum(X, axis=2), AxisError, "use -2 to 1"),
        (lambda: ops.expand_dims(X, 5), AxisError, "expand_dims"),
        (lambda: ops.matmul(X, X), ShapeError, r"\(3, 4\) and \(3, 4\)"),
        (lambda: ops.concatenate([X, P[:, :2]], axis=0), ShapeError, "concatenate"),
        (lambda: ops.stack([X, P[:2]]), ShapeError, "one shape"),
        (lambda: ops.reshape(X, (5, -1)), ShapeError, "12 values"),
        (lambda: ops.squeeze(X, 0), ShapeError, "axis 0 of shape"),
        (lambda: ops.where(M, X), PVisionError, "both x1 and x2"),
        (lambda: ops.top_k(S, 9), PVisionError, "k must be 1"),
        (lambda: ops.conv(X, P), ShapeError, "1 to 3 axes"),
        (lambda: ops.max_pool(ops.ones((1, 4, 4, 1)), 2, padding="half"), PVisionError, "'same'"),
        (lambda: ops.categorical_crossentropy(X, P[:, :2]), ShapeError, "same shape"),
        (lambda: ops.zeros((0, 2)), ShapeError, "at least one"),
        (lambda: ops.arange(3, 3), ShapeError, "at least one"),
    ],
)
def test_wrong_arguments_are_refused(call: Any, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        call()


def test_loops_and_scans() -> None:
    state, sums = ops.scan(lambda s, x: (s + x, s * 1.0), ops.zeros((4,)), X)
    np.testing.assert_allclose(state.numpy(), X.sum(0), atol=1e-5)
    assert sums.shape == (3, 4)
    assert ops.fori_loop(0, 4, lambda i, x: x * 2, ops.ones(())).item() == 16.0
    assert ops.map(lambda row: ops.max(row), X).tolist() == pytest.approx(X.max(1).tolist())
    assert ops.switch(1, [lambda x: x, lambda x: -x], ops.ones(())).item() == -1.0


def test_every_operation_is_documented_with_an_example() -> None:
    for name in dir(ops):
        value = getattr(ops, name)
        if callable(value) and name != "custom_gradient":
            text = value.__doc__ or ""
            assert ">>>" in text, name
            assert "Args:" in text or "()" in text, name


def test_operations_are_recorded_as_they_run() -> None:
    program = tracing.trace(
        lambda x: [ops.median(x), ops.diag(x[0]), ops.linspace(0.0, 1.0, 3) * ops.norm(x)],
        [tracing.TensorSpec((3, 4))],
    )
    median, diag, line = program.run(X)
    assert median.item() == pytest.approx(np.median(X))
    np.testing.assert_allclose(diag.numpy(), np.diag(X[0]), rtol=1e-6)
    np.testing.assert_allclose(line.numpy(), np.linspace(0, 1, 3) * np.linalg.norm(X), rtol=1e-5)
