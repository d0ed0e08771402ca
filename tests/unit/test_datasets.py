import gzip
from pathlib import Path

import numpy as np
import pytest

from p_vision.datasets import mnist
from p_vision.datasets.errors import DatasetError
from p_vision.datasets.files import cache_folder, read_data_file
from p_vision.datasets.idx import array_from_idx

IDX = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])
SHA256 = "2f3d3c8a"


@pytest.mark.parametrize("content", [IDX, gzip.compress(IDX)])
def test_idx_files_become_arrays(content: bytes) -> None:
    values = array_from_idx(content)
    assert values.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert values.dtype == np.uint8
    values[0, 0] = 9


def test_a_short_idx_file_is_refused() -> None:
    with pytest.raises(ValueError, match="should hold 6 values but holds 4"):
        array_from_idx(IDX[:-2])
    with pytest.raises(ValueError, match="not an IDX file"):
        array_from_idx(b"hello")


def test_a_missing_data_set_says_where_it_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("P_VISION_CACHE", str(tmp_path))
    with pytest.raises(DatasetError, match="P_VISION_CACHE"):
        mnist.load_data()


def test_a_damaged_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("P_VISION_CACHE", str(tmp_path))
    folder = tmp_path / "data" / "toy"
    folder.mkdir(parents=True)
    (folder / "values.gz").write_bytes(gzip.compress(IDX))
    with pytest.raises(DatasetError, match="damaged"):
        read_data_file("toy", "values", SHA256)


def test_the_digits_have_their_shapes() -> None:
    if not (cache_folder() / "data" / "mnist").is_dir():
        pytest.skip("MNIST is not on this machine")
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert (x_train.shape, y_train.shape) == ((60000, 28, 28), (60000,))
    assert (x_test.shape, y_test.shape) == ((10000, 28, 28), (10000,))
    assert y_train[:5].tolist() == [5, 0, 4, 1, 9]
