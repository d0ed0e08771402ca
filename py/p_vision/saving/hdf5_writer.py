"""Writes an HDF5 file of groups and arrays, without a library."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

from p_vision.saving.hdf5_layout import (
    DATASPACE,
    DATATYPE,
    FILL_VALUE,
    LAYOUT,
    SIGNATURE,
    SYMBOL_TABLE,
    UNDEFINED,
    datatype_message,
)

__all__ = ["file_of_arrays"]

#: Names that one symbol table node takes.
_NODE_SIZE = 8
_SUPERBLOCK = 96


def file_of_arrays(arrays: Mapping[str, Any], groups: Any = ()) -> bytes:
    """Make the bytes of a file.

    Args:
        arrays: Numpy arrays by path, such as ``layers/dense/vars/0``.
        groups: Paths of more groups, which may be empty.

    Example:
        >>> import numpy
        >>> data = file_of_arrays({"vars/0": numpy.ones((2,), "float32")})
        >>> data[1:4]
        b'HDF'
    """
    tree: dict[str, Any] = {}
    for path in groups:
        _group_at(tree, path)
    for path, array in arrays.items():
        folder, _, name = path.rpartition("/")
        _group_at(tree, folder)[name] = array
    return _Writer(_widest(tree)).file(tree)


def _group_at(tree: dict[str, Any], path: str) -> dict[str, Any]:
    for part in filter(None, path.split("/")):
        tree = tree.setdefault(part, {})
    return tree


def _widest(tree: Any) -> int:
    if not isinstance(tree, dict):
        return 0
    return max([len(tree), *map(_widest, tree.values())])


class _Writer:
    """Puts the parts of a file one after the other.

    Args:
        widest: The most entries that a group has.
    """

    def __init__(self, widest: int) -> None:
        self._data = bytearray(_SUPERBLOCK)
        nodes = -(-widest // _NODE_SIZE)
        # Half of what a tree node takes: enough for every group to have a tree of one node.
        self._half = max(16, -(-nodes // 2))

    def file(self, tree: dict[str, Any]) -> bytes:
        """Everything, with the superblock that tells where the root group is."""
        header, btree, heap = self._group(tree)
        sizes = struct.pack("<BBBBBBBB", 0, 0, 0, 0, 0, 8, 8, 0)
        halves = struct.pack("<HHI", _NODE_SIZE // 2, self._half, 0)
        addresses = struct.pack("<QQQQ", 0, UNDEFINED, len(self._data), UNDEFINED)
        root = struct.pack("<QQIIQQ", 0, header, 1, 0, btree, heap)
        self._data[:_SUPERBLOCK] = SIGNATURE + sizes + halves + addresses + root
        return bytes(self._data)

    def _add(self, part: bytes) -> int:
        """Append a part at a multiple of eight; returns its address."""
        self._data += bytes(-len(self._data) % 8)
        address = len(self._data)
        self._data += part
        return address

    def _header(self, messages: list[tuple[int, bytes]]) -> int:
        body = bytearray()
        for kind, data in messages:
            padded = data + bytes(-len(data) % 8)
            body += struct.pack("<HHBBBB", kind, len(padded), 0, 0, 0, 0) + padded
        return self._add(struct.pack("<BBHIII", 1, 0, len(messages), 1, len(body), 0) + body)

    def _group(self, tree: dict[str, Any]) -> tuple[int, int, int]:
        """Write a group and all in it; returns the addresses of header, tree and names."""
        names = bytearray(8)
        entries: list[tuple[int, bytes]] = []
        # The order in which the library compares names: by their bytes.
        for name in sorted(tree, key=str.encode):
            offset = len(names)
            text = name.encode() + b"\0"
            names += text + bytes(-len(text) % 8)
            entries.append((offset, self._entry(offset, tree[name])))
        segment = self._add(bytes(names))
        # 1 says that the heap has no free block.
        heap = self._add(b"HEAP" + struct.pack("<IQQQ", 0, len(names), 1, segment))
        btree = self._tree(entries)
        return self._header([(SYMBOL_TABLE, struct.pack("<QQ", btree, heap))]), btree, heap

    def _entry(self, offset: int, value: Any) -> bytes:
        if isinstance(value, dict):
            header, btree, heap = self._group(value)
            return struct.pack("<QQIIQQ", offset, header, 1, 0, btree, heap)
        return struct.pack("<QQIIQQ", offset, self._array(value), 0, 0, 0, 0)

    def _tree(self, entries: list[tuple[int, bytes]]) -> int:
        keys, children = [0], []
        for start in range(0, len(entries), _NODE_SIZE):
            part = entries[start : start + _NODE_SIZE]
            body = b"".join(entry for _, entry in part).ljust(_NODE_SIZE * 40, b"\0")
            children.append(self._add(b"SNOD" + struct.pack("<BBH", 1, 0, len(part)) + body))
            keys.append(part[-1][0])
        body = struct.pack("<Q", keys[0])
        for key, child in zip(keys[1:], children, strict=True):
            body += struct.pack("<QQ", child, key)
        head = b"TREE" + struct.pack("<BBHQQ", 0, 0, len(children), UNDEFINED, UNDEFINED)
        return self._add(head + body.ljust(8 + 32 * self._half, b"\0"))

    def _array(self, array: Any) -> int:
        data = array.astype(array.dtype.newbyteorder("<")).tobytes()
        address = self._add(data)
        shape = array.shape
        space = struct.pack("<BBBBI", 1, len(shape), 0, 0, 0)
        space += b"".join(struct.pack("<Q", size) for size in shape)
        return self._header(
            [
                (DATASPACE, space),
                (DATATYPE, datatype_message(array.dtype.kind, array.dtype.itemsize)),
                (FILL_VALUE, struct.pack("<BBBBI", 2, 2, 2, 1, 0)),
                (LAYOUT, struct.pack("<BBQQ", 3, 1, address, len(data))),
            ]
        )
