"""Samples in the caller's memory: what the engine copies batches from.

Arrays keep their own type (pictures stay one byte a value); the engine converts while it copies.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from p_vision import engine
from p_vision.errors import DtypeError, PVisionError, ShapeError

__all__ = ["Samples", "samples_from"]

_FORMATS = {
    "bool": "?",
    "int8": "b",
    "uint8": "B",
    "int16": "h",
    "uint16": "H",
    "int32": "i",
    "uint32": "I",
    "int64": "q",
    "uint64": "Q",
    "float16": "e",
    "float32": "f",
    "float64": "d",
}


class Samples(NamedTuple):
    """Numbers in memory; the first axis counts the samples.

    Attributes:
        owner: The object the memory belongs to; keeps it alive.
        address: Where the first value lies.
        source: Type of the values in memory, such as `"uint8"` or `"float64"`.
        dtype: The type they get in the engine unless another is wanted.
        shape: Sizes of the axes.
        row_bytes: Bytes of one sample.
        offset: Where the first value lies within `owner`, in bytes.
    """

    owner: Any
    address: int
    source: str
    dtype: str
    shape: tuple[int, ...]
    row_bytes: int
    offset: int = 0

    @property
    def rows(self) -> int:
        """The number of samples."""
        return self.shape[0]

    @property
    def nbytes(self) -> int:
        """Bytes of all samples."""
        return self.shape[0] * self.row_bytes

    def slice(self, start: int, stop: int) -> Samples:
        """The samples `start` to `stop`, without copying."""
        shift = start * self.row_bytes
        shape = (min(stop, self.shape[0]) - start, *self.shape[1:])
        return self._replace(address=self.address + shift, shape=shape, offset=self.offset + shift)

    def gather(self, indices: Sequence[int]) -> Samples:
        """The samples of these numbers, copied."""
        view, size = self._bytes(), self.row_bytes
        copied = array("B", b"".join(view[i * size : (i + 1) * size] for i in indices))
        shape = (len(indices), *self.shape[1:])
        address = copied.buffer_info()[0]
        return self._replace(owner=copied, address=address, shape=shape, offset=0)

    def reshaped(self, row_shape: tuple[int, ...]) -> Samples:
        """The same memory with another shape of each sample, of as many values."""
        return self._replace(shape=(self.shape[0], *row_shape))

    def values(self) -> Any:
        """All values in a row: a numpy array where numpy is loaded, else a typed memoryview."""
        numpy = sys.modules.get("numpy")
        if numpy is not None:
            return numpy.frombuffer(self._bytes(), dtype=self.source)
        return self._bytes().cast(_FORMATS[self.source])  # type: ignore[call-overload]

    def _bytes(self) -> memoryview:
        everything = memoryview(self.owner).cast("B")
        return everything[self.offset : self.offset + self.nbytes]


def samples_from(value: Any, name: str = "x") -> Samples:
    """Take what a user passes as data.

    Args:
        value: A numpy array, list, nested list, `array.array`, tensor, or anything numpy can
            make an array of. The first axis counts the samples.
        name: What the data is called in error messages.

    Raises:
        DtypeError: The values are no numbers.
        ShapeError: There are no samples, no batch axis, or rows of different lengths.
    """
    if isinstance(value, Samples):
        return value
    try:
        host = engine.host_array(value)
    except PVisionError as error:
        raise type(error)(f"{name}: {error}") from None
    except ValueError:
        raise ShapeError(
            f"{name}: its entries have different shapes and do not make one array. "
            "All samples need the same shape."
        ) from None
    if not host.shape:
        raise ShapeError(
            f"{name} is a single number; it should be an array or a list with one entry per sample."
        )
    if 0 in host.shape:
        raise ShapeError(f"{name} is empty: its shape is {host.shape}. Give at least one sample.")
    if not host.nbytes:
        raise DtypeError(f"{name} holds no numbers.")
    row_bytes = host.nbytes // host.shape[0]
    return Samples(host.owner, host.address, host.source, host.dtype, host.shape, row_bytes)
