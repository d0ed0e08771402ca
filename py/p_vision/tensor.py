"""A tensor: numbers in an array of any number of axes, held by a backend."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from p_vision import engine as _engine
from p_vision._format import format_values
from p_vision.dtypes import DType, standardize_dtype
from p_vision.engine import Engine
from p_vision.errors import PVisionError, ShapeError
from p_vision.operators import _ops
from p_vision.tensor_arithmetic import Arithmetic

__all__ = ["Tensor", "from_host", "parse_spec", "read_all"]

_ARRAY_CODES = {"float32": "float32", "int32": "int32", "bool": "bool"}


def parse_spec(text: str) -> tuple[DType, tuple[int, ...]]:
    """The dtype and shape the engine writes as ``"float32 2,3"``."""
    dtype, _, sizes = text.partition(" ")
    return dtype, tuple(map(int, sizes.split(","))) if sizes else ()  # type: ignore[return-value]


class Tensor(Arithmetic):
    """Numbers held by a backend.

    Made by `ops.convert_to_tensor` and by every operation; works with Python's
    operators, numpy-style slicing and, through `numpy`, with everything else.

    Example:
        >>> from p_vision import ops
        >>> x = ops.convert_to_tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> (x @ x).tolist()
        [[7.0, 10.0], [15.0, 22.0]]
        >>> x[:, 0].tolist()
        [1.0, 3.0]
    """

    __slots__ = ("__weakref__", "_engine", "_handle", "_keras_mask", "_spec")

    def __init__(self, handle: int, engine: Engine) -> None:
        self._handle = handle
        self._engine = engine
        self._spec: tuple[DType, tuple[int, ...]] | None = None

    def __del__(self) -> None:
        # Never calls the engine: the list goes out with the next operation.
        self._engine.freed.append(self._handle)

    # What is known without its values

    @property
    def shape(self) -> tuple[int, ...]:
        """Sizes of the axes; () for a single number."""
        spec = self._spec
        if spec is None:
            spec = self._spec = parse_spec(self._engine.describe(self._handle))
        return spec[1]

    @property
    def dtype(self) -> DType:
        """``"float32"``, ``"int32"`` or ``"bool"``."""
        spec = self._spec
        if spec is None:
            spec = self._spec = parse_spec(self._engine.describe(self._handle))
        return spec[0]

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of values."""
        return math.prod(self.shape)

    @property
    def backend(self) -> str:
        """The backend that holds it: ``"Cpu"`` or ``"Wgpu"``."""
        return self._engine.name

    def __len__(self) -> int:
        if not self.shape:
            raise ShapeError("A tensor of shape () is a single number and has no length.")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        if not self.shape:
            raise ShapeError(
                "A tensor of shape () is a single number; there is nothing to iterate."
            )
        return (self[index] for index in range(self.shape[0]))

    # Its values

    def _values(self) -> memoryview:
        return _engine.unpack(self._engine.read(str(self._handle)), [(self.dtype, self.shape)])[0]

    def numpy(self) -> Any:
        """The values as a numpy array of the same shape and dtype; waits for them.

        Example:
            >>> from p_vision import ops
            >>> ops.ones((2,)).numpy()
            array([1., 1.], dtype=float32)
        """
        import numpy as np

        values = bytearray(self._engine.read(str(self._handle)))
        return np.frombuffer(values, dtype=_ARRAY_CODES[self.dtype]).reshape(self.shape)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        if copy is False:
            raise ValueError("The values of a tensor must be copied to become a numpy array.")
        values = self.numpy()
        return values if dtype is None else values.astype(dtype, copy=False)

    def tolist(self) -> Any:
        """The values as nested lists; a plain number for shape ()."""
        view = self._values()
        if not self.shape:
            return view[0]
        return view.cast("B").cast(view.format, shape=list(self.shape)).tolist()  # type: ignore[call-overload]

    def item(self) -> float | int | bool:
        """The value of a tensor with one element.

        Raises:
            ShapeError: when there are more.
        """
        if self.size != 1:
            raise ShapeError(
                f"A tensor of shape {self.shape} has {self.size} values, not one; "
                "ops.mean(x), ops.all(x) or x[0] give one."
            )
        return self._values()[0]

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __bool__(self) -> bool:
        return bool(self.item())

    def __index__(self) -> int:
        if self.dtype != "int32" or self.shape:
            raise TypeError(
                f"Only a single int32 can be an index; this is {self.dtype} of shape {self.shape}."
            )
        return int(self.item())

    def __complex__(self) -> complex:
        return complex(self.__float__())

    def __format__(self, format_spec: str) -> str:
        if format_spec and self.size == 1:
            return format(self.item(), format_spec)
        return format(repr(self), format_spec)

    def __setitem__(self, key: Any, value: Any) -> None:
        raise TypeError(
            "A tensor cannot be changed in place. ops.slice_update(x, start, update) gives a "
            "changed copy; a Variable can be assigned to."
        )

    def __repr__(self) -> str:
        try:
            values = format_values(self)
        except PVisionError as error:
            return f"<Tensor backend={self.backend} ({error})>"
        return (
            f"<Tensor shape={self.shape}, dtype={self.dtype}, backend={self.backend}, "
            f"value={values}>"
        )

    def __reduce__(self) -> Any:
        return _rebuild, (self.tolist(), self.dtype)

    def __copy__(self) -> Tensor:
        return self

    def __deepcopy__(self, memo: Any) -> Tensor:
        return self  # never changes, so it can be shared

    # Conveniences

    def reshape(self, *shape: Any) -> Any:
        """The same values in another shape, as `ops.reshape`."""
        sizes = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
        return _ops.reshape(self, sizes)

    def astype(self, dtype: Any) -> Any:
        """The values in another dtype, as `ops.cast`."""
        return _ops.cast(self, dtype)

    def to_backend(self, name: str) -> Tensor:
        """A copy held by another backend, or the tensor itself if it is there."""
        target = _engine.get(name)
        return self if target is self._engine else _moved(self, target)


