"""HDF5 inside a page: read and written by a library the page loads when it is first needed.

The page offers a JavaScript function ``hdf5()``: a promise of an object with ``read(bytes)``, which
gives ``[path, number type, shape, bytes]`` for each array, and ``write(entries)``, which takes such
entries (and ``[path, "name", text]`` for the name of a group) and gives the bytes of a file.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from p_vision.engine._wait import wait

__all__ = ["PageHdf5", "page_hdf5"]


class PageHdf5:
    """The page's HDF5 library.

    Args:
        library: The JavaScript object.
    """

    def __init__(self, library: Any) -> None:
        self._library = library

    def read(self, data: bytes) -> dict[str, Any]:
        """The arrays of a file by path."""
        import numpy

        found = {}
        for path, kind, shape, values in self._library.read(data):
            flat = numpy.frombuffer(values.to_bytes(), dtype=str(kind))
            found[str(path)] = flat.reshape([int(size) for size in shape])
        return found

    def write(self, groups: Mapping[str, tuple[Mapping[str, Any], str | None]]) -> bytes:
        """The bytes of a file with arrays in named groups."""
        entries: list[Any] = []
        for path, (arrays, name) in groups.items():
            entries.append([path, "name", name or ""])
            for key, array in arrays.items():
                kind = array.dtype.str.lstrip("<|=")
                entries.append([f"{path}/{key}", kind, list(array.shape), array.tobytes()])
        return bytes(self._library.write(entries).to_bytes())


def page_hdf5() -> PageHdf5 | None:
    """The page's HDF5 library; None outside of a page, or where the page has none."""
    if sys.platform != "emscripten":
        return None
    try:
        import _p_vision
    except ImportError:
        return None
    load = getattr(_p_vision, "hdf5", None)
    return None if load is None else PageHdf5(wait(load()))
