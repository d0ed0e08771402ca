"""Weights in files of their own: `.weights.h5` and `.safetensors`, and those of a demo."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

from p_vision.errors import ArgumentError, closest_names
from p_vision.saving.demo_file import ENDING, read_demo_weights
from p_vision.saving.hdf5 import Group, read_hdf5, write_hdf5
from p_vision.saving.safetensors import read_safetensors, write_safetensors
from p_vision.saving.weight_loading import give_weights
from p_vision.saving.weight_paths import Holder, holders

__all__ = ["groups_of", "load_weights", "named_weights", "path_for_writing", "save_weights"]


def groups_of(model: Any) -> dict[str, Group]:
    """The weights of a model as groups of arrays, optimizer included."""
    found: dict[str, Group] = {}
    for holder in holders(model):
        arrays: dict[str, Any] = {}
        if hasattr(holder.owner, "save_own_variables"):
            holder.owner.save_own_variables(arrays)
        else:
            arrays = {str(i): variable.numpy() for i, variable in enumerate(holder.variables)}
        found[holder.group] = Group(arrays, holder.owner.name)
    return found


def save_weights(model: Any, filepath: Any, overwrite: bool = True) -> None:
    """Write the weights of a model, as `Model.save_weights` says.

    Args:
        model: The model, built.
        filepath: A path that ends with `.weights.h5` or `.safetensors`.
        overwrite: Replace a file of that name.

    Raises:
        ArgumentError: Another ending, a file that must not be replaced, or no weights yet.
    """
    path = path_for_writing(filepath, (".weights.h5", ".safetensors"), overwrite)
    require_built(model, "save")
    if path.name.endswith(".safetensors"):
        tensors = {
            name: variable.numpy()
            for holder in holders(model, optimizer=False)
            for name, variable in named_weights(holder)
        }
        path.write_bytes(write_safetensors(tensors))
    else:
        path.write_bytes(write_hdf5(groups_of(model)))


def load_weights(model: Any, filepath: Any, skip_mismatch: bool = False, **kwargs: Any) -> None:
    """Give the weights of a model the values in a file, as `Model.load_weights` says.

    Args:
        model: The model, built.
        filepath: A `.weights.h5`, `.keras`, `.safetensors` or `.pvdemo` file.
        skip_mismatch: Leave weights as they are that the file does not fit.
        **kwargs: Nothing more is known; by_name is not.

    Raises:
        ArgumentError: The file is of another kind, or lacks a layer.
        ShapeError: A weight has another shape in the file.
    """
    for name in kwargs:
        raise ArgumentError(f"load_weights has no argument {name!r}.")
    path = as_path(filepath)
    if not path.is_file():
        raise ArgumentError(f"There is no file '{path}'.{similar_files(path)}")
    require_built(model, "load")
    data = path.read_bytes()
    if path.name.endswith((".safetensors", ENDING)):
        read = read_demo_weights if path.name.endswith(ENDING) else read_safetensors
        tensors = read(data, path.name)
        groups = {
            holder.group: Group(
                {
                    str(index): tensors[name]
                    for index, (name, _) in enumerate(named_weights(holder))
                    if name in tensors
                }
            )
            for holder in holders(model, optimizer=False)
        }
        give_weights(model, groups, path.name, skip_mismatch, optimizer=False)
        return
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data = archive.read("model.weights.h5")
    groups = read_hdf5(data, path.name)
    give_weights(model, groups, path.name, skip_mismatch)


def named_weights(holder: Holder) -> list[tuple[str, Any]]:
    """The weights of a layer with readable names for files."""
    prefix = holder.path.replace("/", ".")
    names: list[tuple[str, Any]] = []
    taken: set[str] = set()
    for index, variable in enumerate(holder.variables):
        name = f"{prefix}.{variable.name}" if prefix else str(variable.name)
        if name in taken:
            name = f"{name}_{index}"
        taken.add(name)
        names.append((name, variable))
    return names


def require_built(model: Any, verb: str) -> None:
    """Complain about a model that has no weights yet.

    Raises:
        ArgumentError: It was not built.
    """
    if not model.built:
        raise ArgumentError(
            f"'{model.name}' has no weights to {verb} yet: add Input(shape=...) as its first "
            "layer, or call it on data once."
        )


def path_for_writing(filepath: Any, endings: tuple[str, ...], overwrite: bool) -> Path:
    """A path a file may be written to.

    Raises:
        ArgumentError: It has another ending, or a file is there that must stay.
    """
    path = as_path(filepath)
    if not path.name.endswith(endings):
        wanted = " or ".join(f"'{ending}'" for ending in endings)
        raise ArgumentError(
            f"The name of the file must end with {wanted}, but is '{path.name}': "
            f"write '{path.stem.split('.')[0]}{endings[0]}'."
        )
    if path.exists() and not overwrite:
        raise ArgumentError(f"There is a file '{path}' already, and overwrite is False.")
    if not path.parent.is_dir():
        raise ArgumentError(
            f"There is no folder '{path.parent}'. Make it first: "
            f"os.makedirs({str(path.parent)!r}, exist_ok=True)."
        )
    return path


def as_path(filepath: Any) -> Path:
    """A path, of what a user passed as one.

    Raises:
        ArgumentError: It is none.
    """
    try:
        return Path(os.fspath(filepath))
    except TypeError:
        raise ArgumentError(
            f"The name of the file must be a text such as 'model.keras', but is {filepath!r:.60}."
        ) from None


def similar_files(path: Path) -> str:
    """A hint at a file beside `path` whose name looks like its own, with a space before."""
    if not path.parent.is_dir():
        return f" There is no folder '{path.parent}' either."
    near = closest_names(path.name, [entry.name for entry in path.parent.iterdir()])
    return f" Did you mean '{path.with_name(near[0])}'?" if near else ""
