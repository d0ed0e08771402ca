import gzip
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from p_vision import datasets
from p_vision.datasets import fashion_mnist, mnist
from p_vision.datasets.files import Origin, cache_folder, read_data_file
from p_vision.datasets.idx import array_from_idx
from p_vision.errors import ArgumentError, DatasetError, MissingNameError

IDX = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])
SHA256 = "2f3d3c8a"


@pytest.mark.parametrize("content", [IDX, gzip.compress(IDX)], ids=["plain", "compressed"])
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


def test_the_clothes_have_their_shapes() -> None:
    if not (cache_folder() / "data" / "fashion_mnist").is_dir():
        pytest.skip("Fashion-MNIST is not on this machine")
    (x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
    assert (x_train.shape, y_train.shape) == ((60000, 28, 28), (60000,))
    assert (x_test.shape, y_test.shape) == ((10000, 28, 28), (10000,))
    assert [fashion_mnist.class_names[label] for label in y_train[:3]] == [
        "Ankle boot",
        "T-shirt/top",
        "T-shirt/top",
    ]
    assert np.bincount(y_test).tolist() == [1000] * 10


def test_a_data_set_with_an_origin_is_fetched_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("P_VISION_CACHE", str(tmp_path / "cache"))
    (tmp_path / "values.gz").write_bytes(gzip.compress(IDX))
    sha256 = hashlib.sha256(IDX).hexdigest()
    origin = Origin(f"file://{tmp_path}/", "not here")
    assert read_data_file("toy", "values", sha256, origin) == IDX
    (tmp_path / "values.gz").unlink()
    assert read_data_file("toy", "values", sha256, origin) == IDX
    with pytest.raises(DatasetError, match=r"could not be fetched .* by hand"):
        read_data_file("toy", "others", sha256, origin)
    (tmp_path / "others.gz").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(DatasetError, match="holds another file than expected"):
        read_data_file("toy", "others", sha256, origin)


def test_a_page_without_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(path: str) -> bytes:
        raise OSError("the server answered 404 Not Found")

    monkeypatch.setattr("sys.platform", "emscripten")
    monkeypatch.setattr("p_vision.engine.read_page_file", nothing)
    with pytest.raises(DatasetError) as raised:
        fashion_mnist.load_data()
    assert str(raised.value) == (
        "This page was built where Fashion-MNIST could not be had; mnist has pictures of the same "
        "size (/data/fashion_mnist/train-images-idx3-ubyte: the server answered 404 Not Found)."
    )


@pytest.mark.parametrize(
    ("module", "rows", "row", "classes"),
    [
        (datasets.iris, 150, (4,), 3),
        (datasets.wine, 178, (13,), 3),
        (datasets.breast_cancer, 569, (30,), 2),
        (datasets.digits, 1797, (8, 8), 10),
        (datasets.diabetes, 442, (10,), None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_tables_have_their_shapes(module: Any, rows: int, row: Any, classes: Any) -> None:
    if not (cache_folder() / "data" / "tables").is_dir():
        pytest.skip("the tables are not on this machine")
    (x_train, y_train), (x_test, y_test) = module.load_data(test_split=0.25)
    assert len(x_train) + len(x_test) == rows
    assert x_train.shape[1:] == row
    assert x_train.dtype == np.float32
    assert len(y_test) == len(x_test)
    if hasattr(module, "feature_names"):
        assert len(module.feature_names) == row[0]
    if classes is not None:
        assert sorted(set(y_train.tolist())) == list(range(classes))
    again = module.load_data(test_split=0.25)
    np.testing.assert_array_equal(again[0][0], x_train)
    with pytest.raises(ArgumentError, match="test_split"):
        module.load_data(test_split=1.0)


def test_the_text_is_whole() -> None:
    if not (cache_folder() / "data" / "texts").is_dir():
        pytest.skip("the text is not on this machine")
    first, rest = datasets.sonnets.load_data()
    assert first.startswith("THE SONNETS")
    assert first + rest == datasets.sonnets.load_text()
    assert "Shall I compare thee to a summer's day?" in first


def test_data_sets_that_are_not_here_name_another() -> None:
    with pytest.raises(MissingNameError) as raised:
        datasets.cifar10.load_data()
    assert str(raised.value) == (
        "p_vision.datasets does not have Keras's 'cifar10': no source with a free licence is "
        "known; fashion_mnist and mnist have pictures."
    )
    with pytest.raises(MissingNameError, match="Did you mean 'mnist'"):
        getattr(datasets, "minst")  # noqa: B009 (mypy knows that it is not there)
