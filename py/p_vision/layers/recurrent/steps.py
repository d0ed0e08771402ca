"""A step function run along the first axis, with steps that are skipped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import ops
from p_vision.tracing import flatten, pack
from p_vision.types import TensorLike

Step = Callable[[Any, Any], tuple[Any, Any]]


def kept(mask: TensorLike) -> TensorLike:
    """Return (steps, batch) from a mask (batch, steps), True for steps that count."""
    found = mask if mask.dtype == "bool" else ops.cast(mask, "bool")
    return ops.transpose(found, (1, 0, *range(2, len(found.shape))))


def run_steps(
    step: Step,
    x: TensorLike,
    states: Any,
    *,
    mask: TensorLike | None = None,
    reverse: bool = False,
    unroll: bool = False,
    all_outputs: bool = True,
    zeros: bool = False,
    output_is_state: bool = False,
) -> tuple[Any, Any, Any]:
    """Run a step along a sequence.

    Args:
        step: (entry, states) -> (output, states).
        x: (steps, batch, ...).
        states: nested tensors (batch, ...).
        mask: (steps, batch), True for the steps that count.
        reverse: begin at the end; the outputs keep the order of ``x``.
        unroll: record every step by itself.
        all_outputs: whether all outputs are needed.
        zeros: the output of a skipped step is 0, not that of the step before.
        output_is_state: whether the output is always the first state.

    Returns:
        The last output, all outputs (steps, batch, ...) or None, the last states.
    """
    # Then nothing has to be collected: the last state is the last output.
    lean = output_is_state and not all_outputs and not (zeros and mask is not None)

    def body(before: Any, entry: Any) -> tuple[Any, Any]:
        value, counts = entry if mask is not None else (entry, None)
        output, after = step(value, before)
        if counts is not None:
            other = ops.zeros_like(output) if zeros else _output_before(before)
            output = _where(counts, output, other)
            pairs = zip(flatten(after), flatten(before), strict=True)
            after = pack(before, iter([_where(counts, new, old) for new, old in pairs]))
        return pack(before, iter(flatten(after))), None if lean else output

    entries = (x, mask) if mask is not None else x
    if unroll:
        states, outputs = _each(body, states, entries, reverse, mask is not None)
    else:
        states, outputs = ops.scan(body, states, entries, reverse=reverse)
    if lean:
        return flatten(states)[0], None, states
    return outputs[0 if reverse else -1], outputs, states


def _output_before(states: Any) -> TensorLike:
    """Return the first state; with stacked cells that of the last cell."""
    first = states[0]
    return states[-1][0] if isinstance(first, (list, tuple)) else first


def _where(counts: TensorLike, new: TensorLike, old: TensorLike) -> TensorLike:
    shape = (counts.shape[0], *(1,) * (len(new.shape) - 1))
    return ops.where(ops.reshape(counts, shape), new, old)


def _each(body: Any, states: Any, entries: Any, reverse: bool, pairs: bool) -> tuple[Any, Any]:
    length = (entries[0] if pairs else entries).shape[0]
    outputs = []
    for place in reversed(range(length)) if reverse else range(length):
        entry = (entries[0][place], entries[1][place]) if pairs else entries[place]
        states, output = body(states, entry)
        outputs.append(output)
    if outputs[0] is None:
        return states, None
    return states, ops.stack(outputs[::-1] if reverse else outputs)
