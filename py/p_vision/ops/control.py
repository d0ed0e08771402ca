"""Branches on tensors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ArgumentError, ValueNeededError
from p_vision.ops.indexing import where
from p_vision.tracing import SymbolicTensor, flatten, map_leaves

__all__ = ["cond", "switch"]


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
