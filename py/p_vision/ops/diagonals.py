"""Diagonals of matrices, and matrices made of them."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError
from p_vision.ops._apply import apply, as_tensor, binary, composite, encode, unary
from p_vision.ops.arrangement import moveaxis
from p_vision.ops.shapes import reshape

__all__ = [
    "diag",
    "diagflat",
    "diagonal",
    "trace",
    "vander",
]


@composite
def diagonal(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The values on a diagonal of matrices.

    Args:
        x: A tensor of at least two axes.
        offset: Which diagonal; above 0 to the right. Defaults to 0.
        axis1: The axis of the rows. Defaults to 0.
        axis2: The axis of the columns. Defaults to 1.

    Returns:
        A tensor without these axes and with the diagonal as its last.

    Example:
        >>> from p_vision import ops
        >>> ops.diagonal([[1, 2], [3, 4]]).tolist()
        [1, 4]
    """
    x = as_tensor(x)
    if len(x.shape) < 2:
        raise ShapeError(f"diagonal takes a tensor of at least two axes; this has shape {x.shape}.")
    x = moveaxis(x, (axis1, axis2), (-2, -1))
    rows, columns = x.shape[-2:]
    row, column = max(-offset, 0), max(offset, 0)
    count = min(rows - row, columns - column)
    if count < 1:
        raise ShapeError(f"diagonal: shape {x.shape} has no diagonal {offset}.")
    flat = reshape(x, (*x.shape[:-2], rows * columns))
    first = row * columns + column
    return flat[..., first : first + (count - 1) * (columns + 1) + 1 : columns + 1]


@composite
def diag(x: Any, k: int = 0) -> Any:
    """A diagonal of a matrix, or a matrix with a given diagonal.

    Args:
        x: A matrix, or a tensor of shape (n,).
        k: Which diagonal; above 0 to the right. Defaults to 0.

    Returns:
        The diagonal of a matrix, or for a tensor of shape (n,) a square matrix.

    Example:
        >>> from p_vision import ops
        >>> ops.diag([1, 2]).tolist()
        [[1, 0], [0, 2]]
    """
    x = as_tensor(x)
    if len(x.shape) == 2:
        return diagonal(x, k)
    if len(x.shape) != 1:
        raise ShapeError(f"diag takes a tensor of one or two axes; this has shape {x.shape}.")
    size = x.shape[0] + abs(k)
    ones = apply("eye", (), encode(n=size, m=size, k=int(k), dtype="bool"))
    padded = [0] * size
    for index in range(x.shape[0]):
        padded[index + max(-k, 0)] = index
    rows = reshape(x[padded], (size, 1)) if k else reshape(x, (size, 1))
    return apply("where", (ones, rows, _zero_like(x)))


def _zero_like(x: Any) -> Any:
    return apply("full", (), encode(shape=(), value=0, dtype=x.dtype))


@composite
def diagflat(x: Any, k: int = 0) -> Any:
    """A matrix with all values of a tensor on a diagonal.

    Args:
        x: A tensor; its values are taken flat.
        k: Which diagonal; above 0 to the right. Defaults to 0.

    Returns:
        A square matrix.

    Example:
        >>> from p_vision import ops
        >>> ops.diagflat([[1, 2]]).tolist()
        [[1, 0], [0, 2]]
    """
    return diag(reshape(as_tensor(x), (-1,)), k)


@composite
def trace(x: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    """The sum of the values on a diagonal.

    Args:
        x: A tensor of at least two axes.
        offset: Which diagonal; above 0 to the right. Defaults to 0.
        axis1: The axis of the rows. Defaults to 0.
        axis2: The axis of the columns. Defaults to 1.

    Returns:
        A tensor without these axes.

    Example:
        >>> from p_vision import ops
        >>> ops.trace([[1, 2], [3, 4]]).tolist()
        5
    """
    return unary("sum", diagonal(x, offset, axis1, axis2), encode(axes=(-1,), keepdims=False))


@composite
def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """A matrix of powers of the values.

    Args:
        x: A tensor of shape (n,).
        N: How many powers; None means n. Defaults to None.
        increasing: Whether the powers go up. Defaults to False.

    Returns:
        A tensor of shape (n, N).

    Example:
        >>> from p_vision import ops
        >>> ops.vander([1.0, 2.0], 3).tolist()
        [[1.0, 1.0, 1.0], [4.0, 2.0, 1.0]]
    """
    x = as_tensor(x)
    count = x.shape[0] if N is None else int(N)
    first, last, step = (0, count, 1) if increasing else (count - 1, -1, -1)
    powers = apply("arange", (), encode(start=first, stop=last, step=step, dtype=x.dtype))
    return binary("power", reshape(x, (-1, 1)), powers)
