"""How an operation reaches the engine: at once, into a trace, or into a model's graph."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

from p_vision import engine as _engine
from p_vision._scopes import scopes
from p_vision.engine import Engine
from p_vision.errors import AxisError, BackendError, GradientError, ValueNeededError
from p_vision.tensor import Tensor, from_host
from p_vision.tracing import KerasTensor, SymbolicTensor, has_keras_tensor, record_call
from p_vision.variable import Variable

__all__ = [
    "apply",
    "apply_many",
    "as_tensor",
    "axes_of",
    "binary",
    "composite",
    "encode",
    "normal_axis",
    "note_whole",
    "number_text",
    "unary",
]

_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")

#: How many tensors of single numbers an engine keeps for the next use.
_KEPT_NUMBERS = 256
#: Tensors up to this size move between backends by themselves.
_MOVED_BYTES = 1 << 22


# Settings as JSON


def number_text(value: Any) -> str:
    """A number as the engine reads it: 2 is a whole number, 2.0 is not."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return repr(int(value))
    value = float(value)
    if math.isfinite(value):
        return repr(value)
    return '"nan"' if math.isnan(value) else '"inf"' if value > 0 else '"-inf"'


@functools.lru_cache(maxsize=4096, typed=True)
def encode(**attrs: Any) -> str:
    """Settings of an operation as JSON, remembered for hashable values."""
    return json.dumps(attrs, separators=(",", ":"))


@functools.lru_cache(maxsize=1024, typed=True)
def _scalar(side: str, value: Any) -> str:
    return f'{{"{side}":{number_text(value)}}}'


# Inputs


def as_tensor(value: Any) -> Any:
    """A tensor or symbolic tensor for anything an operation takes."""
    kind = type(value)
    if kind is Tensor or kind is SymbolicTensor:
        return value
    if isinstance(value, Variable):
        return value.value
    if isinstance(value, SymbolicTensor | Tensor):
        return value
    if isinstance(value, list | tuple) and _holds_tensor(value):
        from p_vision.ops.shapes import stack

        return stack([as_tensor(item) for item in value])
    return from_host(value)


def _holds_tensor(value: Any) -> bool:
    return any(
        isinstance(item, Tensor | SymbolicTensor | Variable)
        or (isinstance(item, list | tuple) and _holds_tensor(item))
        for item in value
    )


def _ready(value: Any) -> Any:
    """Like `as_tensor`, but leaves host data for the engine of the other inputs."""
    if isinstance(value, Variable):
        return value.value
    if isinstance(value, list | tuple) and _holds_tensor(value):
        return as_tensor(value)
    return value


# The three ways


def apply(op: str, inputs: tuple[Any, ...], attrs: str = "") -> Any:
    """Run an operation with one output.

    Args:
        op: The operation's name in the engine.
        inputs: Tensors, symbolic tensors, variables, arrays or numbers.
        attrs: Its settings as JSON.

    Returns:
        A tensor, or a symbolic one when an input is symbolic.
    """
    engine = None
    for value in inputs:
        if type(value) is not Tensor or (engine is not None and value._engine is not engine):
            return _general(op, inputs, attrs)[0]
        engine = value._engine
    if engine is None:
        return _created(op, attrs)
    if not attrs and len(inputs) < 3:
        return Tensor(engine.op_of(op, *[value._handle for value in inputs]), engine)
    handles = ",".join([str(value._handle) for value in inputs])
    return Tensor(engine.op(op, handles, attrs), engine)


def apply_many(op: str, inputs: tuple[Any, ...], attrs: str, count: int) -> list[Any]:
    """Run an operation with several outputs; they have consecutive handles."""
    return _general(op, inputs, attrs, count)


def _created(op: str, attrs: str) -> Any:
    if scopes.trace is not None:
        return scopes.trace.record(op, (), attrs)[0]
    engine = _engine.default()
    return Tensor(engine.op(op, "", attrs), engine)


def _general(op: str, inputs: tuple[Any, ...], attrs: str, count: int = 1) -> list[Any]:
    values = [_ready(value) for value in inputs]
    if any(isinstance(value, SymbolicTensor) for value in values):
        if any(isinstance(value, KerasTensor) for value in values):
            return _graph_call(op, tuple(values), attrs, count)
        if scopes.trace is None:
            symbolic = next(value for value in values if isinstance(value, SymbolicTensor))
            raise ValueNeededError(
                f"A symbolic tensor (shape {symbolic.shape}) was kept from a recorded call and "
                "used outside of it. Keep values in a Variable instead."
            )
        return list(scopes.trace.record(op, tuple(values), attrs))
    tensors = _on_one_engine(op, values)
    engine = tensors[0]._engine
    first = engine.op(op, ",".join([str(value._handle) for value in tensors]), attrs)
    return [Tensor(first + index, engine) for index in range(count)]


def _graph_call(op: str, values: tuple[Any, ...], attrs: str, count: int) -> list[Any]:
    def primitive(*args: Any) -> list[Any]:
        return _general(op, args, attrs, count)

    primitive.__name__ = op
    found: list[Any] = record_call(primitive, values, {})
    return found


def _on_one_engine(op: str, values: Sequence[Any]) -> list[Tensor]:
    present = [value for value in values if isinstance(value, Tensor)]
    engine = present[0]._engine if present else _engine.default()
    if any(value._engine is not engine for value in present):
        engine = _settled_engine(op, present)
    return [_placed(value, engine) for value in values]


