"""HDF5 files as groups of arrays: by `h5py` where it is installed, else by a small own reader."""

from __future__ import annotations

import importlib
import importlib.util
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.saving.hdf5_layout import SIGNATURE
from p_vision.saving.hdf5_reader import UnreadableError, arrays_of_file
from p_vision.saving.hdf5_writer import file_of_arrays

__all__ = ["Group", "read_hdf5", "write_hdf5"]


@dataclass
class Group:
    """The arrays of one group, and a name kept beside them."""

    arrays: dict[str, Any] = field(default_factory=dict)
    name: str | None = None


def write_hdf5(groups: Mapping[str, Group]) -> bytes:
    """Make the bytes of an HDF5 file.

    Args:
        groups: Path of each group to its arrays.
    """
    h5py = _h5py()
    if h5py is None:
        arrays = {
            f"{path}/{key}": array
            for path, group in groups.items()
            for key, array in group.arrays.items()
        }
        return file_of_arrays(arrays, groups)
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
        ArgumentError: It is no HDF5 file, or damaged.
    """
    if not data.startswith(SIGNATURE):
        if not data:
            raise ArgumentError(f"'{filename}' is empty.")
        raise ArgumentError(
            f"'{filename}' is no HDF5 file: it begins with {data[:8]!r}. Weights are written by "
            "model.save_weights('name.weights.h5')."
        )
    h5py = _h5py()
    try:
        arrays = arrays_of_file(data) if h5py is None else _arrays_by(h5py, data)
    except UnreadableError as error:
        hint = "" if "damaged" in str(error) else " Keras's own files are read."
        raise ArgumentError(f"'{filename}' cannot be read: {error}.{hint}") from None
    except OSError:
        raise ArgumentError(
            f"'{filename}' is damaged. Was it copied or downloaded only in part?"
        ) from None
    found: dict[str, Group] = {}
    for path, array in arrays.items():
        group, _, key = path.rpartition("/")
        found.setdefault(group, Group()).arrays[key] = array
    return found


def _arrays_by(h5py: Any, data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def visit(path: str, entry: Any) -> None:
        if isinstance(entry, h5py.Dataset):
            found[path] = entry[()]

    with h5py.File(io.BytesIO(data), "r") as file:
        file.visititems(visit)
    return found


def _h5py() -> Any:
    """The library, or None where it is not installed (as in a page)."""
    if importlib.util.find_spec("h5py") is None:
        return None
    return importlib.import_module("h5py")
