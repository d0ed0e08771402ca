"""From Python data to tensors and back; dtypes and shapes."""

from __future__ import annotations

from typing import Any

from p_vision import engine as _engine
from p_vision.dtypes import DType, standardize_dtype
from p_vision.errors import DtypeError
from p_vision.ops._apply import as_tensor, composite, encode, unary
from p_vision.tensor import Tensor, from_host
from p_vision.tracing import SymbolicTensor
from p_vision.variable import Variable

__all__ = [
    "array",
    "cast",
    "convert_to_numpy",
    "convert_to_tensor",
    "copy",
    "custom_gradient",
    "dtype",
    "is_tensor",
    "ndim",
    "saturate_cast",
    "shape",
    "size",
    "stop_gradient",
]


def convert_to_tensor(x: Any, dtype: Any = None, backend: str | None = None) -> Any:
    """A tensor of anything that holds numbers.

    Args:
        x: A number, nested lists, a numpy array, anything with the buffer
            protocol, a tensor or a variable.
        dtype: Its dtype. None keeps the kind of number: fractions become
            float32, whole numbers int32, truth values bool.
        backend: Which backend holds it; None means the one in use, and leaves a
            tensor where it is.

    Returns:
        A tensor of the same shape.

    Raises:
        ShapeError: for rows of different lengths, or no values at all.
        DtypeError: for something that is not a number.

    Example:
        >>> from p_vision import ops
        >>> ops.convert_to_tensor([[1, 2], [3, 4]], dtype="float32").tolist()
        [[1.0, 2.0], [3.0, 4.0]]
    """
    if isinstance(x, Variable | Tensor | SymbolicTensor | list | tuple):
        tensor = as_tensor(x)
        if dtype is not None and standardize_dtype(dtype) != tensor.dtype:
            tensor = cast(tensor, dtype)
        if backend is not None and isinstance(tensor, Tensor):
            tensor = tensor.to_backend(backend)
        return tensor
    return from_host(x, dtype, None if backend is None else _engine.get(backend))


array = convert_to_tensor


def convert_to_numpy(x: Any) -> Any:
    """The values as a numpy array; waits for them.

    Args:
        x: A tensor, a variable, or anything `convert_to_tensor` takes.

    Returns:
        A numpy array of the same shape and dtype.

    Raises:
        ValueNeededError: for a symbolic tensor, which has no values.

    Example:
        >>> from p_vision import ops
        >>> ops.convert_to_numpy(ops.ones((2,)))
        array([1., 1.], dtype=float32)
    """
    if isinstance(x, Tensor | SymbolicTensor | Variable):
        return x.numpy()
    import numpy as np

    return as_tensor(x).numpy() if isinstance(x, list | tuple) else np.asarray(x)


def is_tensor(x: Any) -> bool:
    """Whether something is a tensor: of values, symbolic, or a variable.

    Args:
        x: Anything.

    Example:
        >>> from p_vision import ops
        >>> ops.is_tensor(ops.ones((2,))), ops.is_tensor([1.0])
        (True, False)
    """
    return isinstance(x, Tensor | SymbolicTensor | Variable)


def cast(x: Any, dtype: Any) -> Any:
    """The values in another dtype; fractions are cut off on the way to int32.

    Args:
        x: A tensor of any shape.
        dtype: The new dtype.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.cast([1.7, -1.7], "int32").tolist()
        [1, -1]
    """
    x = as_tensor(x)
    wanted = standardize_dtype(dtype)
    return x if x.dtype == wanted else unary("cast", x, encode(dtype=wanted))


_RANGES = {"uint8": (0, 255), "int8": (-128, 127), "uint16": (0, 65535), "int16": (-32768, 32767)}


@composite
def saturate_cast(x: Any, dtype: Any) -> Any:
    """Like `cast`, with values limited to what the dtype can hold.

    Args:
        x: A tensor of any shape.
        dtype: The new dtype; ``"uint8"`` and other narrow names limit the
            values, which are then kept as int32.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> ops.saturate_cast([-5.0, 300.0], "uint8").tolist()
        [0, 255]
    """
    low, high = _RANGES.get(str(dtype), (-2147483648, 2147483520))
    x = as_tensor(x)
    if standardize_dtype(dtype) == "int32":
        x = unary("clip", x, encode(min=low, max=high))
    return cast(x, dtype)


def dtype(x: Any) -> DType:
    """The dtype of a tensor.

    Args:
        x: A tensor, or anything `convert_to_tensor` takes.

    Example:
        >>> from p_vision import ops
        >>> ops.dtype([1, 2])
        'int32'
    """
    found: DType = x.dtype if is_tensor(x) else as_tensor(x).dtype
    return found


def shape(x: Any) -> tuple[Any, ...]:
    """The sizes of the axes of a tensor.

    Args:
        x: A tensor, or anything `convert_to_tensor` takes.

    Returns:
        A tuple of ints; for a tensor of a model's graph None where the size may vary.

    Example:
        >>> from p_vision import ops
        >>> ops.shape([[1, 2, 3]])
        (1, 3)
    """
    found = getattr(x, "shape", None)
    return tuple(found if found is not None else as_tensor(x).shape)


def ndim(x: Any) -> int:
    """The number of axes of a tensor.

    Args:
        x: A tensor, or anything `convert_to_tensor` takes.

    Example:
        >>> from p_vision import ops
        >>> ops.ndim([[1, 2, 3]])
        2
    """
    return len(shape(x))


def size(x: Any) -> Any:
    """The number of values of a tensor; None where an axis is not known.

    Args:
        x: A tensor, or anything `convert_to_tensor` takes.

    Example:
        >>> from p_vision import ops
        >>> ops.size([[1, 2, 3]])
        3
    """
    count = 1
    for length in shape(x):
        if length is None:
            return None
        count *= length
    return count


def copy(x: Any) -> Any:
    """The tensor itself: tensors never change, so no copy is needed.

    Args:
        x: A tensor, or anything `convert_to_tensor` takes.

    Example:
        >>> from p_vision import ops
        >>> ops.copy([1, 2]).tolist()
        [1, 2]
    """
    return as_tensor(x)


def stop_gradient(variable: Any) -> Any:
    """The same values, through which no gradient flows.

    Args:
        variable: A tensor of any shape.

    Returns:
        A tensor of the same shape and dtype.

    Example:
        >>> from p_vision import ops
        >>> ops.stop_gradient([1.0, 2.0]).tolist()
        [1.0, 2.0]
    """
    return unary("stop_gradient", variable)


def custom_gradient(f: Any) -> Any:
    """Not available: gradients come from the operations themselves.

    Raises:
        DtypeError: always, with what to do instead.
    """
    raise DtypeError(
        "Custom gradients are not available. A gradient of your own can be written as "
        "ops.stop_gradient(value - surrogate) + surrogate; the gradient is that of surrogate."
    )
