"""Branches and loops on tensors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ArgumentError, ValueNeededError
from p_vision.ops._apply import as_tensor
from p_vision.ops.indexing import where
from p_vision.ops.shapes import stack
from p_vision.tracing import SymbolicTensor, flatten, map_leaves, pack

__all__ = [
    "associative_scan",
    "cond",
    "fori_loop",
    "map",
    "scan",
    "switch",
    "vectorized_map",
    "while_loop",
]


def cond(pred: Any, true_fn: Callable[[], Any], false_fn: Callable[[], Any]) -> Any:
    """One function or the other, by a condition.

    Eagerly only one of the two runs. While a step is recorded both are
    recorded, and the condition chooses between their results.

    Args:
        pred: A bool tensor of shape (), or a Python bool.
        true_fn: Called without arguments when it is true.
        false_fn: Called without arguments when it is false.

    Returns:
        What the function returns.

    Raises:
        ValueNeededError: while recording, when a branch assigns variables.

    Example:
        >>> from p_vision import ops
        >>> ops.cond(ops.sum([1.0, 2.0]) > 2, lambda: ops.ones(()), lambda: ops.zeros(())).item()
        1.0
    """
    if not isinstance(pred, SymbolicTensor):
        return true_fn() if bool(pred) else false_fn()
    trace = scopes.trace
    before = dict(trace.assigned) if trace is not None else {}
    chosen, other = true_fn(), false_fn()
    if trace is not None and trace.assigned != before:
        raise ValueNeededError(
            "A branch of ops.cond assigns a variable, which needs the value of the condition. "
            "Assign ops.where(condition, new, old) instead, or run the code eagerly."
        )
    if len(flatten(chosen)) != len(flatten(other)):
        raise ArgumentError("cond: both functions must return the same structure.")
    others = iter(flatten(other))

    def choose(leaf: Any) -> Any:
        alternative = next(others)
        return None if leaf is None else where(pred, leaf, alternative)

    return map_leaves(choose, chosen)


def switch(index: Any, branches: Sequence[Callable[..., Any]], *operands: Any) -> Any:
    """One of several functions, by number.

    Args:
        index: A whole number; it is limited to the functions there are.
        branches: The functions.
        *operands: What the function is called with.

    Returns:
        What the function returns.

    Example:
        >>> from p_vision import ops
        >>> ops.switch(1, [lambda x: x, lambda x: x * 2], ops.ones(())).item()
        2.0
    """
    if isinstance(index, SymbolicTensor):
        result = branches[-1](*operands)
        for number in range(len(branches) - 2, -1, -1):
            later = result
            branch = branches[number]
            result = cond(index <= number, lambda b=branch: b(*operands), lambda r=later: r)  # type: ignore[misc]
        return result
    return branches[min(max(int(index), 0), len(branches) - 1)](*operands)


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
        maximum_iterations: The most rounds; None for no limit. Defaults to None.

    Returns:
        The last values, in the structure of `loop_vars`.

    Raises:
        ValueNeededError: while recording, as the condition needs values.

    Example:
        >>> from p_vision import ops
        >>> ops.while_loop(lambda i: i < 5, lambda i: i + 2, [ops.zeros((), "int32")])[0].item()
        6
    """
    single = not isinstance(loop_vars, tuple | list)
    values = (loop_vars,) if single else tuple(loop_vars)
    rounds = 0
    while (maximum_iterations is None or rounds < maximum_iterations) and bool(cond(*values)):
        following = body(*values)
        values = tuple(following) if isinstance(following, tuple | list) else (following,)
        rounds += 1
    if single:
        return values[0]
    return list(values) if isinstance(loop_vars, list) else values


def fori_loop(lower: int, upper: int, body_fun: Callable[[int, Any], Any], init_val: Any) -> Any:
    """Call a function for each number of a range.

    Args:
        lower: The first number.
        upper: The number after the last.
        body_fun: Called with the number and the present value; returns the next value.
        init_val: The first value.

    Returns:
        The last value.

    Example:
        >>> from p_vision import ops
        >>> ops.fori_loop(0, 3, lambda i, total: total + i, ops.zeros((), "int32")).item()
        3
    """
    value = init_val
    for number in range(int(lower), int(upper)):
        value = body_fun(number, value)
    return value


def scan(
    f: Callable[[Any, Any], tuple[Any, Any]],
    init: Any,
    xs: Any = None,
    length: int | None = None,
    reverse: bool = False,
    unroll: int = 1,
) -> tuple[Any, Any]:
    """Go along the first axis, handing a state on.

    Args:
        f: Called with the state and an entry of `xs`; returns the next state
            and an output.
        init: The first state.
        xs: Tensors (also nested) with the same first size; None when `f` needs none.
        length: The number of rounds when `xs` is None.
        reverse: Whether to go from the end. Defaults to False.
        unroll: Accepted for Keras; makes no difference.

    Returns:
        The last state, and the outputs stacked along a new first axis.

    Example:
        >>> from p_vision import ops
        >>> total, sums = ops.scan(lambda s, x: (s + x, s + x), ops.zeros(()), ops.ones((3,)))
        >>> total.item(), sums.tolist()
        (3.0, [1.0, 2.0, 3.0])
    """
    leaves = [as_tensor(leaf) for leaf in flatten(xs) if leaf is not None]
    if leaves:
        length = int(leaves[0].shape[0])
    if length is None:
        raise ArgumentError("scan needs xs, or length= where there are none.")
    places = range(length - 1, -1, -1) if reverse else range(length)
    state = init
    outputs: list[Any] = []
    for place in places:
        entry = pack(xs, iter([leaf[place] for leaf in leaves])) if leaves else None
        state, output = f(state, entry)
        outputs.append(output)
    if reverse:
        outputs.reverse()
    if not outputs or outputs[0] is None:
        return state, None
    columns = zip(*(flatten(output) for output in outputs), strict=True)
    return state, pack(outputs[0], iter([stack(column) for column in columns]))


def associative_scan(
    f: Callable[[Any, Any], Any], elems: Any, reverse: bool = False, axis: int = 0
) -> Any:
    """Running results of a function of two neighbours, such as a sum.

    Args:
        f: Takes two entries and returns one.
        elems: A tensor.
        reverse: Whether to go from the end. Defaults to False.
        axis: The axis to go along. Defaults to 0.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.associative_scan(lambda a, b: a + b, ops.arange(4)).tolist()
        [0, 1, 3, 6]
    """
    from p_vision.ops.shapes import unstack

    parts = unstack(elems, axis=axis)
    if reverse:
        parts.reverse()
    found = [parts[0]]
    for part in parts[1:]:
        found.append(f(found[-1], part))
    if reverse:
        found.reverse()
    return stack(found, axis)


def map(f: Callable[[Any], Any], xs: Any) -> Any:
    """Call a function on each entry along the first axis.

    Args:
        f: Called with one entry.
        xs: Tensors (also nested) with the same first size.

    Returns:
        What it returns, stacked along a new first axis.

    Example:
        >>> from p_vision import ops
        >>> ops.map(lambda x: x * 2, ops.arange(3)).tolist()
        [0, 2, 4]
    """
    return scan(lambda state, x: (state, f(x)), None, xs)[1]


vectorized_map = map
