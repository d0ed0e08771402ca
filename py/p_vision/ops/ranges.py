"""Evenly spaced numbers, and grids of them."""

from __future__ import annotations

from typing import Any

from p_vision.dtypes import standardize_dtype
from p_vision.errors import ArgumentError
from p_vision.ops._apply import apply, as_tensor, composite, encode, unary

__all__ = [
    "arange",
    "linspace",
    "logspace",
    "meshgrid",
]


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
