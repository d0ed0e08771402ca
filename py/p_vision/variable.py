"""A variable: a tensor that can be assigned to, such as a weight."""

from __future__ import annotations

import math
import operator
from typing import Any

from p_vision import engine as _engine
from p_vision._scopes import scopes
from p_vision.dtypes import DType, standardize_dtype
from p_vision.engine import Engine
from p_vision.errors import ArgumentError, DtypeError, ShapeError
from p_vision.operators import Operators, _ops
from p_vision.tensor import Tensor, _uploaded, from_host

__all__ = ["Variable"]

_counter = 0


class Variable(Operators):
    """A named tensor that keeps its place and can be given new values.

    Layers hold their weights in variables, optimizers their running means.
    Works wherever a tensor does.

    Args:
        value: A tensor, numpy array, number or nested lists; or a function
            ``f(shape, dtype=...)`` such as an initializer.
        shape: Its shape; needed when `value` is a function, else checked
            against it. Defaults to None.
        dtype: ``"float32"``, ``"int32"`` or ``"bool"``; None keeps the dtype of
            `value`, or float32 for a function. Defaults to None.
        trainable: Whether `fit` and `GradientTape` watch it. Defaults to True.
        name: A name for messages. Defaults to ``"variable"``, numbered.
        backend: Which backend holds it; None means the one in use.

    Raises:
        ShapeError: when `shape` is not the shape of `value`.

    Example:
        >>> from p_vision.variable import Variable
        >>> w = Variable([1.0, 2.0], name="w")
        >>> w.assign(w * 2)
        <Variable name=w, shape=(2,), dtype=float32, backend=Cpu, value=[2.0, 4.0]>
        >>> (w + 1).tolist()
        [3.0, 5.0]
    """

    #: Counts moves between engines; programs compare it to know when to load anew.
    _moves = 0

    def __init__(
        self,
        value: Any,
        shape: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        name: str | None = None,
        backend: str | None = None,
    ) -> None:
        global _counter
        if name is None:
            name = "variable" if _counter == 0 else f"variable_{_counter}"
            _counter += 1
        self.name = name
        self.path = name
        self.trainable = trainable
        self.overwrite_with_gradient = False
        self.regularizer: Any = None
        self.constraint: Any = None
        self._snapshot: bytes | None = None
        engine = _engine.default() if backend is None else _engine.get(backend)
        tensor = _initial(value, shape, dtype, name, engine)
        self._spec = (tensor.dtype, tensor.shape)
        self._engine: Engine = tensor._engine
        self._id = int(self._engine.call("variable_create", tensor._handle))
        self._engine.variables[self._id] = self

    def __del__(self) -> None:
        if hasattr(self, "_id"):
            self._engine.freed_variables.append(self._id)
            self._engine.freed.append(0)

    @property
    def shape(self) -> tuple[int, ...]:
        """Sizes of the axes; () for a single number."""
        return self._spec[1]

    @property
    def dtype(self) -> DType:
        """``"float32"``, ``"int32"`` or ``"bool"``."""
        return self._spec[0]

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self._spec[1])

    @property
    def size(self) -> int:
        """The number of values."""
        return math.prod(self._spec[1])

    @property
    def backend(self) -> str:
        """The backend that holds it: ``"Cpu"`` or ``"Wgpu"``."""
        return self._engine.name

    @property
    def value(self) -> Any:
        """The present value as a tensor; a symbolic one while a step is recorded."""
        if scopes.trace is not None:
            return scopes.trace.read_variable(self)
        if scopes.tape is not None and self.trainable and self._spec[0] == "float32":
            return scopes.tape._read(self)
        return self._read()

    def _read(self) -> Tensor:
        tensor = Tensor(self._engine.variable_read(self._id), self._engine)
        tensor._spec = self._spec
        return tensor

    def assign(self, value: Any) -> Variable:
        """Give it new values.

        Args:
            value: A tensor, array, number or nested lists of the variable's
                shape; numbers of another dtype are converted.

        Returns:
            The variable itself.

        Raises:
            ShapeError: when the shape differs.
        """
        if scopes.trace is not None:
            scopes.trace.assign_variable(self, self._fitted_symbol(value))
            return self
        tensor = self._fitted(value)
        self._engine.call("variable_assign", self._id, tensor._handle)
        if scopes.tape is not None:
            scopes.tape._forget(self)
        return self

    def assign_add(self, value: Any) -> Variable:
        """Add to it: ``v.assign(v + value)``."""
        return self.assign(_ops.add(self, value))

    def assign_sub(self, value: Any) -> Variable:
        """Subtract from it: ``v.assign(v - value)``."""
        return self.assign(_ops.subtract(self, value))

    def _check_shape(self, shape: tuple[int, ...]) -> None:
        if shape != self.shape:
            raise ShapeError(
                f"Variable '{self.path}' has shape {self.shape}; a value of shape {shape} cannot "
                "be assigned to it."
            )

    def _fitted(self, value: Any) -> Tensor:
        if isinstance(value, Variable):
            value = value._read()
        if not isinstance(value, Tensor):
            if isinstance(value, Operators):
                raise ArgumentError(
                    f"Variable '{self.path}' was given a symbolic tensor, which has no values yet."
                )
            value = from_host(value, self.dtype, self._engine)
        self._check_shape(value.shape)
        if value.dtype != self.dtype:
            value = _ops.cast(value, self.dtype)
        result: Tensor = value.to_backend(self.backend)
        return result

    def _fitted_symbol(self, value: Any) -> Any:
        if isinstance(value, Variable):
            value = value.value
        elif not isinstance(value, Operators):
            value = from_host(value, self.dtype, self._engine)
        self._check_shape(tuple(value.shape))
        return value if value.dtype == self.dtype else _ops.cast(value, self.dtype)

    def numpy(self) -> Any:
        """The values as a numpy array."""
        _look(self)
        return self._read().numpy()

    def tolist(self) -> Any:
        """The values as nested lists."""
        _look(self)
        return self._read().tolist()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        _look(self)
        return self._read().__array__(dtype, copy)

    def __float__(self) -> float:
        return float(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __index__(self) -> int:
        return int(self.value.__index__())

    def __len__(self) -> int:
        if not self.shape:
            raise ShapeError("A variable of shape () is a single number and has no length.")
        return self.shape[0]

    def item(self) -> float | int | bool:
        """The value of a variable with one element."""
        _look(self)
        return self._read().item()

    def move_to(self, backend: str) -> Variable:
        """Move it to another backend, keeping its values.

        Args:
            backend: ``"Cpu"`` or ``"Wgpu"``, in any case.

        Returns:
            The variable itself.
        """
        target = _engine.get(backend)
        if target is not self._engine:
            self._settle(self._read().to_backend(target.name))
        return self

    def _settle(self, tensor: Tensor) -> None:
        old = self._engine
        variable = int(tensor._engine.call("variable_create", tensor._handle))
        if not old.dead:
            old.freed_variables.append(self._id)
            old.freed.append(0)
        old.variables.pop(self._id, None)
        self._engine, self._id = tensor._engine, variable
        Variable._moves += 1
        self._engine.variables[variable] = self

    def _revive(self, fresh: Engine) -> None:
        """Make it anew on a restarted engine, from the last snapshot."""
        values = self._snapshot
        if values is None:
            values = bytes(self.size * (1 if self.dtype == "bool" else 4))
        self._settle(_uploaded(values, self.dtype, self.shape, fresh))

    def __repr__(self) -> str:
        text = f"<Variable name={self.name}, shape={self.shape}, dtype={self.dtype}"
        if scopes.trace is not None:
            return f"{text}>"
        shown = repr(self._read())
        return f"{text}, {shown[shown.index('backend=') :]}"

    def __deepcopy__(self, memo: Any) -> Variable:
        return Variable(
            self._read(), trainable=self.trainable, name=self.name, backend=self.backend
        )


def _look(variable: Variable) -> None:
    if scopes.trace is not None:
        scopes.trace.value_needed(f"the values of variable '{variable.path}'")


def _initial(value: Any, shape: Any, dtype: Any, name: str, engine: Engine) -> Tensor:
    wanted = None if shape is None else _shape_of(shape)
    trace, scopes.trace = scopes.trace, None  # a new weight starts with numbers, never symbols
    tape, scopes.tape = scopes.tape, None
    try:
        if callable(value) and not isinstance(value, Operators):
            if wanted is None:
                raise ArgumentError(f"Variable '{name}' needs shape=, as its value is a function.")
            value = value(wanted, dtype=standardize_dtype(dtype))
        if isinstance(value, Variable):
            value = value._read()
        if isinstance(value, Operators) and not isinstance(value, Tensor):
            raise DtypeError(
                f"Variable '{name}' was given a symbolic tensor, which has no values; make its "
                "first value with numbers, or pass an initializer function."
            )
        if not isinstance(value, Tensor):
            value = from_host(value, dtype, engine)
        elif dtype is not None and standardize_dtype(dtype) != value.dtype:
            value = _ops.cast(value, dtype)
        if value._engine is not engine:
            value = value.to_backend(engine.name)
    finally:
        scopes.trace, scopes.tape = trace, tape
    if wanted is not None and wanted != value.shape:
        raise ShapeError(
            f"Variable '{name}' should have shape {wanted}; its value has {value.shape}."
        )
    tensor: Tensor = value
    return tensor


def _shape_of(shape: Any) -> tuple[int, ...]:
    try:
        sizes = shape if hasattr(shape, "__iter__") else (shape,)
        return tuple(operator.index(size) for size in sizes)
    except TypeError:
        raise ArgumentError(
            f"A shape holds whole numbers, such as (3, 4), but this is {shape!r:.60}."
        ) from None
