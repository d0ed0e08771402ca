"""Pictures in folders, one folder for each class."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from p_vision.errors import ArgumentError, DatasetError, UnknownNameError
from p_vision.utils.batched_dataset import BatchedDataset
from p_vision.utils.pictures import img_to_array, load_img

__all__ = ["image_dataset_from_directory"]

_ENDINGS = (".bmp", ".gif", ".jpeg", ".jpg", ".png")
_LABELS = ("int", "binary", "categorical", None)


def image_dataset_from_directory(
    directory: Any,
    labels: Any = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    color_mode: str = "rgb",
    batch_size: int | None = 32,
    image_size: tuple[int, int] = (256, 256),
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    interpolation: str = "bilinear",
    follow_links: bool = False,
    crop_to_aspect_ratio: bool = False,
    pad_to_aspect_ratio: bool = False,
    data_format: str | None = None,
    format: str = "tf",
    verbose: bool = True,
) -> Any:
    """Read pictures from folders; the names of the folders are the classes.

    Args:
        directory: A folder with one folder for each class.
        labels: "inferred" from the folders, None for pictures alone, or a list with a class
            number for each file in the order of their names.
        label_mode: "int" class numbers, "categorical" one-hot rows, "binary" 0 or 1, or None.
        class_names: The folders in the order of their numbers; by name otherwise.
        color_mode: "grayscale", "rgb" or "rgba".
        batch_size: Pictures of a batch; None gives them one by one.
        image_size: (height, width) all pictures are scaled to.
        shuffle: Another order in each pass; else by name.
        seed: For the same order each time; needed with `validation_split` and `shuffle`.
        validation_split: The part of the files for validation, between 0 and 1.
        subset: "training", "validation" or "both" (returns both).
        interpolation: How pictures are scaled.
        follow_links: Follow links to folders.
        crop_to_aspect_ratio: Cut the middle out so that nothing is distorted.
        pad_to_aspect_ratio: Not available; cut instead.
        data_format: "channels_last".
        format: Accepted for Keras.
        verbose: Say how many files were found.

    Returns:
        A `BatchedDataset` of float32 pictures from 0 to 255, with labels; two for "both".

    Raises:
        DatasetError: There is no such folder, or no picture in it.
        ArgumentError: Arguments that do not go together.

    Reference: https://keras.io/api/data_loading/image/
    """
    import numpy

    if label_mode not in _LABELS:
        raise UnknownNameError(label_mode, [str(mode) for mode in _LABELS], "label_mode")
    if subset not in (None, "training", "validation", "both"):
        raise UnknownNameError(subset, ["training", "validation", "both"], "subset")
    if (subset is None) != (validation_split is None):
        raise ArgumentError("validation_split and subset belong together: give both or none.")
    if validation_split and shuffle and seed is None:
        raise ArgumentError(
            "With validation_split give a seed (or shuffle=False), so that no picture is in both "
            "parts."
        )
    if pad_to_aspect_ratio:
        raise ArgumentError("pad_to_aspect_ratio is not here; use crop_to_aspect_ratio=True.")
    paths, numbers, names = _files(str(directory), labels, class_names, follow_links)
    if label_mode == "binary" and len(names) != 2:
        raise ArgumentError(f"label_mode='binary' needs 2 classes, but there are {len(names)}.")
    if verbose:
        print(f"Found {len(paths)} files belonging to {len(names)} classes.")
    order = numpy.arange(len(paths))
    if shuffle:
        numpy.random.default_rng(seed).shuffle(order)
    held_out = int(validation_split * len(paths)) if validation_split else 0
    parts = {
        "training": order[: len(order) - held_out],
        "validation": order[len(order) - held_out :],
    }
    if verbose and subset:
        for part in parts if subset == "both" else (subset,):
            print(f"Using {len(parts[part])} files for {part}.")

    def read(path: str) -> Any:
        picture = load_img(path, color_mode, image_size, interpolation, crop_to_aspect_ratio)
        return img_to_array(picture, data_format)

    def label(numbers_: Any) -> Any:
        if label_mode == "categorical":
            return numpy.eye(len(names), dtype="float32")[numbers_]
        if label_mode == "binary":
            return numbers_.astype("float32")[:, None]
        return numbers_.astype("int32")

    def made(chosen: Any) -> BatchedDataset:
        random = numpy.random.default_rng(seed)

        def elements() -> Iterator[Any]:
            now = random.permutation(chosen) if shuffle else chosen
            size = batch_size or 1
            for start in range(0, len(now), size):
                rows = now[start : start + size]
                pictures = numpy.stack([read(paths[row]) for row in rows])
                if batch_size is None:
                    pictures = pictures[0]
                if labels is None or label_mode is None:
                    yield pictures
                else:
                    given = label(numbers[rows])
                    yield pictures, given[0] if batch_size is None else given

        length = len(chosen) if batch_size is None else -(-len(chosen) // batch_size)
        return BatchedDataset(elements, length, names, [paths[row] for row in chosen])

    if subset == "both":
        return made(parts["training"]), made(parts["validation"])
    return made(parts[subset] if subset else order)


def _files(
    directory: str, labels: Any, class_names: Sequence[str] | None, follow_links: bool
) -> tuple[list[str], Any, list[str]]:
    import numpy

    if not os.path.isdir(directory):
        raise DatasetError(f"There is no folder '{directory}'.")
    inferred = isinstance(labels, str)
    folders = sorted(e.name for e in os.scandir(directory) if e.is_dir())
    names = list(class_names) if class_names is not None else folders
    if inferred and sorted(names) != folders:
        raise ArgumentError(
            f"class_names are {', '.join(names)}, but the folders are {', '.join(folders)}."
        )
    roots = names if inferred else [""]
    paths: list[str] = []
    numbers: list[int] = []
    for number, name in enumerate(roots):
        for folder, inner, files in sorted(
            os.walk(os.path.join(directory, name), followlinks=follow_links)
        ):
            inner.sort()
            found = [f for f in sorted(files) if f.lower().endswith(_ENDINGS)]
            paths += [os.path.join(folder, file) for file in found]
            numbers += [number] * len(found)
    if not paths:
        raise DatasetError(
            f"There are no pictures in '{directory}'. It should hold one folder for each class, "
            f"with files that end in {', '.join(_ENDINGS)}."
        )
    if not inferred and labels is not None:
        numbers = [int(value) for value in labels]
        if len(numbers) != len(paths):
            raise ArgumentError(f"There are {len(paths)} pictures, but {len(numbers)} labels.")
        names = [str(value) for value in sorted(set(numbers))] if class_names is None else names
    return paths, numpy.asarray(numbers), names
