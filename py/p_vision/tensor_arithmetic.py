"""``+ - * /`` of a tensor and a number or another tensor, straight to the engine.

The same as the operations of these names, without the steps between: code that computes in a loop
spends most of its time in them.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from p_vision.operators import Operators

__all__ = ["Arithmetic"]


def _direct(op: str, general: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A method that runs an operation of the engine; anything unusual goes the general way."""

    def method(self: Any, other: Any) -> Any:
        kind, engine = type(other), self._engine
        # Infinities and nan go another way.
        if kind is float and -1e300 < other < 1e300:
            run, second = engine._op_scalar, other
        elif kind is type(self) and other._engine is engine:
            run, second = engine._op_direct, other._handle
        else:
            return general(self, other)
        freed = engine.last_freed() if engine.freed else 0
        try:
            return type(self)(run(engine.op_numbers[op], self._handle, second, freed), engine)
        except engine.failures as error:
            engine.fail(error, op)

    return functools.wraps(general)(method)


class Arithmetic(Operators):
    """The operators of a tensor that a loop uses most."""

    __slots__ = ()

    __add__ = _direct("add", Operators.__add__)
    __sub__ = _direct("subtract", Operators.__sub__)
    __mul__ = _direct("multiply", Operators.__mul__)
    __truediv__ = _direct("divide", Operators.__truediv__)
