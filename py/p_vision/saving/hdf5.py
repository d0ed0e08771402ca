"""HDF5 files as groups of arrays: by `h5py` natively, by a library of the page there."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from p_vision.engine import page_hdf5
from p_vision.errors import ArgumentError, BackendError

__all__ = ["Group", "read_hdf5", "write_hdf5"]

#: Every HDF5 file begins with these bytes.
SIGNATURE = b"\x89HDF\r\n\x1a\n"


@dataclass
class Group:
    """The arrays of one group, and a name kept beside them."""

    arrays: dict[str, Any] = field(default_factory=dict)
    name: str | None = None


def write_hdf5(groups: Mapping[str, Group]) -> bytes:
    """Make the bytes of an HDF5 file.

    Args:
        groups: Path of each group to its arrays.

    Raises:
        BackendError: There is no HDF5 library.
    """
    page = page_hdf5()
    if page is not None:
        return page.write({path: (group.arrays, group.name) for path, group in groups.items()})
    h5py = _h5py()
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        for path, group in groups.items():
            written = file.require_group(path)
            if group.name is not None:
                written.attrs["name"] = group.name
            for key, array in group.arrays.items():
                written.create_dataset(key, data=array)
    return buffer.getvalue()


def read_hdf5(data: bytes, filename: str) -> dict[str, Group]:
    """Read the groups of an HDF5 file that hold arrays.

    Args:
        data: The file's bytes.
        filename: What the file is called, for messages.

    Raises:
        ArgumentError: It is no HDF5 file.
        BackendError: There is no HDF5 library.
    """
    if not data.startswith(SIGNATURE):
        raise ArgumentError(
            f"'{filename}' is no HDF5 file: it begins with {data[:8]!r}. Weights are written by "
            "model.save_weights('name.weights.h5')."
        )
    page = page_hdf5()
    found: dict[str, Group] = {}
    if page is not None:
        for path, array in page.read(data).items():
            group, _, key = path.rpartition("/")
            found.setdefault(group, Group()).arrays[key] = array
        return found
    h5py = _h5py()

    def visit(path: str, entry: Any) -> None:
        if isinstance(entry, h5py.Dataset):
            group, _, key = path.rpartition("/")
            found.setdefault(group, Group()).arrays[key] = entry[()]
        elif path == "vars" or path.endswith("/vars"):
            group_here = found.setdefault(path, Group())
            name = entry.attrs.get("name")
            group_here.name = None if name is None else str(name)

    try:
        with h5py.File(io.BytesIO(data), "r") as file:
            file.visititems(visit)
    except OSError as error:
        raise ArgumentError(f"'{filename}' is damaged: {error}.") from None
    return found


def _h5py() -> Any:
    if importlib.util.find_spec("h5py") is None:
        raise BackendError(
            "Files in HDF5 (.keras, .weights.h5) need the package h5py: pip install h5py. "
            "Weights in '.safetensors' need nothing more."
        )
    return importlib.import_module("h5py")
