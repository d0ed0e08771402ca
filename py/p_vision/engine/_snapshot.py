"""Copies of all variables in host memory, for when an engine must be started again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from p_vision.engine._host import item_size

if TYPE_CHECKING:
    from p_vision.engine._instance import Engine

__all__ = ["restore", "snapshot"]


def snapshot(engine: Engine) -> int:
    """Copy every variable of an engine to host memory, in one read-back.

    Args:
        engine: The engine whose variables are kept.

    Returns:
        How many variables were copied.
    """
    variables = list(engine.variables.values())
    if not variables:
        return 0
    handles = [engine.variable_read(variable._id) for variable in variables]
    try:
        values = engine.read(",".join(map(str, handles)))
    finally:
        engine.freed.extend(handles)
    start = 0
    for variable in variables:
        size = _bytes_of(variable)
        variable._snapshot = values[start : start + size]
        start += size
    return len(variables)


def _bytes_of(variable: Any) -> int:
    count = 1
    for size in variable.shape:
        count *= size
    return count * item_size(variable.dtype)


def restore(dead: Engine, fresh: Engine) -> tuple[int, int]:
    """Make every variable of a dead engine anew from its last snapshot.

    Args:
        dead: The engine that failed.
        fresh: The one that takes its place.

    Returns:
        How many variables got their values back, and how many had no snapshot
        and are zeros now.
    """
    restored = lost = 0
    for variable in list(dead.variables.values()):
        if variable._snapshot is None:
            lost += 1
        else:
            restored += 1
        variable._revive(fresh)
    dead.freed.clear()
    dead.freed_variables.clear()
    return restored, lost
