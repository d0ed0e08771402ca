"""A function run along an axis, recorded once: what recurrent layers are made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ArgumentError, DtypeError, ShapeError, ValueNeededError
from p_vision.ops._apply import apply_many, as_tensor, composite
from p_vision.ops.conversion import cast
from p_vision.ops.shapes import stack
from p_vision.tracing import (
    BodyTrace,
    SymbolicTensor,
    flatten,
    leaves_like,
    map_leaves,
    pack,
    recording_body,
)

__all__ = ["map", "scan", "vectorized_map"]


@composite
def scan(
    f: Callable[[Any, Any], tuple[Any, Any]],
    init: Any,
    xs: Any = None,
    length: int | None = None,
    reverse: bool = False,
    unroll: int = 1,
) -> tuple[Any, Any]:
    """Go along the first axis, handing a state on.

    The function is recorded once; the engine runs the rounds without Python,
    and gradients flow back through all of them to the states, the sequences and
    to tensors and variables that the function takes from outside. A function
    that looks at values runs round by round when used eagerly.

    Args:
        f: Called with the state and an entry of `xs`; returns the next state,
            of the same shapes and dtypes, and an output.
        init: The first state, a tensor or nested tuples, lists and dicts; None
            for no state.
        xs: Tensors (also nested) with the same first size; None when `f` needs none.
        length: The number of rounds; needed when `xs` is None.
        reverse: Whether to go from the end; outputs keep the order of `xs`.
            Defaults to False.
        unroll: Accepted for Keras; makes no difference.

    Returns:
        The last state, and the outputs stacked along a new first axis.

    Raises:
        ShapeError: when a state changes its shape, or `xs` differ in length.
        DtypeError: when a state changes its dtype.

    Example:
        >>> from p_vision import ops
        >>> total, sums = ops.scan(lambda s, x: (s + x, s + x), ops.zeros(()), ops.ones((3,)))
        >>> total.item(), sums.tolist()
        (3.0, [1.0, 2.0, 3.0])
    """
    states = [as_tensor(leaf) for leaf in flatten(init) if leaf is not None]
    sequences = [as_tensor(leaf) for leaf in flatten(xs) if leaf is not None]
    rounds = _rounds(sequences, length)
    try:
        body = _Body(f, init, xs, states, sequences)
    except ValueNeededError:
        if scopes.trace is not None:
            raise
        return _round_by_round(f, init, xs, sequences, rounds, reverse)
    return body.run(states, sequences, rounds, reverse)


def _rounds(sequences: list[Any], length: int | None) -> int:
    if any(not sequence.shape for sequence in sequences):
        raise ShapeError("scan: a single number in xs has no axis to go along.")
    lengths = {int(sequence.shape[0]) for sequence in sequences}
    if length is not None:
        lengths.add(int(length))
    if len(lengths) > 1:
        raise ShapeError(
            "scan: all xs must have the same first size, and length= (where given) that size too; "
            f"here are {', '.join(str(size) for size in sorted(lengths))}."
        )
    if not lengths:
        raise ArgumentError("scan needs xs, or length= where there are none.")
    rounds = lengths.pop()
    if rounds < 1:
        raise ArgumentError("scan needs at least one round; here are none.")
    return rounds


class _Slot:
    """Stands for one tensor in the structure of the outputs."""


class _Body:
    """A recorded round: its text for the engine, and what it takes from outside."""

    def __init__(
        self, f: Callable[..., Any], init: Any, xs: Any, states: list[Any], sequences: list[Any]
    ) -> None:
        before = [SymbolicTensor(state.shape, state.dtype) for state in states]
        entries = [SymbolicTensor(part.shape[1:], part.dtype) for part in sequences]
        self._init = init
        with recording_body([*before, *entries]) as record:
            returned = f(_filled(init, before), _filled(xs, entries))
            if not isinstance(returned, tuple | list) or len(returned) != 2:
                raise ArgumentError(
                    "scan: f must return two things, the next state and an output (or None)."
                )
            after = _next_states(record, init, returned[0], before)
            outputs: list[SymbolicTensor] = []

            def slot(leaf: Any) -> Any:
                if leaf is None:
                    return None
                outputs.append(record.symbol(as_tensor(leaf)))
                return _Slot()

            self._shown = map_leaves(slot, returned[1])
            assigned = record.assignments()
            results = [*after, *(value for _, _, value in assigned), *outputs]
            hidden = [symbol for _, symbol, _ in assigned]
            used = record.used(results) - {id(symbol) for symbol in hidden}
            constants = [pair for pair in record.captured if id(pair[1]) in used]
            inputs = [*before, *hidden, *entries, *(symbol for _, symbol in constants)]
            self._text = record.text(inputs, results)
        self._assigned = [variable for variable, _, _ in assigned]
        self._constants = [value for value, _ in constants]
        self._results = len(results)

    def run(
        self, states: list[Any], sequences: list[Any], rounds: int, reverse: bool
    ) -> tuple[Any, Any]:
        """All rounds; variables that the body assigns keep what the last one left."""
        if not self._results:
            return self._init, self._shown
        values = (
            *states,
            *(variable.value for variable in self._assigned),
            *sequences,
            *(as_tensor(value) for value in self._constants),
        )
        attrs = {
            "body": self._text,
            "states": len(states) + len(self._assigned),
            "sequences": len(sequences),
            "length": rounds,
            "reverse": bool(reverse),
        }
        text = json.dumps(attrs, separators=(",", ":"))
        if not values and scopes.trace is not None:
            found = list(scopes.trace.record("scan", (), text))
        else:
            found = apply_many("scan", values, text, self._results)
        last, found = found[: len(states)], found[len(states) :]
        for variable, value in zip(self._assigned, found, strict=False):
            variable.assign(value)
        outputs = iter(found[len(self._assigned) :])
        shown = map_leaves(lambda leaf: None if leaf is None else next(outputs), self._shown)
        return _filled(self._init, last), shown


def _filled(like: Any, tensors: list[Any]) -> Any:
    """A structure with tensors in place of its leaves; None stays None."""
    given = iter(tensors)
    return map_leaves(lambda leaf: None if leaf is None else next(given), like)


def _next_states(
    record: BodyTrace, init: Any, returned: Any, before: list[SymbolicTensor]
) -> list[SymbolicTensor]:
    try:
        pairs = zip(flatten(init), leaves_like(init, returned), strict=True)
        leaves = [leaf for first, leaf in pairs if first is not None]
    except ArgumentError as error:
        raise ArgumentError(
            f"scan: the state that f returns must be built like the first one. {error}"
        ) from None
    return [_next_state(record, leaf, old) for leaf, old in zip(leaves, before, strict=True)]


def _next_state(record: BodyTrace, leaf: Any, before: SymbolicTensor) -> SymbolicTensor:
    if leaf is None:
        raise ArgumentError("scan: f must return the next state; it returned None for a part.")
    if type(leaf) in (bool, int, float):
        leaf = cast(leaf, before.dtype)
    symbol = record.symbol(as_tensor(leaf))
    if symbol.shape != before.shape:
        raise ShapeError(
            f"scan: a state has shape {before.shape} at first, and f makes {symbol.shape} of it. "
            "Start with a state of the shape that f returns."
        )
    if symbol.dtype != before.dtype:
        raise DtypeError(
            f"scan: a state is {before.dtype} at first, and f makes {symbol.dtype} of it. "
            f"Start with ops.cast(state, {symbol.dtype!r})."
        )
    return symbol


def _round_by_round(
    f: Callable[..., Any], init: Any, xs: Any, sequences: list[Any], rounds: int, reverse: bool
) -> tuple[Any, Any]:
    """For functions that look at values, which cannot be recorded."""
    places = range(rounds - 1, -1, -1) if reverse else range(rounds)
    state = init
    outputs: list[Any] = []
    for place in places:
        state, output = f(state, _filled(xs, [sequence[place] for sequence in sequences]))
        outputs.append(output)
    if reverse:
        outputs.reverse()
    columns = list(zip(*(flatten(output) for output in outputs), strict=True))
    stacked = [None if column[0] is None else stack(column) for column in columns]
    return state, pack(outputs[0], iter(stacked))


def map(f: Callable[[Any], Any], xs: Any) -> Any:
    """Call a function on each entry along the first axis.

    Args:
        f: Called with one entry; recorded once, as in `scan`.
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
