"""The IDX file format of MNIST: a big-endian header, then the values.

Header: two zero bytes, one byte for the type (8 = unsigned byte), one byte for the number of
dimensions, then each size as a 4-byte number.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

__all__ = ["array_from_idx"]

_UNSIGNED_BYTE = 8


def array_from_idx(content: bytes | bytearray) -> numpy.ndarray[Any, numpy.dtype[numpy.uint8]]:
    """Read an IDX file of unsigned bytes, gzip-compressed or not.

    Args:
        content: The whole file.

    Returns:
        A writable uint8 array with the sizes named in the header.

    Raises:
        ValueError: The content is no IDX file of unsigned bytes, or it is cut off.

    Example:
        >>> array_from_idx(bytes([0, 0, 8, 1, 0, 0, 0, 2, 7, 9]))
        array([7, 9], dtype=uint8)
    """
    import numpy

    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] != _UNSIGNED_BYTE:
        raise ValueError("This is not an IDX file of unsigned bytes.")
    rank = content[3]
    start = 4 + 4 * rank
    shape = tuple(int.from_bytes(content[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank))
    if not isinstance(content, bytearray):
        content = bytearray(content)
    values = numpy.frombuffer(content, dtype=numpy.uint8, offset=start)
    expected = int(numpy.prod(shape))
    if values.size != expected:
        raise ValueError(f"The IDX file should hold {expected} values but holds {values.size}.")
    return values.reshape(shape)
