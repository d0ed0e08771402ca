"""Tensors made from nothing: constants, ranges, identity matrices."""

from __future__ import annotations

from typing import Any

from p_vision.dtypes import standardize_dtype
from p_vision.ops._apply import apply, as_tensor, composite, encode, number_text, unary

__all__ = [
    "empty",
    "empty_like",
    "eye",
    "full",
    "full_like",
    "identity",
    "ones",
    "ones_like",
    "tri",
    "zeros",
    "zeros_like",
]


def _sizes(shape: Any) -> tuple[int, ...]:
    return (shape,) if isinstance(shape, int) else tuple(int(size) for size in shape)


def _constant(shape: Any, value: Any, dtype: str) -> Any:
    sizes = ",".join(map(str, _sizes(shape)))
    if dtype == "float32":
        value = float(value)
    elif dtype == "int32":
        value = int(value)
    text = ("true" if value else "false") if dtype == "bool" else number_text(value)
    return apply("full", (), f'{{"shape":[{sizes}],"value":{text},"dtype":"{dtype}"}}')


def zeros(shape: Any, dtype: Any = None) -> Any:
    """A tensor of zeros.

    Args:
        shape: Its shape.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.zeros((2,)).tolist()
        [0.0, 0.0]
    """
    return _constant(shape, 0, standardize_dtype(dtype))


def ones(shape: Any, dtype: Any = None) -> Any:
    """A tensor of ones.

    Args:
        shape: Its shape.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.ones((2,), "int32").tolist()
        [1, 1]
    """
    return _constant(shape, 1, standardize_dtype(dtype))


def empty(shape: Any, dtype: Any = None) -> Any:
    """A tensor whose values do not matter yet: zeros.

    Args:
        shape: Its shape.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.empty((2, 3)).shape
        (2, 3)
    """
    return zeros(shape, dtype)


@composite
def full(shape: Any, fill_value: Any, dtype: Any = None) -> Any:
    """A tensor of one value.

    Args:
        shape: Its shape.
        fill_value: A number, or a tensor whose shape fits `shape`.
        dtype: Its dtype. None takes that of the value.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import ops
        >>> ops.full((2,), 7.5).tolist()
        [7.5, 7.5]
    """
    if isinstance(fill_value, bool | int | float):
        kind = type(fill_value) if dtype is None else dtype
        return _constant(shape, fill_value, standardize_dtype(kind))
    value = as_tensor(fill_value)
    if dtype is not None and standardize_dtype(dtype) != value.dtype:
        value = unary("cast", value, encode(dtype=standardize_dtype(dtype)))
    return unary("broadcast_to", value, encode(shape=_sizes(shape)))


@composite
def zeros_like(x: Any, dtype: Any = None) -> Any:
    """Zeros in the shape of another tensor.

    Args:
        x: A tensor of any shape.
        dtype: Its dtype. None takes that of `x`.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.zeros_like([[1, 2]]).tolist()
        [[0, 0]]
    """
    x = as_tensor(x)
    return _constant(x.shape, 0, standardize_dtype(dtype, x.dtype))


@composite
def ones_like(x: Any, dtype: Any = None) -> Any:
    """Ones in the shape of another tensor.

    Args:
        x: A tensor of any shape.
        dtype: Its dtype. None takes that of `x`.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.ones_like([[1, 2]]).tolist()
        [[1, 1]]
    """
    x = as_tensor(x)
    return _constant(x.shape, 1, standardize_dtype(dtype, x.dtype))


def empty_like(x: Any, dtype: Any = None) -> Any:
    """A tensor in the shape of another whose values do not matter yet.

    Args:
        x: A tensor of any shape.
        dtype: Its dtype. None takes that of `x`.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.empty_like([[1, 2]]).shape
        (1, 2)
    """
    return zeros_like(x, dtype)


@composite
def full_like(x: Any, fill_value: Any, dtype: Any = None) -> Any:
    """One value in the shape of another tensor.

    Args:
        x: A tensor of any shape.
        fill_value: A number, or a tensor whose shape fits that of `x`.
        dtype: Its dtype. None takes that of `x`.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.full_like([1.0, 2.0], 7).tolist()
        [7.0, 7.0]
    """
    x = as_tensor(x)
    return full(x.shape, fill_value, standardize_dtype(dtype, x.dtype))


def eye(N: int, M: int | None = None, k: int = 0, dtype: Any = None) -> Any:
    """A matrix with ones on a diagonal and zeros elsewhere.

    Args:
        N: Number of rows.
        M: Number of columns; None means `N`. Defaults to None.
        k: Which diagonal; above 0 to the right. Defaults to 0.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor of shape (N, M).

    Example:
        >>> from p_vision import ops
        >>> ops.eye(2).tolist()
        [[1.0, 0.0], [0.0, 1.0]]
    """
    columns = N if M is None else M
    return apply(
        "eye", (), encode(n=int(N), m=int(columns), k=int(k), dtype=standardize_dtype(dtype))
    )


def identity(n: int, dtype: Any = None) -> Any:
    """A square matrix with ones on its diagonal.

    Args:
        n: Number of rows and columns.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor of shape (n, n).

    Example:
        >>> from p_vision import ops
        >>> ops.identity(2, "int32").tolist()
        [[1, 0], [0, 1]]
    """
    return eye(n, dtype=dtype)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Any = None) -> Any:
    """A matrix with ones on and below a diagonal.

    Args:
        N: Number of rows.
        M: Number of columns; None means `N`. Defaults to None.
        k: The highest diagonal of ones. Defaults to 0.
        dtype: Its dtype. Defaults to float32.

    Returns:
        A tensor of shape (N, M).

    Example:
        >>> from p_vision import ops
        >>> ops.tri(3, dtype="int32").tolist()
        [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    return unary("tril", ones((N, N if M is None else M), dtype), encode(k=int(k)))
