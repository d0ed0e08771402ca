"""Tensors without values: only shape and dtype are known."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from p_vision._scopes import scopes
from p_vision.dtypes import DType, standardize_dtype
from p_vision.errors import ShapeError, ValueNeededError
from p_vision.naming import unique_name
from p_vision.operators import Operators, _ops

if TYPE_CHECKING:
    from p_vision.tracing._graph_calls import Call
    from p_vision.tracing._trace import Node, Trace

__all__ = ["KerasTensor", "SymbolicTensor", "TensorSpec"]


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """The shape and dtype of a tensor.

    Args:
        shape: Sizes of the axes; None where the size may vary.
        dtype: ``"float32"``, ``"int32"`` or ``"bool"``. Defaults to ``"float32"``.

    Example:
        >>> TensorSpec((None, 3)).dtype
        'float32'
    """

    shape: tuple[int | None, ...]
    dtype: str = "float32"


class SymbolicTensor(Operators):
    """A tensor of which only shape and dtype are known yet.

    All operations and operators take it and give symbolic tensors again.
    Looking at its values raises `ValueNeededError`.
    """

    __slots__ = (
        "__weakref__",
        "_keras_mask",
        "_name",
        "_node",
        "_spec_text",
        "_trace",
        "dtype",
        "shape",
    )

    def __init__(self, shape: Any, dtype: Any = "float32") -> None:
        self.shape: tuple[Any, ...] = tuple(shape)
        self.dtype: DType = standardize_dtype(dtype)
        self._trace: Trace | None = None
        self._node: Node | None = None
        self._name: str | None = None
        self._spec_text: str | None = None

    @property
    def spec(self) -> str:
        """Dtype and shape as the engine writes them."""
        text = self._spec_text
        if text is None:
            text = self._spec_text = f"{self.dtype} {','.join(map(str, self.shape))}"
        return text

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int | None:
        """The number of values; None where an axis is not known."""
        return None if None in self.shape else math.prod(self.shape)

    def value_needed(self, what: str) -> NoReturn:
        """Raise the error for code that looks at values."""
        raise ValueNeededError(
            f"{what} needs the values of a tensor, but while a step is being recorded only its "
            f"shape {self.shape} and dtype {self.dtype} are known. Use ops.where or ops.cond "
            "instead of `if`, or run the code eagerly (compile(..., run_eagerly=True))."
        )

    def numpy(self) -> NoReturn:
        """Not possible: a symbolic tensor has no values."""
        self.value_needed("x.numpy()")

    def tolist(self) -> NoReturn:
        """Not possible: a symbolic tensor has no values."""
        self.value_needed("x.tolist()")

    def item(self) -> NoReturn:
        """Not possible: a symbolic tensor has no values."""
        self.value_needed("x.item()")

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NoReturn:
        self.value_needed("numpy")

    def __float__(self) -> float:
        self.value_needed("float(x)")

    def __int__(self) -> int:
        self.value_needed("int(x)")

    def __index__(self) -> int:  # noqa: PLE0305 (it never returns)
        self.value_needed("An index")

    def __bool__(self) -> bool:  # noqa: PLE0304 (it never returns)
        self.value_needed("`if` (or `and`, `or`, `not`, `while`)")

    def __len__(self) -> int:
        if not self.shape:
            raise ShapeError("A tensor of shape () is a single number and has no length.")
        if self.shape[0] is None:
            self.value_needed("len(x)")
        return int(self.shape[0])

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self)))

    def __format__(self, format_spec: str) -> str:
        if format_spec:
            self.value_needed("Formatting a number")
        return repr(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} shape={self.shape}, dtype={self.dtype}>"

    def __setitem__(self, key: Any, value: Any) -> None:
        raise TypeError(
            "A tensor cannot be changed in place. ops.slice_update(x, start, update) gives a "
            "changed copy."
        )

    def reshape(self, *shape: Any) -> Any:
        """The same values in another shape, as `ops.reshape`."""
        sizes = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
        return _ops.reshape(self, sizes)

    def astype(self, dtype: Any) -> Any:
        """The values in another dtype, as `ops.cast`."""
        return _ops.cast(self, dtype)


class KerasTensor(SymbolicTensor):
    """A tensor of a model's graph: what `Input` returns and layers pass on.

    Args:
        shape: Sizes of the axes; None where the size may vary.
        dtype: Its dtype. Defaults to ``"float32"``.
        name: A name for messages; `keras_tensor`, numbered, by default.
        call: The call that made it; None for a tensor that stands by itself.
        index: Which of the call's outputs (flattened) it is.
    """

    __slots__ = ("call", "index", "name")

    def __init__(
        self,
        shape: Any,
        dtype: Any = "float32",
        name: str | None = None,
        call: Call | None = None,
        index: int = 0,
    ) -> None:
        super().__init__(shape, dtype)
        self.name = name or unique_name("keras_tensor")
        self.call = call
        self.index = index
        scopes.functional = True

    def __repr__(self) -> str:
        return f"<KerasTensor shape={self.shape}, dtype={self.dtype}, name={self.name}>"

    def value_needed(self, what: str) -> NoReturn:
        """Raise the error for code that looks at values."""
        raise ValueNeededError(
            f"{what} needs the values of a tensor, but this one belongs to a model that is being "
            f"put together: only its shape {self.shape} and dtype {self.dtype} are known."
        )
