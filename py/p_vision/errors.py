"""The errors p_vision raises, in one tree.

::

    Exception
    └── PVisionError
        ├── ShapeError            (also ValueError)  shapes or axes that do not fit
        │   ├── ImageTooSmallError                   a window that does not fit into its image
        │   └── AxisError         (also IndexError)  an axis the tensor does not have
        ├── DtypeError            (also TypeError)   a number type that does not fit
        ├── IndexOutOfRangeError  (also IndexError)  an index beyond the end of an axis
        ├── ArgumentError         (also ValueError)  a value that makes no sense
        │   └── UnknownNameError  a name that is not in the list; suggests the nearest
        ├── UnknownKeyError       (also KeyError) a key that a dictionary does not have
        ├── NotFiniteError        (also ArithmeticError) a loss that is nan or infinite
        ├── ValueNeededError      (also TypeError)   a value was looked at while recording
        ├── DatasetError          (also OSError)     a data set whose files are missing or damaged
        ├── MissingNameError      (also AttributeError) a name of Keras that is not here
        ├── MissingImportError    (also ImportError) the same, in an import
        ├── MissingModuleError    (also ModuleNotFoundError) a module that is not here
        ├── GradientError         (also RuntimeError) a gradient that cannot be had
        ├── BackendError          (also RuntimeError) a backend that cannot start; two mixed
        ├── OutOfMemoryError      (also MemoryError) a tensor that is too large
        ├── EngineRestartedError  (also RuntimeError) the engine failed and was started again
        └── InternalError         (also RuntimeError) a fault of p_vision itself
    KeyboardInterrupt
    └── EngineStoppedError        Stop was pressed; ``except Exception`` lets it pass

Every message says what happened in the names and shapes of the caller, why,
and where possible one line that fixes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

__all__ = [
    "ArgumentError",
    "AxisError",
    "BackendError",
    "DatasetError",
    "DtypeError",
    "EngineRestartedError",
    "EngineStoppedError",
    "GradientError",
    "ImageTooSmallError",
    "IndexOutOfRangeError",
    "InternalError",
    "MissingImportError",
    "MissingModuleError",
    "MissingNameError",
    "NotFiniteError",
    "OutOfMemoryError",
    "PVisionError",
    "ShapeError",
    "UnknownKeyError",
    "UnknownNameError",
    "ValueNeededError",
    "closest_names",
]


class PVisionError(Exception):
    """The base of every error p_vision raises on purpose."""


class ShapeError(PVisionError, ValueError):
    """Shapes that do not fit together, or a shape that cannot be made."""


class ImageTooSmallError(ShapeError):
    """An image that is smaller than the window that should move over it."""


class AxisError(ShapeError, IndexError):
    """An axis that the tensor does not have."""


class DtypeError(PVisionError, TypeError):
    """A number type (dtype) that the operation does not take."""


class IndexOutOfRangeError(PVisionError, IndexError):
    """An index beyond the end of an axis.

    Attributes:
        index: The index, where it is known.
        size: The size of the axis, where it is known.
    """

    index: int | None = None
    size: int | None = None


class ArgumentError(PVisionError, ValueError):
    """An argument whose value makes no sense for the operation."""


class UnknownNameError(ArgumentError):
    """A name that is not in the list of known names.

    Args:
        name: What the caller wrote.
        known: The names that exist.
        kind: What is being named, e.g. ``"activation"``.

    Example:
        >>> from p_vision.errors import UnknownNameError
        >>> print(UnknownNameError("rellu", ["relu", "tanh"], "activation"))
        There is no activation 'rellu'. Did you mean 'relu'? Known: relu, tanh.
    """

    def __init__(self, name: object, known: Iterable[str], kind: str = "name") -> None:
        self.name = name
        self.known = sorted(known)
        self.closest = closest_names(name, self.known)
        text = f"There is no {kind} {name!r}."
        if self.closest:
            text += f" Did you mean {self.closest[0]!r}?"
        if self.known:
            text += f" Known: {', '.join(self.known)}."
        super().__init__(text)


class ValueNeededError(PVisionError, TypeError):
    """A value was looked at while the code is being recorded.

    While a step is recorded only shapes and dtypes are known; ``if x > 0:``,
    ``float(x)`` and ``x.numpy()`` need values, so the code must run eagerly.
    """


class MissingNameError(PVisionError, AttributeError):
    """A name that a module does not have; says the nearest one that it has."""


class MissingImportError(PVisionError, ImportError):
    """A name that was imported and that a module does not have; says the nearest one."""


class MissingModuleError(PVisionError, ModuleNotFoundError):
    """A module that is not here; says where its names are."""


class UnknownKeyError(PVisionError, KeyError):
    """A key that a dictionary of ours does not have; says the nearest one."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotFiniteError(PVisionError, ArithmeticError):
    """A loss that became nan or infinite: training cannot go on with it."""


class GradientError(PVisionError, RuntimeError):
    """A gradient that was asked for and cannot be had."""


class BackendError(PVisionError, RuntimeError):
    """A backend that cannot start here, or tensors of two backends in one operation."""


class DatasetError(PVisionError, OSError):
    """A data set whose files are missing or damaged."""


class OutOfMemoryError(PVisionError, MemoryError):
    """A tensor that is too large for the backend."""


class EngineRestartedError(PVisionError, RuntimeError):
    """The engine failed and was started again.

    Variables hold the values of their last snapshot; tensors made before are lost.
    """


class InternalError(PVisionError, RuntimeError):
    """A fault of p_vision itself; please report it with the lines that led to it."""


class EngineStoppedError(KeyboardInterrupt):
    """Stop was pressed while the engine was working."""


def closest_names(name: object, known: Iterable[str], count: int = 3) -> list[str]:
    """Names that look like `name`, the nearest first.

    Args:
        name: What was written; anything that is not a string has no neighbours.
        known: The names that exist.
        count: How many to return at most. Defaults to 3.

    Returns:
        A list of at most `count` names; empty when nothing is near.

    Example:
        >>> closest_names("Sofmax", ["softmax", "relu", "tanh"])
        ['softmax']
    """
    if not isinstance(name, str):
        return []
    wanted = name.lower()
    by_lower = {candidate.lower(): candidate for candidate in known}
    near = set(get_close_matches(wanted, list(by_lower), n=3 * count, cutoff=0.6))
    slips = {other: _slips(wanted, other) for other in by_lower}
    near |= {other for other in by_lower if slips[other] <= (1 if len(wanted) < 4 else 2)}
    ranked = sorted(near, key=lambda other: (slips[other], -_likeness(wanted, other), other))
    return [by_lower[found] for found in ranked[:count]]


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second).ratio()


def _slips(first: str, second: str) -> int:
    """How many letters were left out, added, changed or swapped (Damerau, 1964)."""
    if abs(len(first) - len(second)) > len(first):
        return len(first) + len(second)
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        last, before = before, row
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other
            row.append(min(cost, last[j - 2] + 1) if swapped else cost)
    return row[-1]
