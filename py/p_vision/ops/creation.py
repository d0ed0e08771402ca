"""Tensors made from nothing: constants, ranges, identity matrices."""

from __future__ import annotations

from typing import Any

from p_vision.dtypes import standardize_dtype
from p_vision.errors import ArgumentError
from p_vision.ops._apply import apply, as_tensor, composite, encode, number_text, unary

__all__ = [
    "arange",
    "empty",
    "empty_like",
    "eye",
    "full",
    "full_like",
    "identity",
    "linspace",
    "logspace",
    "meshgrid",
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


def arange(start: Any, stop: Any = None, step: Any = None, dtype: Any = None) -> Any:
    """Numbers from `start` up to, but not including, `stop`.

    Args:
        start: The first number; with no `stop`, the end, and the first is 0.
        stop: Where to end. Defaults to None.
        step: The distance. Defaults to 1.
        dtype: Its dtype; None means int32 for whole numbers, else float32.

    Returns:
        A tensor of shape (count,).

    Example:
        >>> from p_vision import ops
        >>> ops.arange(1, 10, 3).tolist()
        [1, 4, 7]
    """
    step = 1 if step is None else step
    first, last = (0, start) if stop is None else (start, stop)
    numbers = (first, last, step)
    if not all(isinstance(number, int | float) for number in numbers):
        first, last, step = (n if isinstance(n, int | float) else n.item() for n in numbers)
        numbers = (first, last, step)
    if step == 0:
        raise ArgumentError("arange: a step of 0 never ends.")
    if dtype is None:
        dtype = "float32" if any(isinstance(number, float) for number in numbers) else "int32"
    return apply(
        "arange", (), encode(start=first, stop=last, step=step, dtype=standardize_dtype(dtype))
    )


@composite
def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Evenly spaced numbers from `start` to `stop`.

    Args:
        start: The first number, or a tensor of them.
        stop: The last number, or a tensor of them.
        num: How many. Defaults to 50.
        endpoint: Whether `stop` itself is the last. Defaults to True.
        retstep: Whether to return the distance too. Defaults to False.
        dtype: Its dtype. Defaults to float32.
        axis: Where the new axis stands when start and stop are tensors.

    Returns:
        A tensor of shape (num,), or (num, *shape) for tensors; with `retstep`
        also the distance.

    Example:
        >>> from p_vision import ops
        >>> ops.linspace(0, 1, 5).tolist()
        [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    if num < 1:
        raise ArgumentError(f"linspace: num must be at least 1; it is {num}.")
    parts = max(num - 1 if endpoint else num, 1)
    if isinstance(start, int | float) and isinstance(stop, int | float):
        step: Any = (stop - start) / parts
        ramp = apply("arange", (), encode(start=0, stop=num, step=1, dtype="float32"))
        values = ramp * float(step) + float(start)
    else:
        first, last = as_tensor(start) * 1.0, as_tensor(stop) * 1.0
        step = (last - first) / float(parts)
        rank = max(len(first.shape), len(last.shape))
        ramp = apply("arange", (), encode(start=0, stop=num, step=1, dtype="float32"))
        values = unary("reshape", ramp, encode(shape=(num, *(1,) * rank))) * step + first
        if axis:
            from p_vision.ops.arrangement import moveaxis

            values = moveaxis(values, 0, axis)
    kind = standardize_dtype(dtype)
    if kind != "float32":
        values = unary("cast", values, encode(dtype=kind))
    return (values, step) if retstep else values


@composite
def logspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    base: float = 10,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Numbers from base**start to base**stop, evenly spaced in their logarithm.

    Args:
        start: The first exponent.
        stop: The last exponent.
        num: How many. Defaults to 50.
        endpoint: Whether `stop` itself is the last. Defaults to True.
        base: The base. Defaults to 10.
        dtype: Its dtype. Defaults to float32.
        axis: Where the new axis stands when start and stop are tensors.

    Returns:
        A tensor of shape (num,), or (num, *shape) for tensors.

    Example:
        >>> from p_vision import ops
        >>> print(ops.logspace(0, 2, 3).numpy().round(3))
        [  1.  10. 100.]
    """
    values = float(base) ** linspace(start, stop, num, endpoint, axis=axis)
    kind = standardize_dtype(dtype)
    return values if kind == "float32" else unary("cast", values, encode(dtype=kind))


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


@composite
def meshgrid(*x: Any, indexing: str = "xy") -> list[Any]:
    """Grids of coordinates from axes of numbers.

    Args:
        *x: Tensors of shape (n,).
        indexing: ``"xy"`` for (columns, rows) order, ``"ij"`` for matrix order.

    Returns:
        A list with one tensor for each axis, all of the grid's shape.

    Example:
        >>> from p_vision import ops
        >>> [grid.tolist() for grid in ops.meshgrid([1, 2], [3, 4])]
        [[[1, 2], [1, 2]], [[3, 3], [4, 4]]]
    """
    if indexing not in ("xy", "ij"):
        raise ArgumentError(f"meshgrid: indexing is 'xy' or 'ij'; it is {indexing!r}.")
    axes = [unary("reshape", as_tensor(item), '{"shape":[-1]}') for item in x]
    order = list(range(len(axes)))
    if indexing == "xy" and len(axes) > 1:
        order[0], order[1] = 1, 0
    lengths = [0] * len(axes)
    for number, axis in enumerate(axes):
        lengths[order[number]] = axis.shape[0]
    grids = []
    for number, axis in enumerate(axes):
        shape = [1] * len(axes)
        shape[order[number]] = axis.shape[0]
        column = unary("reshape", axis, encode(shape=tuple(shape)))
        grids.append(unary("broadcast_to", column, encode(shape=tuple(lengths))))
    return grids
