"""Products of matrices and tensors."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.missing_names import missing_name
from p_vision.ops import _later
from p_vision.ops._apply import apply, as_tensor, axes_of, binary, composite, encode, unary
from p_vision.ops.arrangement import moveaxis, transpose
from p_vision.ops.shapes import reshape

__all__ = [
    "cross",
    "dot",
    "einsum",
    "inner",
    "kron",
    "matmul",
    "norm",
    "outer",
    "tensordot",
    "vdot",
]


def matmul(x1: Any, x2: Any) -> Any:
    """The matrix product: ``x1 @ x2``.

    Args:
        x1: A tensor of shape (..., n, k), or (k,).
        x2: A tensor of shape (..., k, m), or (k,).

    Returns:
        A tensor of shape (..., n, m).

    Raises:
        ShapeError: when the inner sizes differ.

    Example:
        >>> from p_vision import ops
        >>> ops.matmul([[1.0, 2.0]], [[3.0], [4.0]]).tolist()
        [[11.0]]
    """
    return apply("matmul", (x1, x2))


@composite
def dot(x1: Any, x2: Any) -> Any:
    """The sum of products over the last axis of one and the second-to-last of the other.

    Args:
        x1: A tensor of shape (..., k).
        x2: A tensor of shape (..., k, m), or (k,).

    Returns:
        A tensor; for two matrices their product.

    Example:
        >>> from p_vision import ops
        >>> ops.dot([1.0, 2.0], [3.0, 4.0]).tolist()
        11.0
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    if not x1.shape or not x2.shape:
        return binary("multiply", x1, x2)
    if len(x1.shape) <= 2 and len(x2.shape) <= 2:
        return matmul(x1, x2)
    return tensordot(x1, x2, axes=[[-1], [-2 if len(x2.shape) > 1 else -1]])


@composite
def tensordot(x1: Any, x2: Any, axes: Any = 2) -> Any:
    """The sum of products over chosen axes of two tensors.

    Args:
        x1: A tensor.
        x2: A tensor.
        axes: How many last axes of `x1` pair with the first of `x2`, or two
            lists of axes that pair. Defaults to 2.

    Returns:
        A tensor with the other axes of both.

    Raises:
        ShapeError: when paired axes differ in size.

    Example:
        >>> from p_vision import ops
        >>> ops.tensordot([[1.0, 2.0]], [[3.0], [4.0]], axes=1).tolist()
        [[11.0]]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    first, second = len(x1.shape), len(x2.shape)
    if isinstance(axes, int):
        left = list(range(first - axes, first))
        right = list(range(axes))
    else:
        left = [axis % first for axis in axes_of(axes[0]) or ()]
        right = [axis % second for axis in axes_of(axes[1]) or ()]
    if [x1.shape[a] for a in left] != [x2.shape[b] for b in right]:
        raise ShapeError(
            f"tensordot: shapes {x1.shape} and {x2.shape} do not fit together: axes {left} of the "
            f"first and {right} of the second must have equal sizes."
        )
    free1 = [axis for axis in range(first) if axis not in left]
    free2 = [axis for axis in range(second) if axis not in right]
    inner_size = 1
    for axis in left:
        inner_size *= x1.shape[axis]
    a = reshape(transpose(x1, free1 + left), (-1, inner_size))
    b = reshape(transpose(x2, right + free2), (inner_size, -1))
    shape = [x1.shape[axis] for axis in free1] + [x2.shape[axis] for axis in free2]
    return reshape(matmul(a, b), tuple(shape))


def einsum(subscripts: str, *operands: Any) -> Any:
    """Sums of products, with letters for the axes.

    Args:
        subscripts: Such as ``"ij,jk->ik"``.
        *operands: A tensor for each group of letters.

    Returns:
        A tensor with the axes after the arrow.

    Example:
        >>> from p_vision import ops
        >>> ops.einsum("ij->j", [[1.0, 2.0], [3.0, 4.0]]).tolist()
        [4.0, 6.0]
    """
    return apply("einsum", operands, encode(equation=subscripts.replace(" ", "")))


@composite
def outer(x1: Any, x2: Any) -> Any:
    """The product of each value of one tensor with each of another.

    Args:
        x1: A tensor; its values are taken flat.
        x2: A tensor; its values are taken flat.

    Returns:
        A tensor of shape (size of x1, size of x2).

    Example:
        >>> from p_vision import ops
        >>> ops.outer([1, 2], [3, 4]).tolist()
        [[3, 4], [6, 8]]
    """
    return binary("multiply", reshape(as_tensor(x1), (-1, 1)), reshape(as_tensor(x2), (1, -1)))


@composite
def inner(x1: Any, x2: Any) -> Any:
    """The sum of products over the last axes.

    Args:
        x1: A tensor of shape (..., k).
        x2: A tensor of shape (..., k).

    Returns:
        A tensor with the other axes of both.

    Example:
        >>> from p_vision import ops
        >>> ops.inner([1.0, 2.0], [3.0, 4.0]).tolist()
        11.0
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    if not x1.shape or not x2.shape:
        return binary("multiply", x1, x2)
    return tensordot(x1, x2, axes=[[-1], [-1]])


