"""Mistakes that a layer of ours does not look for, told in the words of its arguments and inputs.

An error that a layer raises on purpose passes as it is, and so does one of the user's own code;
only what Python says about a line of this package is put into other words.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from types import TracebackType
from typing import Any

from p_vision.errors import ArgumentError, PVisionError

__all__ = ["explained_init", "unexpected"]

_FROM_PYTHON = (
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    KeyError,
    ZeroDivisionError,
    OverflowError,
)
_MOST_SHOWN = 3


def explained_init(init: Callable[..., None]) -> Callable[..., None]:
    """Wrap the `__init__` of a layer of ours, so that values of a wrong kind are explained."""

    @functools.wraps(init)
    def explaining(self: Any, *args: Any, **kwargs: Any) -> None:
        try:
            init(self, *args, **kwargs)
        except _FROM_PYTHON as error:
            if not _is_ours(self, error):
                raise
            counted = _wrong_count(type(self), init, args, kwargs)
            if counted is not None:
                raise counted from None
            raise ArgumentError(_about_arguments(self, error)).with_traceback(
                error.__traceback__
            ) from None

    return explaining


def unexpected(layer: Any, inputs: Any, error: BaseException) -> BaseException:
    """The error to raise for one that came up while a layer was called.

    Args:
        layer: The layer.
        inputs: What it was called on.
        error: What came up.
    """
    if not isinstance(error, _FROM_PYTHON) or not _is_ours(layer, error):
        return error
    meaning = getattr(layer, "input_axes", None)
    takes = f" It takes inputs ({', '.join(meaning)})." if meaning else ""
    return ArgumentError(
        f"{type(layer).__name__} '{layer.name}' cannot be called on {_described(inputs)}.{takes} "
        f"({error})"
    ).with_traceback(error.__traceback__)


def _is_ours(layer: Any, error: BaseException) -> bool:
    """Whether Python stumbled over a line of this package, for a layer of this package."""
    if isinstance(error, PVisionError) or not type(layer).__module__.startswith("p_vision."):
        return False
    trace: TracebackType | None = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = "" if trace is None else str(trace.tb_frame.f_globals.get("__name__", ""))
    return name.startswith("p_vision.")


def _wrong_count(
    cls: type, init: Callable[..., None], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> ArgumentError | None:
    """The error for arguments that are missing, or too many; None where they can be bound."""
    signature = inspect.signature(init)
    try:
        signature.bind(None, *args, **kwargs)
    except TypeError:
        name = cls.__name__
    else:
        return None
    taken = [
        entry
        for entry in list(signature.parameters.values())[1:]
        if entry.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]
    first = args[0] if args else None
    if isinstance(first, (list, tuple)) and first:
        first = first[0]
    if len(args) > len(taken) and hasattr(first, "shape"):
        return ArgumentError(f"{name}(...) makes the layer; call it on tensors: {name}()([a, b]).")
    required = [entry.name for entry in taken if entry.default is inspect.Parameter.empty]
    missing = [entry for entry in required[len(args) :] if entry not in kwargs]
    if missing:
        return ArgumentError(
            f"{name} needs {' and '.join(missing)}: {name}({', '.join(required)})."
        )
    if len(args) > len(taken):
        return ArgumentError(
            f"{name} takes {len(taken)} argument{'s' if len(taken) != 1 else ''} by position, not "
            f"{len(args)}; name the others, as in {name}(name='my_layer')."
        )
    twice = next((entry.name for entry in taken[: len(args)] if entry.name in kwargs), "")
    return ArgumentError(f"{name} was given {twice} twice, by position and by name.")


def _about_arguments(layer: Any, error: BaseException) -> str:
    given = {name: value for name, value in layer._arguments.items() if name != "name"}
    shown = ", ".join(f"{name}={_described(value)}" for name, value in given.items())
    text = f"{type(layer).__name__}({shown}) cannot be made"
    meanings = [
        f"{name}: {meaning}"
        for name in list(given)[:_MOST_SHOWN]
        if (meaning := _meaning(type(layer), name))
    ]
    return f"{text} ({error}).{' It takes ' + '; '.join(meanings) if meanings else ''}"


def _meaning(cls: type, argument: str) -> str | None:
    """What the documentation says about an argument."""
    for base in cls.__mro__:
        found = re.search(rf"^ +{re.escape(argument)}: (.+)$", base.__doc__ or "", re.MULTILINE)
        if found is not None:
            return found[1]
    return None


def _described(value: Any) -> str:
    shape = getattr(value, "shape", None)
    if shape is not None:
        return f"an array of shape {tuple(shape)}"
    if isinstance(value, (list, tuple)) and any(hasattr(part, "shape") for part in value):
        return f"a list of {len(value)}"
    return f"{value!r:.40}"
