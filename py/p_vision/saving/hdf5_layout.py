"""The parts of the HDF5 file format that weights need.

Superblock of version 0, groups as symbol tables (a tree of nodes, names in a local heap), object
headers of version 1, arrays in one piece: what the HDF5 library writes unless it is told otherwise.
Numbers are little endian, addresses count from the beginning of the file.

Source: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
"""

from __future__ import annotations

import struct
from typing import NamedTuple

__all__ = [
    "DATASPACE",
    "DATATYPE",
    "FILL_VALUE",
    "LAYOUT",
    "NEXT_BLOCK",
    "SIGNATURE",
    "SYMBOL_TABLE",
    "UNDEFINED",
    "datatype_message",
    "number_type",
]

#: Every HDF5 file begins with these bytes.
SIGNATURE = b"\x89HDF\r\n\x1a\n"
UNDEFINED = 0xFFFFFFFFFFFFFFFF

# Messages of an object header.
DATASPACE, DATATYPE, FILL_VALUE, LAYOUT = 0x01, 0x03, 0x05, 0x08
NEXT_BLOCK, SYMBOL_TABLE = 0x10, 0x11

_FIXED, _FLOATING, _ENUMERATION = 0, 1, 8


class _Floating(NamedTuple):
    """Where sign, exponent and mantissa lie, and what is added to the exponent."""

    sign: int
    exponent: int
    exponent_bits: int
    mantissa_bits: int
    bias: int


_FLOATS = {
    2: _Floating(15, 10, 5, 10, 15),
    4: _Floating(31, 23, 8, 23, 127),
    8: _Floating(63, 52, 11, 52, 1023),
}


def datatype_message(kind: str, size: int) -> bytes:
    """Describe a number type.

    Args:
        kind: "f", "i", "u" or "b", as numpy names kinds.
        size: Bytes of a number.
    """
    if kind == "f":
        form = _FLOATS[size]
        head = struct.pack("<BBBBI", 0x10 | _FLOATING, 0x20, form.sign, 0, size)
        places = (form.exponent, form.exponent_bits, 0, form.mantissa_bits)
        return head + struct.pack("<HHBBBBI", 0, 8 * size, *places, form.bias)
    signed = 0x08 if kind == "i" else 0
    return struct.pack("<BBBBIHH", 0x10 | _FIXED, signed, 0, 0, size, 0, 8 * size)


def number_type(message: bytes) -> str | None:
    """The numpy name of a described number type, such as "<f4"; None for anything else.

    Example:
        >>> number_type(datatype_message("f", 4)), number_type(datatype_message("u", 1))
        ('<f4', '<u1')
    """
    kind, bits, _, _, size = struct.unpack_from("<BBBBI", message)
    order = ">" if bits & 1 else "<"
    if kind & 0x0F == _FLOATING:
        return f"{order}f{size}"
    if kind & 0x0F == _FIXED:
        return f"{order}{'i' if bits & 0x08 else 'u'}{size}"
    # h5py keeps bool as an enumeration of one byte.
    return "?" if kind & 0x0F == _ENUMERATION and size == 1 else None