@composite
def vdot(x1: Any, x2: Any) -> Any:
    """The sum of products of all values.

    Args:
        x1: A tensor; its values are taken flat.
        x2: A tensor of as many values.

    Returns:
        A tensor of shape ().

    Example:
        >>> from p_vision import ops
        >>> ops.vdot([1.0, 2.0], [3.0, 4.0]).tolist()
        11.0
    """
    return matmul(reshape(as_tensor(x1), (-1,)), reshape(as_tensor(x2), (-1,)))


@composite
def kron(x1: Any, x2: Any) -> Any:
    """The Kronecker product: blocks of the second scaled by values of the first.

    Args:
        x1: A matrix of shape (a, b).
        x2: A matrix of shape (c, d).

    Returns:
        A tensor of shape (a * c, b * d).

    Example:
        >>> from p_vision import ops
        >>> ops.kron([[1, 2]], [[1], [1]]).tolist()
        [[1, 2], [1, 2]]
    """
    x1, x2 = as_tensor(x1), as_tensor(x2)
    if len(x1.shape) != 2 or len(x2.shape) != 2:
        raise ShapeError(f"kron takes two matrices; the shapes are {x1.shape} and {x2.shape}.")
    (a, b), (c, d) = x1.shape, x2.shape
    blocks = reshape(x1, (a, 1, b, 1)) * reshape(x2, (1, c, 1, d))
    return reshape(blocks, (a * c, b * d))


@composite
def cross(
    x1: Any, x2: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: Any = None
) -> Any:
    """The vector at right angles to two vectors.

    Args:
        x1: Vectors with 3 values along `axisa`.
        x2: Vectors with 3 values along `axisb`.
        axisa: The axis of the vectors in `x1`. Defaults to -1.
        axisb: The axis of the vectors in `x2`. Defaults to -1.
        axisc: The axis of the vectors in the result. Defaults to -1.
        axis: All three at once. Defaults to None.

    Returns:
        A tensor of vectors.

    Example:
        >>> from p_vision import ops
        >>> ops.cross([1, 0, 0], [0, 1, 0]).tolist()
        [0, 0, 1]
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = moveaxis(as_tensor(x1), axisa, -1), moveaxis(as_tensor(x2), axisb, -1)
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise ShapeError(
            f"cross takes vectors of 3 values; the shapes are {a.shape} and {b.shape}."
        )
    forward, backward = [1, 2, 0], [2, 0, 1]
    found = a[..., forward] * b[..., backward] - a[..., backward] * b[..., forward]
    return moveaxis(found, -1, axisc)


@composite
def norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """The length of vectors, or the size of matrices.

    Args:
        x: A tensor of any shape.
        ord: Which norm: None or 2 (length), 1, ``inf``, ``-inf``, 0, another
            number, or ``"fro"`` for matrices. Defaults to None.
        axis: The axis or the two axes of the vectors or matrices; None takes all.
        keepdims: Whether these axes stay, with size 1. Defaults to False.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.norm([3.0, 4.0]).tolist()
        5.0
    """
    x = as_tensor(x) * 1.0
    axes = axes_of(axis)
    kept = encode(axes=axes, keepdims=bool(keepdims))
    many = len(axes) if axes is not None else len(x.shape)
    if ord is None or ord == "fro" or (ord == 2 and many == 1):
        return unary("sqrt", unary("sum", unary("square", x), kept))
    if (many > 1 and axes is not None) or (axes is None and many > 1):
        raise ArgumentError(f"norm: ord={ord!r} is available for vectors; for matrices use 'fro'.")
    size = unary("abs", x)
    if ord == float("inf"):
        return unary("max", size, kept)
    if ord == float("-inf"):
        return unary("min", size, kept)
    if ord == 1:
        return unary("sum", size, kept)
    if ord == 0:
        present = unary("cast", binary("not_equal", x, 0.0), encode(dtype="float32"))
        return unary("sum", present, kept)
    return unary("sum", size ** float(ord), kept) ** (1.0 / float(ord))


_OTHERS = ("decomposition", "equations")


def _elsewhere(name: str) -> Any:
    return _later.find(name) if _later.NAMES.get(name) in _OTHERS else None


__getattr__ = missing_name(
    "p_vision.ops.linalg",
    ["norm", *(name for name, module in _later.NAMES.items() if module in _OTHERS)],
    {
        "eig": "complex numbers are pairs of real tensors here; eigh is for symmetric matrices",
        "jvp": "gradients go backwards only: GradientTape().gradient(...)",
    },
    later=_elsewhere,
)
