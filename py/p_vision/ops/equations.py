"""Inverses, determinants and systems of equations, computed on the host.

Gradients by first-order formulas with dA the change of A: d(A^-1) = -A^-1 dA A^-1,
d det A = tr(adj(A) dA), d log|det A| = tr(A^-1 dA).
"""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops._host import change, differentiated, from_values, matrix
from p_vision.ops.arrangement import swapaxes, tril, triu
from p_vision.ops.creation import eye
from p_vision.ops.linalg import matmul
from p_vision.ops.shapes import expand_dims, squeeze

__all__ = [
    "cholesky_inverse",
    "det",
    "inv",
    "logdet",
    "lstsq",
    "matrix_rank",
    "pinv",
    "slogdet",
    "solve",
    "solve_triangular",
]

#: The smallest difference from 1 of a float32, as numpy's rules for ranks take it.
_STEP = 1.1920929e-07


def _trace(a: Any, b: Any) -> Any:
    """The trace of the product of two matrices."""
    return unary("sum", a * swapaxes(b, -1, -2), encode(axes=(-2, -1), keepdims=False))


def _inverse(values: Any, op: str) -> Any:
    import numpy

    try:
        return numpy.linalg.inv(values)
    except numpy.linalg.LinAlgError:
        raise ArgumentError(
            f"{op}: the matrix is singular: its rows depend on each other, so there is no inverse. "
            "ops.pinv gives the nearest thing to one."
        ) from None


@composite
def inv(x: Any) -> Any:
    """The inverses of matrices.

    Args:
        x: Matrices of shape (..., n, n).

    Returns:
        A float32 tensor of the same shape.

    Raises:
        ArgumentError: when a matrix has no inverse.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.inv([[2.0, 0.0], [0.0, 4.0]]).tolist()
        [[0.5, 0.0], [0.0, 0.25]]
    """
    x = matrix(x, "inv", square=True)
    (found,) = from_values("inv", lambda values: _inverse(values, "inv"), x)
    if not differentiated():
        return found
    return found - matmul(matmul(found, change(x)), found)


@composite
def solve(a: Any, b: Any) -> Any:
    """The x with ``a @ x = b``.

    Args:
        a: Matrices of shape (..., n, n).
        b: A tensor of shape (..., n, k), or (..., n) with one axis less than `a`.

    Returns:
        A float32 tensor of the shape of `b`.

    Raises:
        ArgumentError: when a matrix is singular.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.solve([[2.0, 0.0], [0.0, 4.0]], [6.0, 8.0]).tolist()
        [3.0, 2.0]
    """
    return _solved("solve", matrix(a, "solve", square=True), b)


@composite
def solve_triangular(a: Any, b: Any, lower: bool = False) -> Any:
    """The x with ``a @ x = b``, where only a triangle of `a` counts.

    Args:
        a: Matrices of shape (..., n, n).
        b: A tensor of shape (..., n, k), or (..., n) with one axis less than `a`.
        lower: Whether the lower triangle counts. Defaults to False.

    Returns:
        A float32 tensor of the shape of `b`.

    Raises:
        ArgumentError: when a matrix is singular.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.solve_triangular([[2.0, 9.0], [1.0, 1.0]], [4.0, 3.0], lower=True).tolist()
        [2.0, 1.0]
    """
    a = matrix(a, "solve_triangular", square=True)
    return _solved("solve_triangular", tril(a) if lower else triu(a), b)


def _solved(op: str, a: Any, b: Any) -> Any:
    b = as_tensor(b) * 1.0
    single = len(b.shape) == len(a.shape) - 1
    if single:
        b = expand_dims(b, -1)
    if len(b.shape) < 2 or b.shape[-2] != a.shape[-1]:
        raise ShapeError(f"{op}: a of shape {a.shape} does not fit b of shape {b.shape}.")

    def compute(matrices: Any, right: Any) -> Any:
        inverse = _inverse(matrices, op)
        import numpy

        return numpy.linalg.solve(matrices, right), inverse

    found, inverse = from_values(op, compute, a, b)
    x: Any = found
    if differentiated():
        x = found + matmul(inverse, change(b) - matmul(change(a), found))
    return squeeze(x, -1) if single else x


@composite
def det(x: Any) -> Any:
    """The determinants of matrices.

    Args:
        x: Matrices of shape (..., n, n).

    Returns:
        A float32 tensor of shape (...).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.det([[2.0, 1.0], [0.0, 4.0]]).tolist()
        8.0
    """
    x = matrix(x, "det", square=True)

    def compute(values: Any) -> Any:
        import numpy

        u, s, vh = numpy.linalg.svd(values)
        others = numpy.stack(
            [numpy.prod(numpy.delete(s, k, -1), -1) for k in range(s.shape[-1])], -1
        )
        sign = numpy.linalg.det(u) * numpy.linalg.det(vh)
        inside = numpy.swapaxes(vh, -1, -2) * others[..., None, :]
        adjugate = sign[..., None, None] * (inside @ numpy.swapaxes(u, -1, -2))
        return numpy.asarray(numpy.linalg.det(values)), adjugate

    found, adjugate = from_values("det", compute, x)
    return found + _trace(adjugate, change(x)) if differentiated() else found


