"""Sentences for the engine's failure codes.

The engine says what is wrong by a code and fields; the words are chosen here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from p_vision import errors

__all__ = ["shape_text", "translate"]

Fields = dict[str, Any]


def shape_text(shape: Sequence[int | None]) -> str:
    """A shape as Python writes it.

    Example:
        >>> shape_text([2, 3]), shape_text([4]), shape_text([])
        ('(2, 3)', '(4,)', '()')
    """
    return repr(tuple(shape))


def translate(code: str, fields: Fields, operation: str, backend: str) -> BaseException:
    """The error to raise for a failure of the engine.

    Args:
        code: The engine's stable code, e.g. ``"shape_mismatch"``.
        fields: What the engine knows: ``op``, ``shapes``, ``dtypes``, ``axis``, ...
        operation: What was called; used where the fields name no operation.
        backend: The backend it happened on.

    Returns:
        An error of `p_vision.errors`, ready to be raised.
    """
    op = str(fields.get("op") or operation)
    make = _TABLE.get(code)
    if make is None:
        return errors.InternalError(
            f"{op} failed on {backend} ({code}){_tail(fields)}. This is a fault of p_vision; "
            "please report the lines that led to it."
        )
    return make(op, fields, backend)


def _tail(fields: Fields) -> str:
    detail = fields.get("detail")
    return f": {detail}" if detail else ""


def _shapes(fields: Fields) -> list[tuple[int, ...]]:
    return [tuple(shape) for shape in fields.get("shapes") or []]


def _listing(shapes: Sequence[Sequence[int]]) -> str:
    texts = [shape_text(shape) for shape in shapes]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _shape_mismatch(op: str, fields: Fields, _backend: str) -> BaseException:
    shapes = _shapes(fields)
    detail = str(fields.get("detail") or "")
    if not shapes:
        return errors.ShapeError(f"{op}: the shapes do not fit{_tail(fields)}.")
    if op == "reshape":
        return errors.ShapeError(f"reshape: {_reshape_hint(shapes, fields)}.")
    text = f"{op}: {'shapes' if len(shapes) > 1 else 'shape'} {_listing(shapes)} "
    text += "do not fit together" if len(shapes) > 1 else "does not fit"
    hint = _HINTS.get(op)
    why = hint(shapes, fields) if hint else _broadcast_hint(shapes) if len(shapes) == 2 else ""
    why = why or detail
    return errors.ShapeError(f"{text}: {why.rstrip('.')}." if why else f"{text}.")


def _broadcast_hint(shapes: Sequence[tuple[int, ...]]) -> str:
    left, right = shapes
    rank = max(len(left), len(right))
    for axis in range(1, rank + 1):
        a = left[-axis] if axis <= len(left) else 1
        b = right[-axis] if axis <= len(right) else 1
        if a != b and 1 not in (a, b):
            return (
                f"counted from the end, axis {-axis} is {a} in the first and {b} in the second; "
                "they must be equal, or one of them 1"
            )
    return ""


def _matmul_hint(shapes: Sequence[tuple[int, ...]], _fields: Fields) -> str:
    if len(shapes) != 2 or not shapes[0] or not shapes[1]:
        return ""
    left, right = shapes
    inner = right[-2] if len(right) > 1 else right[0]
    if left[-1] == inner:
        return ""
    return (
        f"the last axis of the first ({left[-1]}) must equal the "
        f"{'second-to-last axis' if len(right) > 1 else 'length'} of the second ({inner})"
    )


def _reshape_hint(shapes: Sequence[tuple[int, ...]], fields: Fields) -> str:
    wanted = fields.get("shape") or (list(shapes[1]) if len(shapes) > 1 else None)
    count = 1
    for size in shapes[0]:
        count *= size
    text = f"a tensor of shape {shape_text(shapes[0])} has {count} values"
    if wanted is None:
        return f"{text}; the new shape must hold as many"
    return f"{text}, which do not fill the shape {shape_text(wanted)}"


def _concatenate_hint(_shapes: Sequence[tuple[int, ...]], fields: Fields) -> str:
    axis = fields.get("axis")
    where = "" if axis is None else f" {axis}"
    return f"all axes but the joined one{where} must have equal sizes"


def _stack_hint(_shapes: Sequence[tuple[int, ...]], _fields: Fields) -> str:
    return "stack needs tensors of one shape"


_HINTS: dict[str, Callable[[Sequence[tuple[int, ...]], Fields], str]] = {
    "matmul": _matmul_hint,
    "concatenate": _concatenate_hint,
    "stack": _stack_hint,
}


def _dtype_mismatch(op: str, fields: Fields, _backend: str) -> BaseException:
    dtypes = [str(dtype) for dtype in fields.get("dtypes") or []]
    given = f" {' and '.join(dtypes)}" if dtypes else " this dtype"
    detail = fields.get("detail")
    why = f" {str(detail).rstrip('.')}." if detail else ""
    return errors.DtypeError(
        f"{op} does not take{given}.{why} ops.cast(x, 'float32') changes the dtype."
    )


def _axis(op: str, fields: Fields, _backend: str) -> BaseException:
    axis, rank = fields.get("axis"), fields.get("rank")
    shapes = _shapes(fields)
    if rank is None and shapes:
        rank = len(shapes[0])
    where = f" of shape {shape_text(shapes[0])}" if shapes else ""
    allowed = "it has no axes" if rank == 0 else f"use {-(rank or 1)} to {(rank or 1) - 1}"
    axes = "axis" if rank == 1 else "axes"
    return errors.AxisError(
        f"{op}: there is no axis {axis} in a tensor{where} with {rank} {axes}; {allowed}."
    )


def _index(op: str, fields: Fields, _backend: str) -> BaseException:
    index = fields.get("index")
    size = fields.get("size")
    axis = fields.get("axis")
    text = f"{op}: index {index} is out of range"
    if size is not None:
        text += f" for an axis of size {size}"
    elif axis is not None:
        text += f" on axis {axis}"
    detail = fields.get("detail")
    error = errors.IndexOutOfRangeError(f"{text}{f' ({detail})' if detail else ''}.")
    error.index, error.size = index, size
    return error


def _attribute(op: str, fields: Fields, _backend: str) -> BaseException:
    attribute = fields.get("attribute")
    detail = str(fields.get("detail") or "has a value that makes no sense here").rstrip(".")
    return errors.ArgumentError(
        f"{op}: {attribute}: {detail}." if attribute else f"{op}: {detail}."
    )


def _empty(op: str, fields: Fields, _backend: str) -> BaseException:
    shapes = _shapes(fields)
    shown = f" (shape {shape_text(shapes[0])})" if shapes else ""
    return errors.ShapeError(
        f"{op} would give a tensor without values{shown}; every axis needs at least one."
    )


def _too_large(op: str, fields: Fields, backend: str) -> BaseException:
    shapes = _shapes(fields)
    shown = f" of shape {shape_text(shapes[0])}" if shapes else ""
    return errors.OutOfMemoryError(
        f"{op} needs a tensor{shown} that is too large for {backend}{_tail(fields)}. "
        "Use a smaller batch."
    )


def _rank(op: str, fields: Fields, _backend: str) -> BaseException:
    shapes = _shapes(fields)
    shown = f" (shape {shape_text(shapes[0])})" if shapes else ""
    return errors.ShapeError(f"{op}: a tensor of this many axes is not supported{shown}.")


def _no_gradient(op: str, fields: Fields, _backend: str) -> BaseException:
    return errors.GradientError(
        f"{op} has no gradient here{_tail(fields)}. Put ops.stop_gradient around its result, or "
        "use another operation."
    )


def _not_scalar(_op: str, fields: Fields, _backend: str) -> BaseException:
    shapes = _shapes(fields)
    shown = f"; it has shape {shape_text(shapes[0])}" if shapes else ""
    return errors.GradientError(
        f"A gradient is asked of one float32 number, such as a loss{shown}. "
        "ops.mean(loss) makes one of many."
    )


def _count(op: str, fields: Fields, _backend: str) -> BaseException:
    return errors.ArgumentError(f"{op} was given the wrong number of tensors{_tail(fields)}.")


def _unavailable(_op: str, fields: Fields, backend: str) -> BaseException:
    return errors.BackendError(
        f"The {backend} backend cannot start here{_tail(fields)}. "
        "p_vision.set_backend('Cpu') always works."
    )


def _panic(op: str, fields: Fields, backend: str) -> BaseException:
    return errors.InternalError(
        f"{op} failed inside the {backend} engine{_tail(fields)}. What was computed before is "
        "kept. This is a fault of p_vision; please report the lines that led to it."
    )


def _stopped(_op: str, _fields: Fields, _backend: str) -> BaseException:
    return errors.EngineStoppedError("Stopped.")


_TABLE: dict[str, Callable[[str, Fields, str], BaseException]] = {
    "shape_mismatch": _shape_mismatch,
    "dtype_mismatch": _dtype_mismatch,
    "axis_out_of_range": _axis,
    "index_out_of_range": _index,
    "bad_attribute": _attribute,
    "wrong_count": _count,
    "empty_tensor": _empty,
    "too_large": _too_large,
    "rank_too_high": _rank,
    "no_gradient": _no_gradient,
    "not_scalar": _not_scalar,
    "unavailable": _unavailable,
    "engine_panic": _panic,
    "stopped": _stopped,
}
