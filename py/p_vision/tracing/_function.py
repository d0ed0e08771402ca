"""A decorator that records a function once for each kind of arguments."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import ValueNeededError
from p_vision.notices import warn
from p_vision.tensor import Tensor
from p_vision.tracing._program import Program
from p_vision.tracing._recording import has_keras_tensor, record_call, trace
from p_vision.tracing._symbolic import SymbolicTensor, TensorSpec
from p_vision.tracing._tree import flatten, map_leaves, pack, structure_key
from p_vision.variable import Variable

__all__ = ["Function", "function"]


class Function:
    """A Python function that is recorded and then run by the engine.

    Args:
        python_function: The code, written on `p_vision.ops` and variables.
    """

    def __init__(self, python_function: Callable[..., Any]) -> None:
        self.python_function = python_function
        self._programs: dict[Any, Program | None] = {}
        functools.update_wrapper(self, python_function)

    @property
    def programs(self) -> list[Program]:
        """The programs recorded so far, one for each kind of arguments."""
        return [program for program in self._programs.values() if program is not None]

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else functools.partial(self, instance)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if scopes.functional and has_keras_tensor((args, kwargs)):
            return record_call(self.python_function, args, kwargs)
        if scopes.trace is not None or scopes.tape is not None:
            return self.python_function(*args, **kwargs)
        tree = map_leaves(_as_argument, (args, kwargs))
        key = structure_key(tree, _leaf_key)
        if key not in self._programs:
            self._programs[key] = self._recorded(tree)
        program = self._programs[key]
        if program is None:
            return self.python_function(*args, **kwargs)
        return program.run(*[leaf for leaf in flatten(tree) if isinstance(leaf, Tensor)])

    def _recorded(self, tree: Any) -> Program | None:
        leaves = flatten(tree)
        tensors = [leaf for leaf in leaves if isinstance(leaf, Tensor)]

        def run(*symbols: SymbolicTensor) -> Any:
            given = iter(symbols)
            filled = [next(given) if isinstance(leaf, Tensor) else leaf for leaf in leaves]
            args, kwargs = pack(tree, iter(filled))
            return self.python_function(*args, **kwargs)

        try:
            return trace(run, [TensorSpec(t.shape, t.dtype) for t in tensors])
        except ValueNeededError as error:
            name = getattr(self.python_function, "__name__", "The function")
            warn(f"{name} runs eagerly: {error}")
            return None


def _as_argument(leaf: Any) -> Any:
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(leaf, numpy.ndarray):
        from p_vision.tensor import from_host

        return from_host(leaf)
    return leaf


def _leaf_key(leaf: Any) -> Any:
    if isinstance(leaf, Tensor):
        return ("tensor", leaf.dtype, leaf.shape)
    if isinstance(leaf, Variable):
        return ("variable", id(leaf))
    if isinstance(leaf, bool | int | float | str | None):
        return (type(leaf), leaf)
    return _Same(leaf)


class _Same:
    """A key that equals only the same object, and keeps it alive."""

    __slots__ = ("target",)

    def __init__(self, target: Any) -> None:
        self.target = target

    def __hash__(self) -> int:
        return id(self.target)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.target is other.target


def function(python_function: Callable[..., Any] | None = None) -> Any:
    """Record a function so that the engine runs it without Python.

    The code runs once for each combination of shapes, dtypes and Python
    arguments; afterwards the recorded program runs. Python side effects such as
    `print` happen only while recording. Code that looks at values cannot be
    recorded: it runs eagerly, with one warning.

    Args:
        python_function: The function to decorate.

    Returns:
        A `Function` to be called the same way.

    Example:
        >>> import p_vision.ops as ops
        >>> from p_vision.tracing import function
        >>> @function
        ... def double(x):
        ...     return x * 2
        >>> double(ops.ones((2,))).tolist()
        [2.0, 2.0]
    """
    return Function if python_function is None else Function(python_function)
