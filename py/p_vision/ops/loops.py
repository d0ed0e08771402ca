"""Loops on tensors, and running results along an axis."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from p_vision.errors import ArgumentError, ShapeError, ValueNeededError
from p_vision.ops._apply import as_tensor, composite, normal_axis
from p_vision.ops.arrangement import flip
from p_vision.ops.indexing import where
from p_vision.ops.ranges import arange
from p_vision.ops.scanning import scan
from p_vision.ops.shapes import concatenate, reshape, stack
from p_vision.tracing import SymbolicTensor, flatten, leaves_like, pack

__all__ = ["associative_scan", "fori_loop", "while_loop"]


def while_loop(
    cond: Callable[..., Any],
    body: Callable[..., Any],
    loop_vars: Any,
    maximum_iterations: int | None = None,
) -> Any:
    """Call a function again and again while a condition holds.

    Args:
        cond: Called with the loop's values; says whether to go on.
        body: Called with the loop's values; returns the next ones.
        loop_vars: The first values, a tuple, list or one tensor.
        maximum_iterations: The most rounds; None for no limit. Defaults to
            None. While a step is recorded it is needed: that many rounds are
            run, and those after the end change nothing.

    Returns:
        The last values, in the structure of `loop_vars`.

    Raises:
        ValueNeededError: while recording without `maximum_iterations`.

    Example:
        >>> from p_vision import ops
        >>> ops.while_loop(lambda i: i < 5, lambda i: i + 2, [ops.zeros((), "int32")])[0].item()
        6
    """
    single = not isinstance(loop_vars, tuple | list)
    values = (loop_vars,) if single else tuple(loop_vars)
    rounds = 0
    while maximum_iterations is None or rounds < maximum_iterations:
        going = cond(*values)
        if isinstance(going, SymbolicTensor):
            values = _limited(cond, body, values, _left(maximum_iterations, rounds))
            break
        if not bool(going):
            break
        values = _following(body, values)
        rounds += 1
    if single:
        return values[0]
    return list(values) if isinstance(loop_vars, list) else values


def _following(body: Callable[..., Any], values: tuple[Any, ...]) -> tuple[Any, ...]:
    found = body(*values)
    return tuple(found) if isinstance(found, tuple | list) else (found,)


def _left(maximum: int | None, rounds: int) -> int:
    if maximum is None:
        raise ValueNeededError(
            "A while_loop needs the value of its condition, but while a step is being recorded no "
            "values are known. Give maximum_iterations=, or run the code eagerly."
        )
    return maximum - rounds


def _limited(
    cond: Callable[..., Any], body: Callable[..., Any], values: tuple[Any, ...], rounds: int
) -> tuple[Any, ...]:
    def one_round(state: tuple[Any, ...], _entry: Any) -> tuple[Any, None]:
        going = cond(*state)
        pairs = zip(leaves_like(state, _following(body, state)), flatten(state), strict=True)
        return pack(state, iter([where(going, new, old) for new, old in pairs])), None

    last: tuple[Any, ...] = scan(one_round, values, length=rounds)[0]
    return last


def fori_loop(lower: Any, upper: Any, body_fun: Callable[[Any, Any], Any], init_val: Any) -> Any:
    """Call a function for each number of a range.

    Args:
        lower: The first number.
        upper: The number after the last.
        body_fun: Called with the number (an int32 tensor) and the present
            value; returns the next value. Recorded once, as in `scan`.
        init_val: The first value.

    Returns:
        The last value.

    Example:
        >>> from p_vision import ops
        >>> ops.fori_loop(0, 3, lambda i, total: total + i, ops.zeros((), "int32")).item()
        3
    """
    lower, upper = int(lower), int(upper)
    if upper <= lower:
        return init_val
    return scan(lambda value, i: (body_fun(i, value), None), init_val, arange(lower, upper))[0]


@composite
def associative_scan(
    f: Callable[[Any, Any], Any], elems: Any, reverse: bool = False, axis: int = 0
) -> Any:
    """Running results of a function of two neighbours, such as a sum.

    Args:
        f: Takes two tensors (structures like `elems`) with many entries along
            the axis and combines them entry by entry; the order of combining
            must not matter: ``f(f(a, b), c) == f(a, f(b, c))``.
        elems: A tensor, or nested tensors, of the same size along the axis.
        reverse: Whether to go from the end. Defaults to False.
        axis: The axis to go along. Defaults to 0.

    Returns:
        Tensors of the same shapes.

    Source:
        Blelloch, "Prefix Sums and Their Applications" (1990).

    Example:
        >>> from p_vision import ops
        >>> ops.associative_scan(lambda a, b: a + b, ops.arange(4)).tolist()
        [0, 1, 3, 6]
    """
    leaves = [as_tensor(leaf) for leaf in flatten(elems)]
    if not leaves:
        raise ArgumentError("associative_scan needs at least one tensor.")
    axis = normal_axis(axis, len(leaves[0].shape), "associative_scan")
    if any(leaf.shape[axis : axis + 1] != leaves[0].shape[axis : axis + 1] for leaf in leaves):
        sizes = ", ".join(str(leaf.shape) for leaf in leaves)
        raise ShapeError(f"associative_scan: sizes along axis {axis} differ: {sizes}.")

    def combine(left: list[Any], right: list[Any]) -> list[Any]:
        return flatten(f(pack(elems, iter(left)), pack(elems, iter(right))))

    parts = [flip(leaf, axis) for leaf in leaves] if reverse else leaves
    found = _running(combine, parts, axis)
    return pack(elems, iter([flip(leaf, axis) for leaf in found] if reverse else found))


def _running(
    combine: Callable[[list[Any], list[Any]], list[Any]], parts: list[Any], axis: int
) -> list[Any]:
    size = parts[0].shape[axis]
    if size < 2:
        return parts

    def cut(values: list[Any], start: int, stop: int, step: int = 1) -> list[Any]:
        index = (*[builtins.slice(None)] * axis, builtins.slice(start, stop, step))
        return [value[index] for value in values]

    pairs = combine(cut(parts, 0, size - 1, 2), cut(parts, 1, size, 2))
    odd = _running(combine, pairs, axis)
    even = cut(parts, 0, 1)
    if size > 2:
        before = odd if size % 2 else cut(odd, 0, size // 2 - 1)
        rest = combine(before, cut(parts, 2, size, 2))
        even = [concatenate(both, axis) for both in zip(even, rest, strict=True)]
    half = size // 2
    mixed = zip(cut(even, 0, half), odd, strict=True)
    woven = [_woven(left, right, axis) for left, right in mixed]
    if size % 2 == 0:
        return woven
    last = cut(even, half, half + 1)
    return [concatenate(both, axis) for both in zip(woven, last, strict=True)]


def _woven(left: Any, right: Any, axis: int) -> Any:
    """Entries of both in turn."""
    shape = list(left.shape)
    shape[axis] *= 2
    return reshape(stack([left, right], axis + 1), shape)