def _placed(value: Any, engine: Engine) -> Tensor:
    if isinstance(value, Tensor):
        return value if value._engine is engine else value.to_backend(engine.name)
    if type(value) not in _NUMBERS:
        return from_host(value, None, engine)
    key = (type(value), value)
    found: Tensor | None = engine.numbers.get(key)
    if found is None:
        if len(engine.numbers) >= _KEPT_NUMBERS:
            engine.numbers.clear()
        found = engine.numbers[key] = from_host(value, None, engine)
    return found


def _settled_engine(op: str, present: list[Tensor]) -> Engine:
    """The engine of the largest tensor, when the others are small enough to move."""
    largest = max(present, key=lambda value: value.size)
    if scopes.tape is not None:
        # What is watched stays where it is.
        watched = [value for value in present if scopes.tape.watches_on(value._engine)]
        largest = max(watched, key=lambda value: value.size, default=largest)
    moved = [value for value in present if value._engine is not largest._engine]
    for value in moved:
        if value._engine.dead:
            value._engine.describe(value._handle)  # raises and says why
    if scopes.tape is not None and any(scopes.tape.watches_on(value._engine) for value in moved):
        raise GradientError(
            f"{op} mixes tensors on {largest.backend} and {moved[0].backend} inside a "
            "GradientTape; x.to_backend(...) before the tape keeps the gradient whole."
        )
    if any(4 * value.size > _MOVED_BYTES for value in moved):
        raise BackendError(
            f"{op} mixes tensors of two backends: shape {largest.shape} on {largest.backend} and "
            f"{moved[0].shape} on {moved[0].backend}. "
            f"x.to_backend({largest.backend!r}) moves one."
        )
    return largest._engine


# Forms shared by many operations


def unary(op: str, x: Any, attrs: str = "") -> Any:
    """Run an operation on one tensor."""
    if type(x) is Tensor:
        engine = x._engine
        if not attrs:
            return Tensor(engine.op_of(op, x._handle), engine)
        return Tensor(engine.op(op, str(x._handle), attrs), engine)
    return apply(op, (x,), attrs)


def binary(op: str, x1: Any, x2: Any) -> Any:
    """Run an elementwise operation on two tensors; a Python number goes into the settings."""
    left, right = type(x1), type(x2)
    if left is Tensor:
        engine = x1._engine
        if right is Tensor and x2._engine is engine:
            return Tensor(engine.op_of(op, x1._handle, x2._handle), engine)
        if right is float and -1e300 < x2 < 1e300:
            return Tensor(engine.op_with(op, x1._handle, x2), engine)
        if right is float or right is int:
            return Tensor(engine.op(op, str(x1._handle), _scalar("right", x2)), engine)
    if right in _NUMBERS and left not in _NUMBERS:
        return apply(op, (as_tensor(x1),), _scalar("right", x2))
    if left in _NUMBERS and right not in _NUMBERS:
        return apply(op, (as_tensor(x2),), _scalar("left", x1))
    return apply(op, (x1, x2))


_NUMBERS = frozenset({bool, int, float})


def composite(function: Callable[_Params, _Result]) -> Callable[_Params, _Result]:
    """Mark an operation made of others, so that a model's graph notes it as one call."""

    @functools.wraps(function)
    def call(*args: _Params.args, **kwargs: _Params.kwargs) -> _Result:
        if scopes.functional and (has_keras_tensor(args) or (kwargs and has_keras_tensor(kwargs))):
            result: _Result = record_call(call, args, kwargs)
            return result
        return function(*args, **kwargs)

    vars(call)["noted_whole"] = True
    return call


# What gives plain numbers or no tensors, and is never part of a graph.
_NOT_IN_GRAPHS = frozenset(
    {
        "convert_to_numpy",
        "convert_to_tensor",
        "custom_gradient",
        "dtype",
        "is_tensor",
        "ndim",
        "shape",
        "size",
    }
)


def note_whole(functions: dict[str, Any]) -> dict[str, Any]:
    """The public operations, such that a model's graph notes each as one call.

    Args:
        functions: Operations by name, those marked with `composite` among them.
    """
    found = dict(functions)
    for name, function in functions.items():
        if name in _NOT_IN_GRAPHS or not callable(function) or hasattr(function, "noted_whole"):
            continue
        found[name] = composite(function)
        # One that has two names is noted under the one it was called by.
        found[name].__name__ = name
    return found


# Axes


def normal_axis(axis: int, rank: int, op: str) -> int:
    """An axis counted from the front; negative ones count from the end.

    Raises:
        AxisError: when there is no such axis.
    """
    if not -rank <= axis < rank:
        raise AxisError(
            f"{op}: there is no axis {axis} in a tensor with {rank} axes; "
            + (f"use {-rank} to {rank - 1}." if rank else "it is a single number.")
        )
    return axis + rank if axis < 0 else axis


def axes_of(axis: Any) -> tuple[int, ...] | None:
    """Axes as a tuple: None stays None, an int becomes (int,)."""
    if axis is None:
        return None
    if isinstance(axis, int):
        return (int(axis),)
    return tuple(int(item) for item in axis)
