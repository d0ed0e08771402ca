"""Which of several targets, losses, metrics or weights belongs to which output of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from p_vision.errors import ArgumentError, closest_names
from p_vision.training.structure import flatten

__all__ = ["by_output", "check_names", "is_nested", "names_of_outputs"]

Names = Sequence[str | None]


def names_of_outputs(y_pred: Any, output_names: Sequence[str] | None) -> list[str | None]:
    """The names of the outputs: their keys, those of the layers that give them, or None.

    Args:
        y_pred: What the model gives.
        output_names: The names of the layers that give it, if they are known.
    """
    if isinstance(y_pred, Mapping):
        return list(y_pred)
    count = len(y_pred) if _is_sequence(y_pred) else 1
    if output_names is not None and len(output_names) == count:
        return list(output_names)
    return [None] * count


def by_output(
    value: Any, names: Names, what: str, partial: Sequence[int] | None = None
) -> list[Any]:
    """What belongs to each output.

    Args:
        value: One for all outputs, a list with one for each, or a dictionary by name.
        names: The names of the outputs.
        what: The argument, for messages.
        partial: Places of outputs that a shorter list is meant for.

    Raises:
        ArgumentError: A list has another length than there are outputs.
    """
    count = len(names)
    if isinstance(value, Mapping):
        if count == 1 and names[0] not in value:
            return [next(iter(value.values()), None)]
        if all(name is None for name in names):
            listed = flatten(value)
            return listed if len(listed) == count else [value.get(name) for name in names]
        return [value.get(name) for name in names]
    if _is_sequence(value):
        if count == 1:
            return [value[0] if len(value) == 1 else value]
        if len(value) == count:
            return list(value)
        if partial is not None and len(value) == len(partial):
            spread = [None] * count
            for place, part in zip(partial, value, strict=True):
                spread[place] = part
            return spread
        raise ArgumentError(
            f"The model has {count} outputs{_listed(names)}, but {what} has {len(value)} entries."
        )
    if partial is not None and len(partial) == 1:
        return [value if place in partial else None for place in range(count)]
    return [value] * count


def check_names(value: Any, names: Names, what: str) -> None:
    """Complain about a dictionary with a name that no output has.

    Raises:
        ArgumentError: With the nearest name.
    """
    if not isinstance(value, Mapping) or all(name is None for name in names):
        return
    known = [name for name in names if name]
    for key in value:
        if key not in known:
            near = closest_names(key, known)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ArgumentError(
                f"{what} names the output {key!r}, which the model does not have.{hint} "
                f"Its outputs: {', '.join(known)}."
            )


def _listed(names: Names) -> str:
    known = [name for name in names if name]
    return f" ({', '.join(known)})" if known else ""


def is_nested(value: Any) -> bool:
    """Whether a value is a list or a dictionary of several."""
    return isinstance(value, Mapping) or _is_sequence(value)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and not hasattr(value, "_fields")