@composite
def slogdet(x: Any) -> tuple[Any, Any]:
    """The sign of determinants, and the logarithm of their size.

    Args:
        x: Matrices of shape (..., n, n).

    Returns:
        Two float32 tensors of shape (...).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.slogdet([[1.0, 0.0], [0.0, -1.0]])[0].tolist()
        -1.0
    """
    x = matrix(x, "slogdet", square=True)

    def compute(values: Any) -> Any:
        import numpy

        sign, size = numpy.linalg.slogdet(values)
        return numpy.asarray(sign), numpy.asarray(size)

    sign, size = from_values("slogdet", compute, x)
    if not differentiated():
        return sign, size
    (inverse,) = from_values("slogdet", lambda values: _inverse(values, "slogdet"), x)
    return sign, size + _trace(inverse, change(x))


@composite
def logdet(x: Any) -> Any:
    """The logarithm of the determinants of positive definite matrices.

    Args:
        x: Matrices of shape (..., n, n).

    Returns:
        A float32 tensor of shape (...).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.logdet([[1.0, 0.0], [0.0, 1.0]]).tolist()
        0.0
    """
    return slogdet(x)[1]


@composite
def cholesky_inverse(x: Any, upper: bool = False) -> Any:
    """The inverse of a matrix whose Cholesky root is known.

    Args:
        x: The root, of shape (n, n).
        upper: Whether it is the upper triangle. Defaults to False.

    Returns:
        A float32 tensor of the same shape.

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.cholesky_inverse([[2.0, 0.0], [0.0, 1.0]]).tolist()
        [[0.25, 0.0], [0.0, 1.0]]
    """
    x = matrix(x, "cholesky_inverse", square=True)
    root = solve_triangular(x, eye(x.shape[-1]), lower=not upper)
    turned = swapaxes(root, -1, -2)
    return matmul(root, turned) if upper else matmul(turned, root)


@composite
def pinv(x: Any, rcond: float | None = None) -> Any:
    """The pseudo-inverses of matrices: inverses as far as there are some.

    Args:
        x: Matrices of shape (..., m, n).
        rcond: Singular values up to this part of the largest count as 0. None
            takes 10 * max(m, n) times the precision of float32.

    Returns:
        A float32 tensor of shape (..., n, m).

    Raises:
        ValueNeededError: while a step is being recorded.

    Source:
        Golub and Pereyra, "The differentiation of pseudo-inverses" (1973).

    Example:
        >>> from p_vision import ops
        >>> ops.pinv([[2.0], [0.0]]).tolist()
        [[0.5, 0.0]]
    """
    x = matrix(x, "pinv")
    limit = 10 * max(x.shape[-2:]) * _STEP if rcond is None else rcond

    def compute(values: Any) -> Any:
        import numpy

        return numpy.linalg.pinv(values, rcond=limit)

    (p,) = from_values("pinv", compute, x)
    if not differentiated():
        return p
    moved, turned = change(x), swapaxes(p, -1, -2)
    back = swapaxes(moved, -1, -2)
    rows = matmul(matmul(p, turned), back - matmul(matmul(back, x), p))
    inside = matmul(back, matmul(turned, p))
    return p - matmul(matmul(p, moved), p) + rows + inside - matmul(p, matmul(x, inside))


@composite
def lstsq(a: Any, b: Any, rcond: float | None = None) -> Any:
    """The x that makes ``a @ x`` come nearest to `b`, by the sum of squares.

    Args:
        a: A matrix of shape (m, n).
        b: A tensor of shape (m, k), or (m,).
        rcond: As for `pinv`; None takes max(m, n) times the precision of float32.

    Returns:
        A float32 tensor of shape (n, k), or (n,).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> print(ops.lstsq([[1.0], [1.0]], [[2.0], [4.0]]).numpy().round(3))
        [[3.]]
    """
    a = matrix(a, "lstsq")
    limit = max(a.shape[-2:]) * _STEP if rcond is None else rcond
    return matmul(pinv(a, limit), as_tensor(b) * 1.0)


@composite
def matrix_rank(x: Any, tol: float | None = None) -> Any:
    """How many rows of a matrix do not depend on each other.

    Args:
        x: Matrices of shape (..., m, n).
        tol: Singular values up to this count as 0. None takes the largest
            times max(m, n) times the precision of float32.

    Returns:
        An int32 tensor of shape (...).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.matrix_rank([[1.0, 2.0], [2.0, 4.0]]).tolist()
        1
    """
    x = matrix(x, "matrix_rank")

    def compute(values: Any) -> Any:
        import numpy

        s = numpy.linalg.svd(values, compute_uv=False)
        limit = s.max(-1, keepdims=True) * max(values.shape[-2:]) * _STEP if tol is None else tol
        return numpy.asarray((s > limit).sum(-1)).astype("int32")

    return binary("add", from_values("matrix_rank", compute, x)[0], 0)
