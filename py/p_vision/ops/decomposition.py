"""Matrices as products of simpler ones, computed on the host with first-order formulas.

With dA the change of A: Cholesky dL = L F(L^-1 dA L^-T), F takes the lower triangle and half the
diagonal; eigenvalues dw = diag(V^T dA V); singular values ds = diag(U^T dA V).
"""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import binary, composite
from p_vision.ops._host import change, differentiated, from_values, matrix, no_formula
from p_vision.ops.arrangement import swapaxes, tril, triu
from p_vision.ops.diagonals import diagonal
from p_vision.ops.linalg import matmul

__all__ = ["cholesky", "eigh", "lu_factor", "qr", "svd"]


def _turned(x: Any) -> Any:
    return swapaxes(x, -1, -2)


def _product(*parts: Any) -> Any:
    found = parts[0]
    for part in parts[1:]:
        found = matmul(found, part)
    return found


def _symmetric(x: Any) -> Any:
    return (x + _turned(x)) * 0.5


@composite
def cholesky(x: Any, upper: bool = False) -> Any:
    """The triangular matrix L with ``x = L @ transpose(L)``.

    Args:
        x: Positive definite matrices of shape (..., n, n).
        upper: Whether to give the transpose of L. Defaults to False.

    Returns:
        A float32 tensor of the same shape.

    Raises:
        ArgumentError: when a matrix is not positive definite.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.cholesky([[4.0, 2.0], [2.0, 5.0]]).tolist()
        [[2.0, 0.0], [1.0, 2.0]]
    """
    x = matrix(x, "cholesky", square=True)

    def compute(values: Any) -> Any:
        import numpy

        try:
            lower = numpy.linalg.cholesky((values + numpy.swapaxes(values, -1, -2)) / 2)
        except numpy.linalg.LinAlgError:
            raise ArgumentError(
                "cholesky: the matrix is not positive definite, so it has no such root. "
                "Is it symmetric, with positive eigenvalues (ops.eigh shows them)?"
            ) from None
        return lower, numpy.linalg.inv(lower)

    lower, inverse = from_values("cholesky", compute, x)
    found: Any = lower
    if differentiated():
        inside = _product(inverse, _symmetric(change(x)), _turned(inverse))
        found = lower + matmul(lower, (tril(inside) + tril(inside, -1)) * 0.5)
    return _turned(found) if upper else found


@composite
def eigh(x: Any) -> tuple[Any, Any]:
    """Eigenvalues, the smallest first, and eigenvectors of symmetric matrices.

    Args:
        x: Symmetric matrices of shape (..., n, n).

    Returns:
        The eigenvalues of shape (..., n) and the eigenvectors as columns of
        shape (..., n, n).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.eigh([[2.0, 0.0], [0.0, 1.0]])[0].tolist()
        [1.0, 2.0]
    """
    x = matrix(x, "eigh", square=True)

    def compute(values: Any) -> Any:
        import numpy

        w, v = numpy.linalg.eigh((values + numpy.swapaxes(values, -1, -2)) / 2)
        distance = w[..., None, :] - w[..., :, None]
        with numpy.errstate(divide="ignore"):
            return w, v, numpy.where(distance == 0, 0.0, 1.0 / distance)

    w, v, factors = from_values("eigh", compute, x)
    if not differentiated():
        return w, v
    inside = _product(_turned(v), _symmetric(change(x)), v)
    return w + diagonal(inside, 0, -2, -1), v + matmul(v, factors * inside)


@composite
def qr(x: Any, mode: str = "reduced") -> tuple[Any, Any]:
    """Orthogonal columns Q and a triangular matrix R with ``x = Q @ R``.

    Args:
        x: Matrices of shape (..., m, n).
        mode: ``"reduced"``, or ``"complete"`` for a square Q. Defaults to ``"reduced"``.

    Returns:
        Q and R.

    Raises:
        ArgumentError: for another mode.
        GradientError: inside a tape, unless reduced with m >= n.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> q, r = ops.qr([[3.0, 1.0], [4.0, 2.0]])
        >>> print((q @ r).numpy().round(3))
        [[3. 1.]
         [4. 2.]]
    """
    if mode not in ("reduced", "complete"):
        raise ArgumentError(f"qr: mode is 'reduced' or 'complete'; it is {mode!r}.")
    x = matrix(x, "qr")
    rows, columns = x.shape[-2:]

    def compute(values: Any) -> Any:
        import numpy

        q, r = numpy.linalg.qr(values, "complete" if mode == "complete" else "reduced")
        return q, r

    q, r = from_values("qr", compute, x)
    if not differentiated():
        return q, r
    if mode == "complete" or rows < columns:
        no_formula("qr", f"with mode={mode!r} and {rows} rows for {columns} columns")
    from p_vision.ops.equations import inv

    right = matmul(change(x), inv(r))
    inside = matmul(_turned(q), right)
    below = tril(inside, -1)
    turn = below - _turned(below)
    return q + right - matmul(q, inside - turn), r + matmul(inside - turn, r)


