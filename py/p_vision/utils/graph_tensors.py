"""Questions about the tensors of a model that is put together."""

from __future__ import annotations

from typing import Any

from p_vision import tracing

__all__ = ["get_source_inputs", "is_keras_tensor"]


def is_keras_tensor(x: Any) -> bool:
    """Whether x belongs to a model that is put together, as what `Input` returns.

    Example:
        >>> from p_vision import Input
        >>> is_keras_tensor(Input((3,))), is_keras_tensor([1.0])
        (True, False)
    """
    return isinstance(x, tracing.KerasTensor)


def get_source_inputs(tensor: Any) -> list[Any]:
    """The inputs that a tensor of a model was made from.

    Args:
        tensor: What a layer returned when it was called on an `Input`.

    Returns:
        Their tensors.
    """
    found: list[Any] = []
    waiting, seen = [tensor], set()
    while waiting:
        now = waiting.pop(0)
        if id(now) in seen:
            continue
        seen.add(id(now))
        call = now.call
        inner = [] if call is None else tracing.flatten((call.args, call.kwargs))
        before = [leaf for leaf in inner if isinstance(leaf, tracing.KerasTensor)]
        waiting += before
        if not before:
            found.append(now)
    return found
