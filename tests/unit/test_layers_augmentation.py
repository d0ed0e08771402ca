"""Random changes of images: only while training, by their seed, within their limits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import layers, tracing
from p_vision.errors import ArgumentError, ShapeError

CHANGES = {
    "RandomFlip": {},
    "RandomRotation": {"factor": 0.3},
    "RandomZoom": {"height_factor": 0.4},
    "RandomTranslation": {"height_factor": 0.3, "width_factor": 0.3},
    "RandomContrast": {"factor": 0.9},
    "RandomBrightness": {"factor": 0.5},
    "RandomCrop": {"height": 4, "width": 5},
    "RandomErasing": {"scale": (0.3, 0.6)},
}


def _images() -> Any:
    return np.random.default_rng(1).uniform(0, 255, size=(6, 8, 9, 3)).astype("float32")


@pytest.mark.parametrize("name", CHANGES)
def test_images_change_only_while_training(name: str) -> None:
    layer = getattr(layers, name)(**CHANGES[name], seed=3)
    x = _images()
    changed, more = layer(x, training=True).numpy(), layer(x, training=True).numpy()
    assert (changed != more).any()
    again = getattr(layers, name)(**CHANGES[name], seed=3)(x, training=True).numpy()
    assert np.allclose(changed, again)
    if name == "RandomCrop":
        assert np.allclose(layer(x, training=False).numpy(), x[:, 2:6, 2:7])
    else:
        assert (layer(x, training=False).numpy() == x).all()


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_recorded_and_differ_from_step_to_step(name: str) -> None:
    layer = getattr(layers, name)(**CHANGES[name], seed=3)
    x = _images()
    program = tracing.trace(
        lambda given: layer(given, training=True), [tracing.TensorSpec(x.shape)]
    )
    first, second = program.run(x).numpy(), program.run(x).numpy()
    assert (first != second).any()
    eager = getattr(layers, name)(**CHANGES[name], seed=3)(x, training=True).numpy()
    assert np.allclose(first, eager, atol=1e-3)


@pytest.mark.parametrize("name", CHANGES)
def test_one_image_and_channels_first_are_taken(name: str) -> None:
    x = _images()
    size = (4, 5, 3) if name == "RandomCrop" else (8, 9, 3)
    layer = getattr(layers, name)(**CHANGES[name], seed=3)
    assert layer(x[0], training=True).shape == size
    first = getattr(layers, name)(**CHANGES[name], seed=3, data_format="channels_first")
    found = first(np.moveaxis(x, -1, 1), training=True).numpy()
    last = getattr(layers, name)(**CHANGES[name], seed=3)(x, training=True).numpy()
    assert np.allclose(np.moveaxis(found, 1, -1), last)


def test_flip_mirrors_whole_images() -> None:
    x = _images()
    found = layers.RandomFlip("horizontal", seed=1)(x, training=True).numpy()
    for before, after in zip(x, found, strict=True):
        assert (after == before).all() or (after == before[:, ::-1]).all()


def test_labels_pass_as_they_are() -> None:
    x, labels = _images(), np.arange(6)
    found = layers.RandomFlip()({"images": x, "labels": labels}, training=True)
    assert found["labels"].tolist() == labels.tolist()
    assert found["images"].shape == x.shape


def test_values_stay_in_their_range() -> None:
    x = _images()
    for layer in (layers.RandomBrightness(1.0), layers.RandomContrast(1.0)):
        found = layer(x, training=True).numpy()
        assert found.min() >= 0
        assert found.max() <= 255


def test_erasing_covers_a_rectangle() -> None:
    x = np.zeros((8, 10, 10, 1), "float32")
    layer = layers.RandomErasing(factor=(1.0, 1.0), scale=(0.25, 0.25), fill_value=9.0)
    found = layer(x, training=True).numpy()[..., 0]
    for image in found:
        rows, columns = (image == 9).any(1), (image == 9).any(0)
        assert rows.sum() == columns.sum() == 5
        assert (image[rows][:, columns] == 9).all()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.RandomFlip("sideways"), "mode is one of 'horizontal'"),
        (lambda: layers.RandomRotation(2.0), "factor must be a number or a pair"),
        (lambda: layers.RandomZoom(0.1, fill_mode="mirror"), "fill_mode is one of 'reflect'"),
        (lambda: layers.RandomZoom(0.1, interpolation="cubic"), "interpolation is one of"),
        (lambda: layers.RandomCrop(0, 2), "height must be a whole number above 0"),
        (lambda: layers.RandomFlip()(np.ones((3, 3), "float32")), "takes images"),
        (lambda: layers.RandomFlip()({"bounding_boxes": [1.0]}), "'images' and 'labels' only"),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises((ArgumentError, ShapeError), match=message):
        make()
