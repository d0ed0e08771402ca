"""Run a function on symbolic tensors: to record it, or only to learn its shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ShapeError
from p_vision.tensor import Tensor
from p_vision.tracing._body import BodyTrace
from p_vision.tracing._graph_calls import Call, Operation
from p_vision.tracing._program import Program, _Slot
from p_vision.tracing._symbolic import KerasTensor, SymbolicTensor, TensorSpec
from p_vision.tracing._trace import Trace
from p_vision.tracing._tree import flatten, map_leaves, pack
from p_vision.variable import Variable

__all__ = [
    "compute_output_spec",
    "has_keras_tensor",
    "init_scope",
    "is_tracing",
    "only_shapes",
    "record_call",
    "trace",
]

# Two sizes for each unknown axis: what differs in the result is unknown too. Those of batches
# are numbers that hardly come up otherwise, so that messages can say None instead.
_BATCH_SIZES = (61, 67)
_STANDING_FOR_NONE = re.compile(r"\((?:61|67)(,| )")
_OTHER_SIZES = (48, 80)
_SPECS = (SymbolicTensor, TensorSpec)


def is_tracing() -> bool:
    """Whether code runs on symbolic tensors now, to be recorded.

    Example:
        >>> is_tracing()
        False
    """
    return scopes.trace is not None


def only_shapes() -> bool:
    """Whether code runs for the shapes of its results alone.

    Sizes that may vary have numbers then that only stand for them.

    Example:
        >>> only_shapes()
        False
    """
    record = scopes.trace
    while isinstance(record, BodyTrace):
        record = record.outer
    return record is not None and bool(record.shapes_only)


@contextmanager
def init_scope() -> Iterator[None]:
    """Run a block eagerly although a step is being recorded; for making weights."""
    trace, tape = scopes.trace, scopes.tape
    scopes.trace = scopes.tape = None
    try:
        yield
    finally:
        scopes.trace, scopes.tape = trace, tape


@contextmanager
def _recording(inputs: list[SymbolicTensor]) -> Iterator[Trace]:
    outer, tape = scopes.trace, scopes.tape
    scopes.trace, scopes.tape = Trace(inputs), None
    try:
        yield scopes.trace
    finally:
        scopes.trace, scopes.tape = outer, tape


def _is_spec(leaf: Any) -> bool:
    return isinstance(leaf, SymbolicTensor | TensorSpec | Tensor) or (
        hasattr(leaf, "shape") and hasattr(leaf, "dtype")
    )


def trace(function: Callable[..., Any], specs: Any) -> Program:
    """Record a function as a program.

    Args:
        function: Python code on `p_vision.ops` and variables. It is called
            once, with symbolic tensors.
        specs: One entry for each argument: a `TensorSpec`, anything with
            ``shape`` and ``dtype``, or nested tuples, lists and dicts of those.

    Returns:
        A `Program`; its ``run`` takes tensors in the same structure.

    Raises:
        ValueNeededError: when the code looks at values.

    Example:
        >>> from p_vision import ops, tracing
        >>> program = tracing.trace(lambda x: ops.sum(x * 2), [tracing.TensorSpec((3,))])
        >>> program.run([1.0, 2.0, 3.0]).item()
        12.0
    """
    inputs: list[SymbolicTensor] = []

    def symbolic(leaf: Any) -> SymbolicTensor:
        if not _is_spec(leaf):
            raise ShapeError(f"An argument to record needs a shape and a dtype; this is {leaf!r}.")
        inputs.append(SymbolicTensor(leaf.shape, leaf.dtype))
        return inputs[-1]

    args = map_leaves(symbolic, tuple(specs))
    with _recording(inputs) as record:
        returned = function(*args)
        outputs: list[SymbolicTensor] = []

        def slot(leaf: Any) -> Any:
            if isinstance(leaf, Variable):
                leaf = leaf.value
            if isinstance(leaf, SymbolicTensor | Tensor):
                outputs.append(record.symbol(leaf))
                return _Slot((leaf.dtype, tuple(leaf.shape)))
            return leaf

        structure = map_leaves(slot, returned)
        text, constants, variables = record.program(outputs)
    described = map_leaves(_spec_of, args)
    return Program(text, described, constants, variables, structure)


def compute_output_spec(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """The shapes and dtypes a function gives, without computing anything.

    Args:
        function: Python code on `p_vision.ops`.
        *args: Its arguments. `TensorSpec` and symbolic tensors among them (also
            nested) stand for tensors; None in a shape is a size that may vary.
        **kwargs: Its named arguments.

    Returns:
        What the function returns, with a `TensorSpec` for each tensor; its
        shape has None where the size depends on one that may vary.

    Example:
        >>> from p_vision import ops, tracing
        >>> tracing.compute_output_spec(lambda x: x[:, :2], tracing.TensorSpec((None, 5)))
        TensorSpec(shape=(None, 2), dtype='float32')
    """
    return _described(function, args, kwargs)[0]


def _described(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, list[Any]]:
    """What a function gives, with specs for tensors; and the spec of each one's mask, or None."""
    leaves = flatten((args, kwargs))
    unknown = any(isinstance(leaf, _SPECS) and None in leaf.shape for leaf in leaves)
    if not unknown:
        first = _run_with_sizes(function, args, kwargs, 0)
        found = flatten(first)
        return map_leaves(_spec_of, first), [_spec_of(_mask_of(leaf)) for leaf in found]
    try:
        first = _run_with_sizes(function, args, kwargs, 0)
        second = flatten(_run_with_sizes(function, args, kwargs, 1))
    except ShapeError as error:
        text = _STANDING_FOR_NONE.sub(r"(None\1", str(error))
        if text == str(error):
            raise
        # With the way it took: the user's own lines are part of it.
        raise type(error)(text).with_traceback(error.__traceback__) from None
    found = flatten(first)
    specs = [_merged(a, b) for a, b in zip(found, second, strict=True)]
    masks = [_merged(_mask_of(a), _mask_of(b)) for a, b in zip(found, second, strict=True)]
    return pack(first, iter(specs)), masks


