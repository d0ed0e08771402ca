"""Gradients of Python code: how a loss changes with each variable."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from p_vision._scopes import scopes
from p_vision.errors import GradientError
from p_vision.missing_methods import TAPE_METHODS, missing_method
from p_vision.ops import convert_to_tensor
from p_vision.ops import sum as _sum
from p_vision.tensor import Tensor
from p_vision.tracing import SymbolicTensor, flatten, pack
from p_vision.variable import Variable

__all__ = ["GradientTape"]


class GradientTape:
    """Watches what is computed inside a ``with`` block, to give gradients of it.

    Trainable float32 variables are watched by themselves; other tensors by
    `watch`. Works eagerly on any Python code, and in code that is being
    recorded (`tracing.function`). Gradients of gradients are not available.

    Args:
        persistent: Accepted for TensorFlow's sake and must be False: ask for
            all gradients in one call of `gradient`.
        watch_accessed_variables: Whether trainable variables are watched by
            themselves. Defaults to True.

    Example:
        >>> from p_vision import ops
        >>> from p_vision.gradient import GradientTape
        >>> from p_vision.variable import Variable
        >>> w = Variable([1.0, 2.0])
        >>> with GradientTape() as tape:
        ...     loss = ops.sum(w * w)
        >>> tape.gradient(loss, w).tolist()
        [2.0, 4.0]
    """

    def __init__(self, persistent: bool = False, watch_accessed_variables: bool = True) -> None:
        if persistent:
            raise GradientError(
                "A tape gives gradients once. Ask for all of them in one call: "
                "tape.gradient(loss, [a, b, c])."
            )
        self._watches_variables = watch_accessed_variables
        self._variables: dict[int, tuple[Variable, list[Any]]] = {}
        self._latest: dict[int, Any] = {}
        self._tensors: dict[int, tuple[Any, Any]] = {}
        self._used = False
        self._entered = False

    def __enter__(self) -> GradientTape:
        if scopes.tape is not None:
            raise GradientError(
                "A GradientTape inside another one asks for gradients of gradients, which are not "
                "available. End the first `with` block before the second."
            )
        if self._used or self._entered:
            raise GradientError("This tape has been used; make a new GradientTape() each time.")
        self._entered = True
        scopes.tape = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        scopes.tape = None

    def __getattr__(self, name: str) -> Any:
        raise missing_method(self, name, TAPE_METHODS)

    # Watching

    def watch(self, tensor: Any) -> None:
        """Watch a tensor, so that gradients with respect to it can be asked for.

        Args:
            tensor: A float32 tensor or variable, or nested lists of them. What is
                computed from it afterwards counts.
        """
        for leaf in flatten(tensor):
            if isinstance(leaf, Variable):
                self._variable_read(leaf)
            elif isinstance(leaf, Tensor | SymbolicTensor):
                self._watch_tensor(leaf)
            else:
                raise GradientError(
                    f"watch takes tensors and variables; this is a {type(leaf).__name__}. "
                    "ops.convert_to_tensor makes one."
                )

    def _watch_tensor(self, tensor: Any) -> None:
        if tensor.dtype != "float32":
            raise GradientError(
                f"Only float32 tensors have gradients; this is {tensor.dtype}. "
                "ops.cast(x, 'float32') changes it."
            )
        if isinstance(tensor, Tensor):
            # The same Tensor object from now on stands for the watched copy.
            watched = tensor._engine.watch(tensor._handle)
            tensor._engine.freed.append(tensor._handle)
            tensor._handle = watched
            self._tensors[id(tensor)] = (tensor, tensor)
        else:
            assert scopes.trace is not None
            self._tensors[id(tensor)] = (tensor, scopes.trace.rewatch(tensor))

    def _read(self, variable: Variable) -> Tensor:
        """The value of a trainable variable read inside the block, eagerly."""
        if not self._watches_variables and id(variable) not in self._variables:
            return variable._read()
        read: Tensor = self._variable_read(variable)
        return read

    def _variable_read(self, variable: Variable) -> Any:
        if scopes.trace is not None:
            return scopes.trace.read_variable(variable)
        value = self._latest.get(id(variable))
        if value is None:
            value = variable._read()
            watched = Tensor(value._engine.watch(value._handle), value._engine)
            watched._spec = value._spec
            value = self._remember(variable, watched)
        return value

    def _watched_read(self, variable: Variable, value: SymbolicTensor) -> Any:
        """The value of a trainable variable read inside the block, while recording."""
        if not self._watches_variables and id(variable) not in self._variables:
            return value
        watched = self._latest.get(id(variable))
        if watched is None:
            assert scopes.trace is not None
            watched = self._remember(variable, scopes.trace.watch(value))
        return watched

    def _remember(self, variable: Variable, watched: Any) -> Any:
        self._variables.setdefault(id(variable), (variable, []))[1].append(watched)
        self._latest[id(variable)] = watched
        return watched

    def _forget(self, variable: Variable) -> None:
        """The variable was assigned: its next read is another value."""
        self._latest.pop(id(variable), None)

    def watches_on(self, engine: Any) -> bool:
        """Whether something that is watched lies on an engine."""
        watched = [part for _, parts in self._variables.values() for part in parts]
        watched += [part for _, part in self._tensors.values()]
        return any(getattr(part, "_engine", None) is engine for part in watched)

    # Gradients

    def gradient(self, target: Any, sources: Any) -> Any:
        """How the target changes with each source.

        Args:
            target: A tensor computed inside the block; of several values the
                sum is meant.
            sources: A variable or watched tensor, or nested lists of them.

        Returns:
            A tensor of each source's shape, in the structure of `sources`; None
            where the target does not depend on a source.

        Raises:
            GradientError: when the target was computed by an operation without
                a gradient, or the tape was used before.
        """
        if self._used:
            raise GradientError(
                "This tape has given its gradients. Ask for all of them in one call: "
                "tape.gradient(loss, [a, b, c])."
            )
        self._used = True
        if scopes.tape is self:
            scopes.tape = None  # summing up is no part of the computation
        leaves = flatten(sources)
        parts = [self._watched(leaf) for leaf in leaves]
        wanted = [part for group in parts for part in group]
        loss = self._scalar(target)
        found = iter(self._ask(loss, wanted) if wanted else [])
        results = [_total([next(found) for _ in group]) for group in parts]
        self._variables.clear()
        self._latest.clear()
        self._tensors.clear()
        return pack(sources, iter(results))

    def _watched(self, leaf: Any) -> list[Any]:
        if isinstance(leaf, Variable):
            entry = self._variables.get(id(leaf))
            return [] if entry is None else entry[1]
        found = self._tensors.get(id(leaf))
        if found is None:
            raise GradientError(
                "A gradient is asked of a tensor that the tape does not watch; call "
                "tape.watch(x) inside the block before it is used."
            )
        return [found[1]]

    def _scalar(self, target: Any) -> Any:
        if isinstance(target, Variable):
            target = target.value
        if not isinstance(target, Tensor | SymbolicTensor):
            target = convert_to_tensor(target)
        if target.dtype != "float32":
            raise GradientError(
                f"Only float32 tensors have gradients; the target is {target.dtype}."
            )
        return target if target.shape == () else _sum(target)

    def _ask(self, loss: Any, wanted: list[Any]) -> list[Any]:
        if isinstance(loss, SymbolicTensor):
            if scopes.trace is None:
                raise GradientError(
                    "The target has no values: it was kept from a recorded call. Ask for its "
                    "gradient inside that call."
                )
            return list(scopes.trace.gradients(loss, wanted))
        if scopes.trace is not None:
            return [None] * len(wanted)  # a number that stands in the code depends on nothing
        engine = loss._engine
        handles = engine.gradients(loss._handle, ",".join(str(part._handle) for part in wanted))
        return [
            Tensor(int(handle), engine) if handle != "0" else None for handle in handles.split(",")
        ]


def _total(parts: list[Any]) -> Any:
    present = [part for part in parts if part is not None]
    if not present:
        return None
    found = present[0]
    for part in present[1:]:
        found = found + part
    return found
