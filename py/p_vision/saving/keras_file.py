"""The `.keras` file: a zip of `metadata.json`, `config.json` and `model.weights.h5`."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.registry import custom_object_scope
from p_vision.saving.hdf5 import read_hdf5, write_hdf5
from p_vision.saving.hdf5_layout import SIGNATURE
from p_vision.saving.weight_files import (
    as_path,
    groups_of,
    path_for_writing,
    require_built,
    similar_files,
)
from p_vision.saving.weight_loading import give_weights
from p_vision.serialization import deserialize_object, serialize_object

__all__ = ["load_model", "save_model"]

#: The version of Keras whose files these are.
_KERAS_VERSION = "3.15.1"
_CONFIG, _METADATA, _WEIGHTS = "config.json", "metadata.json", "model.weights.h5"


def save_model(
    model: Any, filepath: Any, overwrite: bool = True, zipped: bool | None = None
) -> None:
    """Write a model to a `.keras` file that Keras opens too.

    Args:
        model: The model.
        filepath: A path that ends with `.keras`, or an open binary file.
        overwrite: Replace a file of that name.
        zipped: Accepted for Keras's sake.

    Raises:
        ArgumentError: Another ending, a file that must stay, or a part that cannot be written.

    Reference: https://keras.io/api/models/model_saving_apis/model_saving_and_loading/
    """
    path = None
    if not hasattr(filepath, "write"):
        path = path_for_writing(filepath, (".keras",), overwrite)
    require_built(model, "save")
    data = _archive(model)
    if path is None:
        filepath.write(data)
    else:
        path.write_bytes(data)


def _archive(model: Any) -> bytes:
    config = serialize_object(model)
    compiled = model.get_compile_config()
    if compiled is not None:
        config["compile_config"] = compiled
    now = datetime.datetime.now().strftime("%Y-%m-%d@%H:%M:%S")
    metadata = {"keras_version": _KERAS_VERSION, "date_saved": now}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(_METADATA, json.dumps(metadata))
        archive.writestr(_CONFIG, json.dumps(config))
        archive.writestr(_WEIGHTS, write_hdf5(groups_of(model)))
    return buffer.getvalue()


def load_model(
    filepath: Any,
    custom_objects: Mapping[str, Any] | None = None,
    compile: bool = True,
    safe_mode: bool = True,
) -> Any:
    """Make a model from a `.keras` file, written here or by Keras.

    Args:
        filepath: The path, or an open binary file.
        custom_objects: Names of classes and functions of your own, and what they stand for;
            those of one's own are found by themselves.
        compile: Compile it as it was, and give the optimizer its memory back.
        safe_mode: Accepted for Keras's sake; code in a file is never run.

    Returns:
        The model with its weights.

    Raises:
        ArgumentError: The file is of another kind, or a class is not known here.
    """
    name, data = _contents(filepath)
    if data.startswith(SIGNATURE):
        raise ArgumentError(
            f"'{name}' holds weights only (HDF5), or was written by Keras 2. Make the model "
            "first, then model.load_weights(...); or save it anew by Keras 3 as '.keras'."
        )
    if data.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(data)):
        raise ArgumentError(
            f"'{name}' is damaged: its end is missing. Was it copied or downloaded only in part?"
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise ArgumentError(
            f"'{name}' is empty."
            if not data
            else f"'{name}' is no '.keras' file (a zip archive): it begins with {data[:8]!r}."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _CONFIG not in archive.namelist():
            raise ArgumentError(
                f"'{name}' is a zip archive without {_CONFIG}: model.save() did not write it."
            )
        config = json.loads(archive.read(_CONFIG))
        weights = archive.read(_WEIGHTS) if _WEIGHTS in archive.namelist() else None
    with custom_object_scope(custom_objects or {}):
        model = deserialize_object(config)
        if compile and config.get("compile_config"):
            model.compile_from_config(config["compile_config"])
    if weights is not None:
        give_weights(model, read_hdf5(weights, name), name, optimizer=compile)
    return model


def _contents(filepath: Any) -> tuple[str, bytes]:
    if hasattr(filepath, "read"):
        return str(getattr(filepath, "name", "the file")), filepath.read()
    path = as_path(filepath)
    if not path.is_file():
        hint = "" if path.suffix == ".keras" else " Models lie in files that end with '.keras'."
        hint += similar_files(path)
        raise ArgumentError(f"There is no file '{path}'.{hint}")
    return path.name, path.read_bytes()
