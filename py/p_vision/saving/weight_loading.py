"""Giving weights the values of a file, after looking whether they fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError, PVisionError, ShapeError
from p_vision.layers import Layer
from p_vision.notices import warn
from p_vision.saving.hdf5 import Group
from p_vision.saving.weight_paths import Holder, holders

__all__ = ["give_weights"]


def give_weights(
    model: Any,
    groups: Mapping[str, Group],
    filename: str,
    skip_mismatch: bool = False,
    optimizer: bool = True,
) -> None:
    """Assign what a file holds; nothing is assigned where something does not fit.

    Args:
        model: The model.
        groups: The file.
        filename: What it is called, for messages.
        skip_mismatch: Assign what fits, and warn of the rest.
        optimizer: Whether the file may hold the optimizer's memory.

    Raises:
        ShapeError: A weight has another shape in the file.
        ArgumentError: The file lacks a layer.
    """
    if not any(group.arrays for group in groups.values()) and model.weights:
        raise ArgumentError(
            f"'{filename}' holds no weights in Keras's form. Files of Keras 2 must be opened and "
            "saved again by Keras 3 first."
        )
    ready: list[tuple[Holder, dict[str, Any]]] = []
    problems: list[PVisionError] = []
    for holder in holders(model, optimizer):
        arrays = groups.get(holder.group, Group()).arrays
        if not isinstance(holder.owner, Layer):
            if len(arrays) == len(holder.variables):
                ready.append((holder, arrays))
            elif len(arrays) > 2:
                warn(
                    f"The memory of the optimizer in '{filename}' has {len(arrays)} parts, but "
                    f"'{holder.owner.name}' has {len(holder.variables)}; it begins anew."
                )
            continue
        problem = _problem(holder, arrays, filename, groups)
        if problem is None:
            ready.append((holder, arrays))
        else:
            problems.append(problem)
    if problems and not skip_mismatch:
        raise problems[0]
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        warn(f"These weights were left as they are:\n{listed}")
    for holder, arrays in ready:
        if hasattr(holder.owner, "load_own_variables"):
            holder.owner.load_own_variables(arrays)
        else:
            for index, variable in enumerate(holder.variables):
                variable.assign(arrays[str(index)])


def _problem(
    holder: Holder, arrays: Mapping[str, Any], filename: str, groups: Mapping[str, Group]
) -> PVisionError | None:
    layer = holder.owner
    if type(layer).load_own_variables is not Layer.load_own_variables:
        return None
    variables = holder.variables
    who = f"{type(layer).__name__} '{layer.name}'"
    if len(arrays) != len(variables):
        if not arrays:
            known = sorted(path.removesuffix("/vars") for path, g in groups.items() if g.arrays)
            return ArgumentError(
                f"'{filename}' has nothing for {who} (looked for '{holder.path}'). "
                f"It holds: {', '.join(known)}."
            )
        hint = "" if layer.built else " The layer has no weights yet: build the model first."
        return ArgumentError(
            f"'{filename}' has {len(arrays)} weights for {who}, which has {len(variables)}.{hint}"
        )
    for index, variable in enumerate(variables):
        shape = tuple(arrays[str(index)].shape)
        if shape != tuple(variable.shape):
            return ShapeError(
                f"The weight '{variable.name}' of {who} has shape {tuple(variable.shape)}, but "
                f"{shape} in '{filename}'. The layers must be made with the same arguments; "
                "skip_mismatch=True leaves such weights as they are."
            )
    return None
