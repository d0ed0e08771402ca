"""Data sets of batches: windows, parts, pictures in folders, and the methods of tf.data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Dense, Input, Sequential, utils
from p_vision.errors import ArgumentError, DatasetError, ShapeError


def rows(data: Any) -> list[Any]:
    return [tuple(part.tolist() for part in element) for element in data]


def test_windows_with_a_stride_and_a_rate() -> None:
    data = utils.timeseries_dataset_from_array(
        np.arange(10), np.arange(10) * 10, 3, sequence_stride=2, sampling_rate=2, batch_size=2
    )
    assert len(data) == 2
    assert rows(data) == [
        ([[0, 2, 4], [2, 4, 6]], [0, 20]),
        ([[4, 6, 8]], [40]),
    ]


def test_windows_of_a_part() -> None:
    data = utils.timeseries_dataset_from_array(
        np.arange(10), np.arange(10), 2, start_index=4, end_index=7
    )
    assert rows(data) == [([[4, 5], [5, 6]], [4, 5])]
    with pytest.raises(ArgumentError, match="A window reaches over 12 time steps"):
        utils.timeseries_dataset_from_array(np.arange(10), None, 12)


def test_windows_train_a_model() -> None:
    series = np.arange(20, dtype="float32")
    data = utils.timeseries_dataset_from_array(
        series[:-3], series[3:], 3, batch_size=4, shuffle=True, seed=1
    )
    model = Sequential([Input((3,)), Dense(1)])
    model.compile(p_vision.optimizers.Adam(0.1), "mse")
    history = model.fit(data, epochs=30, verbose=0, validation_data=data)
    assert history.history["loss"][-1] < history.history["loss"][0]
    assert model.predict(data.map(lambda x, y: x), verbose=0).shape == (15, 1)


def test_two_parts() -> None:
    x, y = np.arange(10), np.arange(10) * 2
    left, right = utils.split_dataset((x, y), right_size=3, shuffle=True, seed=1)
    assert (len(left), len(right)) == (7, 3)
    assert sorted(a for a, _ in rows(left) + rows(right)) == list(range(10))
    assert all(b == 2 * a for a, b in rows(left))
    assert [len(batch[0]) for batch in left.batch(3)] == [3, 3, 1]
    with pytest.raises(ArgumentError, match="needs left_size or right_size"):
        utils.split_dataset(x)
    with pytest.raises(ArgumentError, match="do not split 10 samples"):
        utils.split_dataset(x, left_size=8, right_size=5)


def test_methods_of_a_data_set() -> None:
    data, _ = utils.split_dataset(np.arange(10), left_size=8)
    assert [int(e) for e in data.skip(2).take(3)] == [2, 3, 4]
    assert sorted(int(e) for e in data.shuffle(4, seed=1)) == list(range(8))
    assert [int(e) for e in data.map(lambda e: e * 2).take(2).repeat(2)] == [0, 2, 0, 2]
    assert [e.tolist() for e in data.batch(3, drop_remainder=True)] == [[0, 1, 2], [3, 4, 5]]
    assert [int(e) for e in data.batch(3).unbatch()] == list(range(8))
    assert [int(e) for e in data.cache().prefetch(1).as_numpy_iterator()] == list(range(8))
    assert data.cardinality() == 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("PIL")
    for name, value in (("cats", 0), ("dogs", 200)):
        (tmp_path / name).mkdir()
        for index in range(4):
            picture = np.full((6, 4, 3), value + index, dtype="float32")
            utils.save_img(tmp_path / name / f"{index}.png", picture, scale=False)
    return tmp_path


def test_pictures_in_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = utils.image_dataset_from_directory(
        folder, image_size=(3, 2), batch_size=3, shuffle=False
    )
    assert capsys.readouterr().out == "Found 8 files belonging to 2 classes.\n"
    assert data.class_names == ["cats", "dogs"]
    pictures, labels = zip(*data, strict=True)
    assert [part.shape for part in pictures] == [(3, 3, 2, 3), (3, 3, 2, 3), (2, 3, 2, 3)]
    assert [int(label) for part in labels for label in part] == [0] * 4 + [1] * 4
    values = [float(p[0, 0, 0]) for part in pictures for p in part]
    assert values == [0, 1, 2, 3, 200, 201, 202, 203]


def test_pictures_in_two_parts(folder: Path) -> None:
    both = utils.image_dataset_from_directory(
        folder, label_mode="categorical", image_size=(6, 4), validation_split=0.25,
        subset="both", seed=7, verbose=False,
    )  # fmt: skip
    found = [sorted(part.file_paths) for part in both]
    assert [len(part) for part in found] == [6, 2]
    assert len({path for part in found for path in part}) == 8
    picture, label = next(iter(both[1]))
    assert (picture.shape, label.shape) == ((2, 6, 4, 3), (2, 2))
    with pytest.raises(ArgumentError, match="give a seed"):
        utils.image_dataset_from_directory(folder, validation_split=0.2, subset="training")


def test_folders_without_pictures(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="There are no pictures in"):
        utils.image_dataset_from_directory(tmp_path)
    with pytest.raises(DatasetError, match="There is no folder"):
        utils.image_dataset_from_directory(tmp_path / "nowhere")


def test_a_picture_there_and_back(folder: Path) -> None:
    picture = utils.load_img(folder / "dogs" / "1.png", target_size=(3, 2))
    assert picture.size == (2, 3)
    values = utils.img_to_array(picture)
    assert values.shape == (3, 2, 3)
    assert values[0, 0].tolist() == [201.0] * 3
    grey = utils.load_img(folder / "dogs" / "1.png", color_mode="grayscale")
    assert utils.img_to_array(grey).shape == (6, 4, 1)
    scaled = utils.img_to_array(utils.array_to_img(np.array([[[0.0], [0.5]]])))
    assert scaled.tolist() == [[[0.0], [255.0]]]
    with pytest.raises(ShapeError, match=r"Of a batch take one: x\[0\]"):
        utils.array_to_img(np.zeros((1, 2, 2, 3)))


def test_a_bar_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    bar = utils.Progbar(3)
    for step in range(3):
        bar.update(step + 1, [("loss", float(step))])
    assert "3/3" in capsys.readouterr().out


def test_a_file_that_cannot_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"could not be fetched .* Put the file at"):
        utils.get_file("a.txt", "http://127.0.0.1:9/a.txt", cache_dir=tmp_path)
    (tmp_path / "datasets").mkdir(exist_ok=True)
    (tmp_path / "datasets" / "a.txt").write_text("here")
    path = utils.get_file("a.txt", "http://127.0.0.1:9/a.txt", cache_dir=tmp_path)
    assert Path(path).read_text() == "here"
