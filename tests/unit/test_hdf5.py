"""The own reader and writer of HDF5 agree with h5py, and survive damaged files."""

from __future__ import annotations

import contextlib
import io
import random
from typing import Any

import numpy as np
import pytest

from p_vision import Input, Sequential, layers
from p_vision.saving import hdf5
from p_vision.saving.hdf5_reader import UnreadableError, arrays_of_file
from p_vision.saving.hdf5_writer import file_of_arrays

h5py: Any = pytest.importorskip("h5py")

ARRAYS = {
    "vars/0": np.array(7, "int32"),
    "layers/dense/vars/0": np.arange(12, dtype="float32").reshape(3, 4),
    "layers/dense/vars/1": np.array([0.5, -1.0]),
    "layers/dense/vars/10": np.array([[1.5]], "float16"),
    "layers/dense_1/vars/0": np.array([1, 255], "uint8"),
    "layers/größe/vars/0": np.array([-(2**40)], "int64"),
}
MANY = {f"optimizer/vars/{i}": np.full((2,), i, "float32") for i in range(700)}


def _same(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert set(found) == set(wanted)
    for path, array in wanted.items():
        assert found[path].dtype == array.dtype
        assert found[path].shape == array.shape
        np.testing.assert_array_equal(found[path], array)


@pytest.mark.parametrize("arrays", [ARRAYS, MANY], ids=["kinds", "many"])
def test_h5py_reads_what_is_written(arrays: dict[str, Any]) -> None:
    data = file_of_arrays(arrays, ["empty/vars"])
    _same(hdf5._arrays_by(h5py, data), arrays)
    with h5py.File(io.BytesIO(data)) as file:
        assert len(file["empty/vars"]) == 0


@pytest.mark.parametrize("arrays", [ARRAYS, MANY], ids=["kinds", "many"])
def test_what_h5py_writes_is_read(arrays: dict[str, Any]) -> None:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        for path, array in arrays.items():
            file.create_dataset(path, data=array)
        next(iter(file.values())).attrs["name"] = "a name with ümlauts"
    _same(arrays_of_file(buffer.getvalue()), arrays)


def test_own_files_are_read_back() -> None:
    _same(arrays_of_file(file_of_arrays(ARRAYS)), ARRAYS)


def test_compressed_and_newer_files_are_told() -> None:
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        file.create_dataset("a", data=np.ones(100), compression="gzip")
    with pytest.raises(UnreadableError, match="'a' is cut into pieces or compressed"):
        arrays_of_file(buffer.getvalue())
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", libver="latest") as file:
        file.create_dataset("a", data=np.ones(3))
    with pytest.raises(UnreadableError, match="newer form"):
        arrays_of_file(buffer.getvalue())


def test_a_damaged_file_is_told_and_never_worse() -> None:
    whole = file_of_arrays(ARRAYS)
    draw = random.Random(3)
    for _ in range(400):
        data = bytearray(whole[: draw.choice([len(whole), draw.randrange(16, len(whole))])])
        for _ in range(draw.randrange(1, 6)):
            data[draw.randrange(8, len(data))] = draw.randrange(256)
        with contextlib.suppress(UnreadableError):
            arrays_of_file(bytes(data))


def test_models_are_saved_without_h5py(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hdf5, "_h5py", lambda: None)
    model = Sequential([Input((3,)), layers.Dense(2)])
    model.save(tmp_path / "a.keras")
    model.save_weights(tmp_path / "a.weights.h5")
    other = Sequential([Input((3,)), layers.Dense(2)])
    other.load_weights(tmp_path / "a.weights.h5")
    np.testing.assert_array_equal(other.get_weights()[0], model.get_weights()[0])
    monkeypatch.undo()
    other = Sequential([Input((3,)), layers.Dense(2)])
    other.load_weights(tmp_path / "a.keras")
    np.testing.assert_array_equal(other.get_weights()[0], model.get_weights()[0])