def _mask_of(leaf: Any) -> Any:
    return getattr(leaf, "_keras_mask", None)


def _run_with_sizes(function: Callable[..., Any], args: Any, kwargs: Any, which: int) -> Any:
    inputs: list[SymbolicTensor] = []

    def symbolic(leaf: Any) -> Any:
        if not isinstance(leaf, _SPECS):
            return leaf
        shape = tuple(
            size if size is not None else (_OTHER_SIZES if axis else _BATCH_SIZES)[which]
            for axis, size in enumerate(leaf.shape)
        )
        made = SymbolicTensor(shape, leaf.dtype)
        inputs.append(made)
        mask = _mask_of(leaf)
        if mask is not None:
            made._keras_mask = symbolic(mask)  # type: ignore[attr-defined]
        return made

    args, kwargs = map_leaves(symbolic, (args, kwargs))
    with _recording(inputs) as record:
        record.shapes_only = True
        result = function(*args, **kwargs)
        return map_leaves(lambda leaf: leaf.value if isinstance(leaf, Variable) else leaf, result)


def _spec_of(leaf: Any) -> Any:
    if isinstance(leaf, SymbolicTensor | Tensor):
        return TensorSpec(tuple(leaf.shape), leaf.dtype)
    return leaf


def _merged(first: Any, second: Any) -> Any:
    if not isinstance(first, SymbolicTensor | Tensor):
        return first
    if len(first.shape) != len(second.shape):
        raise ShapeError(
            "The number of axes of a result depends on the batch size: "
            f"{first.shape} and {second.shape}."
        )
    shape = tuple(a if a == b else None for a, b in zip(first.shape, second.shape, strict=True))
    return TensorSpec(shape, first.dtype)


#: What most arguments are: known at once, because every operation asks.
_PLAIN = frozenset({Tensor, SymbolicTensor, Variable, bool, float, int, str, type(None)})


def has_keras_tensor(args: Any) -> bool:
    """Whether a tensor of a model's graph is among (nested) arguments."""
    if isinstance(args, dict):
        args = args.values()
    elif not isinstance(args, tuple | list):
        return isinstance(args, KerasTensor)
    for item in args:  # noqa: SIM110 -- a generator takes twice as long
        if type(item) not in _PLAIN and has_keras_tensor(item):
            return True
    return False


def record_call(
    function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], operation: Any = None
) -> Any:
    """Note a call with graph tensors among its arguments, instead of making it.

    Args:
        function: An operation, a layer, or any function of tensors.
        args: Its arguments, with `KerasTensor` leaves.
        kwargs: Its named arguments.
        operation: What the call counts for, with a name and a list of calls in
            `_inbound_nodes`: the layer; None makes a new `Operation`.

    Returns:
        What the function returns, with a `KerasTensor` for each tensor, which
        remembers the call.
    """
    specs, found_masks = _described(function, args, kwargs)
    masks = iter(found_masks)
    operation = Operation(function) if operation is None else operation
    call = Call(function, args, kwargs, operation)
    operation._inbound_nodes.append(call)

    def output(leaf: Any) -> Any:
        mask = next(masks)
        if not isinstance(leaf, TensorSpec):
            return leaf
        found = KerasTensor(leaf.shape, leaf.dtype, call=call, index=len(call.outputs))
        if mask is not None:
            # Layers that ask for the mask need its shape when they are put together.
            found._keras_mask = mask  # type: ignore[attr-defined]
        call.outputs.append(found)
        return found

    return map_leaves(output, specs)
