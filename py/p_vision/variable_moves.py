"""Moving or copying many variables between backends, with one read-back for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from p_vision.engine import Engine
from p_vision.tensor import Tensor, _uploaded, read_all
from p_vision.variable import Variable

__all__ = ["copies_on", "move_all"]


def move_all(variables: Iterable[Variable], target: Engine) -> None:
    """Move variables to one engine; those that are there stay.

    Args:
        variables: Any variables, on any engines.
        target: The engine they are on afterwards.
    """
    away = list({id(v): v for v in variables if v._engine is not target}.values())
    for engine in {id(v._engine): v._engine for v in away}.values():
        group = [variable for variable in away if variable._engine is engine]
        for variable, tensor in zip(group, _values_on(group, target), strict=True):
            variable._settle(tensor)


def copies_on(variables: Sequence[Variable], target: Engine) -> list[Variable]:
    """New variables with the same values on an engine.

    Args:
        variables: Variables of one engine.
        target: The engine of the copies.
    """
    return [
        Variable(tensor, trainable=variable.trainable, name=variable.name, backend=target.name)
        for variable, tensor in zip(variables, _values_on(variables, target), strict=True)
    ]


def _values_on(variables: Sequence[Variable], target: Engine) -> list[Tensor]:
    values = read_all([variable._read() for variable in variables])
    return [
        _uploaded(bytes(view), variable.dtype, variable.shape, target)
        for variable, view in zip(variables, values, strict=True)
    ]