@composite
def svd(x: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    """Singular values s with ``x = u @ diag(s) @ vh``.

    Args:
        x: Matrices of shape (..., m, n).
        full_matrices: Whether u and vh are square. Defaults to True.
        compute_uv: Whether to give u and vh too. Defaults to True.

    Returns:
        u, s (the largest first) and vh; s alone without `compute_uv`.

    Raises:
        GradientError: inside a tape, for full matrices that are not square.
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> ops.svd([[3.0, 0.0], [0.0, 2.0]], compute_uv=False).tolist()
        [3.0, 2.0]
    """
    x = matrix(x, "svd")
    rows, columns = x.shape[-2:]

    def compute(values: Any) -> Any:
        import numpy

        u, s, vh = numpy.linalg.svd(values, full_matrices=full_matrices and compute_uv)
        squares = s * s
        distance = squares[..., None, :] - squares[..., :, None]
        with numpy.errstate(divide="ignore"):
            return u, s, vh, numpy.where(distance == 0, 0.0, 1.0 / distance)

    u, s, vh, factors = from_values("svd", compute, x)
    if not differentiated():
        return (u, s, vh) if compute_uv else s
    if compute_uv and full_matrices and rows != columns:
        no_formula("svd", "with full_matrices=True; full_matrices=False has one")
    moved = change(x)
    v = _turned(vh)
    inside = _product(_turned(u), moved, v)
    values = s + diagonal(inside, 0, -2, -1)
    if not compute_uv:
        return values
    across, along = s[..., None, :], s[..., :, None]
    turned_u = factors * (inside * across + along * _turned(inside))
    turned_v = factors * (along * inside + _turned(inside) * across)
    rest_u = matmul(moved, v) - matmul(u, inside)
    rest_v = matmul(_turned(moved), u) - matmul(v, _turned(inside))
    left = u + matmul(u, turned_u) + rest_u / across
    right = v + matmul(v, turned_v) + rest_v / across
    return left, values, _turned(right)


@composite
def lu_factor(x: Any) -> tuple[Any, Any]:
    """Triangular factors of matrices whose rows were put in order.

    Args:
        x: Matrices of shape (..., n, n).

    Returns:
        L (below the diagonal, its own ones left out) and U in one tensor of the
        same shape, and for each row the row it was swapped with, int32 of
        shape (..., n).

    Raises:
        ValueNeededError: while a step is being recorded.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.lu_factor([[1.0, 2.0], [2.0, 2.0]])]
        [[[2.0, 2.0], [0.5, 1.0]], [1, 1]]
    """
    x = matrix(x, "lu_factor", square=True)
    size = x.shape[-1]

    def compute(values: Any) -> Any:
        import numpy

        packed = values.reshape(-1, size, size).copy()
        swaps = numpy.zeros((len(packed), size), dtype="int32")
        order = numpy.tile(numpy.eye(size), (len(packed), 1, 1))
        for a, swap, rows in zip(packed, swaps, order, strict=True):
            for k in range(size):
                other = k + int(numpy.argmax(numpy.abs(a[k:, k])))
                swap[k] = other
                a[[k, other]] = a[[other, k]]
                rows[[k, other]] = rows[[other, k]]
                if a[k, k]:
                    a[k + 1 :, k] /= a[k, k]
                    a[k + 1 :, k + 1 :] -= numpy.outer(a[k + 1 :, k], a[k, k + 1 :])
        shape = values.shape
        return packed.reshape(shape), swaps.reshape(shape[:-1]), order.reshape(shape)

    packed, swaps, order = from_values("lu_factor", compute, x)
    if not differentiated():
        return packed, swaps
    from p_vision.ops.creation import eye
    from p_vision.ops.equations import inv

    lower = tril(packed, -1) + eye(size)
    upper = triu(packed)
    inside = _product(inv(lower), order, change(x), inv(upper))
    moved = matmul(lower, tril(inside, -1)) + matmul(triu(inside), upper)
    return binary("add", packed, moved), swaps
