"""Reads the arrays of an HDF5 file, without a library."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from p_vision.saving.hdf5_layout import (
    DATASPACE,
    DATATYPE,
    LAYOUT,
    NEXT_BLOCK,
    SYMBOL_TABLE,
    number_type,
)

__all__ = ["UnreadableError", "arrays_of_file"]

_CONTIGUOUS, _COMPACT = 1, 0
_DEEPEST = 64


class UnreadableError(ValueError):
    """A file that is damaged, or in a form that is not read here."""


def arrays_of_file(data: bytes) -> dict[str, Any]:
    """The numpy arrays of a file by path.

    Args:
        data: The file's bytes, which begin with HDF5's signature.

    Raises:
        UnreadableError: The file is damaged or in a newer form, or an array is compressed.

    Example:
        >>> import numpy
        >>> from p_vision.saving.hdf5_writer import file_of_arrays
        >>> arrays_of_file(file_of_arrays({"a/b": numpy.arange(3)}))
        {'a/b': array([0, 1, 2])}
    """
    if data[8] > 1 or data[13:15] != b"\x08\x08":
        raise UnreadableError("it is in a newer form of HDF5")
    # Version 1 of the superblock has four more bytes before the addresses.
    start = 56 if data[8] == 0 else 60
    try:
        (header,) = struct.unpack_from("<Q", data, start + 8)
        return dict(_Reader(data).arrays(header, "", 0))
    except UnreadableError:
        raise
    except (struct.error, LookupError, ValueError, OverflowError, TypeError) as error:
        raise UnreadableError(f"it is damaged ({error})") from None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._steps = 0

    def _step(self) -> None:
        """Count what is looked at, so that a damaged file cannot lead in circles for ever."""
        self._steps += 1
        if self._steps > len(self._data):
            raise UnreadableError("it is damaged: its groups go in a circle")

    def arrays(self, header: int, path: str, depth: int) -> Iterator[tuple[str, Any]]:
        """All arrays in a group, or the array itself."""
        self._step()
        if depth > _DEEPEST:
            raise UnreadableError("it is damaged: its groups go in a circle")
        messages = self._messages(header)
        if SYMBOL_TABLE in messages:
            btree, heap = struct.unpack_from("<QQ", messages[SYMBOL_TABLE])
            (names,) = struct.unpack_from("<Q", self._data, heap + 24)
            for name, child in self._entries(btree, names, 0):
                yield from self.arrays(child, f"{path}/{name}" if path else name, depth + 1)
        elif LAYOUT in messages:
            array = self._array(messages, path)
            if array is not None:
                yield path, array
        elif messages:
            raise UnreadableError(f"'{path or '/'}' is in a newer form of HDF5")

    def _messages(self, header: int) -> dict[int, bytes]:
        version, _, count, _, size = struct.unpack_from("<BBHII", self._data, header)
        if version != 1:
            raise UnreadableError("it is in a newer form of HDF5")
        found: dict[int, bytes] = {}
        blocks = [(header + 16, size)]
        while blocks and count > 0:
            at, left = blocks.pop(0)
            end = at + left
            while at + 8 <= end and count > 0:
                kind, length = struct.unpack_from("<HH", self._data, at)
                body = self._data[at + 8 : at + 8 + length]
                if kind == NEXT_BLOCK:
                    blocks.append(struct.unpack_from("<QQ", body))
                else:
                    found.setdefault(kind, body)
                at += 8 + length
                count -= 1
        return found

    def _entries(self, node: int, names: int, depth: int) -> Iterator[tuple[str, int]]:
        """Names and headers below a node of a group's tree."""
        self._step()
        kind = self._data[node : node + 4]
        if kind == b"SNOD":
            (count,) = struct.unpack_from("<H", self._data, node + 6)
            for index in range(count):
                offset, header = struct.unpack_from("<QQ", self._data, node + 8 + 40 * index)
                end = self._data.index(b"\0", names + offset)
                yield self._data[names + offset : end].decode(), header
        elif kind == b"TREE" and depth <= _DEEPEST:
            (count,) = struct.unpack_from("<H", self._data, node + 6)
            for index in range(count):
                (child,) = struct.unpack_from("<Q", self._data, node + 32 + 16 * index)
                yield from self._entries(child, names, depth + 1)
        else:
            raise UnreadableError("it is damaged")

    def _array(self, messages: dict[int, bytes], path: str) -> Any:
        import numpy

        kind = number_type(messages[DATATYPE])
        if kind is None:
            return None  # text, and other things that are no weights
        shape = _shape(messages[DATASPACE])
        layout = messages[LAYOUT]
        if layout[0] == 3 and layout[1] == _CONTIGUOUS:
            address, size = struct.unpack_from("<QQ", layout, 2)
            raw = self._data[address : address + size]
        elif layout[0] == 3 and layout[1] == _COMPACT:
            (size,) = struct.unpack_from("<H", layout, 2)
            raw = layout[4 : 4 + size]
        else:
            raise UnreadableError(f"the array '{path}' is cut into pieces or compressed")
        try:
            return numpy.frombuffer(raw, dtype=kind).reshape(shape)
        except ValueError:
            raise UnreadableError(f"the array '{path}' is not whole") from None


def _shape(message: bytes) -> tuple[int, ...]:
    rank = message[1]
    start = 8 if message[0] == 1 else 4
    return struct.unpack_from(f"<{rank}Q", message, start)