def _rebuild(values: Any, dtype: str) -> Tensor:
    return from_host(values, dtype)


def _moved(tensor: Tensor, target: Engine) -> Tensor:
    owner = tensor._engine.read(str(tensor._handle))
    return _uploaded(owner, tensor.dtype, tensor.shape, target)


def _uploaded(values: bytes, dtype: DType, shape: tuple[int, ...], engine: Engine) -> Tensor:
    from array import array

    owner = array("B", values)
    address, nbytes = owner.buffer_info()
    sizes = ",".join(map(str, shape))
    tensor = Tensor(engine.upload(address, nbytes, dtype, dtype, sizes), engine)
    tensor._spec = (dtype, shape)
    return tensor


def from_host(value: Any, dtype: Any = None, engine: Engine | None = None) -> Tensor:
    """A tensor with a copy of data in host memory.

    Args:
        value: A number, nested lists, a numpy array, or anything with the
            buffer protocol or ``__array__``.
        dtype: Its dtype; None keeps the kind of number (float64 becomes
            float32, int64 int32). Defaults to None.
        engine: The engine that holds it; None means the one in use.

    Returns:
        A `Tensor` of the data's shape.

    Raises:
        ShapeError: for rows of different lengths, or no values at all.
        DtypeError: for something that is not a number.
    """
    if engine is None:
        engine = _engine.default()
    host = _engine.host_array(value)
    wanted = host.dtype if dtype is None else standardize_dtype(dtype)
    if 0 in host.shape:
        raise ShapeError(
            f"A tensor needs at least one value; this has shape {host.shape}. Is the data empty?"
        )
    sizes = ",".join(map(str, host.shape))
    handle = engine.upload(host.address, host.nbytes, host.source, wanted, sizes)
    tensor = Tensor(handle, engine)
    tensor._spec = (wanted, host.shape)
    return tensor


def read_all(tensors: list[Tensor]) -> list[memoryview]:
    """The values of several tensors of one backend, in one read-back.

    Args:
        tensors: Tensors of one backend.

    Returns:
        A flat memoryview for each.
    """
    if not tensors:
        return []
    engine = tensors[0]._engine
    values = engine.read(",".join(str(tensor._handle) for tensor in tensors))
    return _engine.unpack(values, [(tensor.dtype, tensor.shape) for tensor in tensors])
