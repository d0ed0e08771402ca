"""Checks of the numbers that `fit`, `evaluate` and `predict` are given."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.notices import warn

__all__ = ["check_class_weight", "check_epochs", "fraction", "verbosity", "whole"]


def whole(value: Any, name: str, smallest: int = 1) -> int | None:
    """A whole number, numpy's too; None stays None.

    Args:
        value: What the user passed.
        name: The argument.
        smallest: The least number that makes sense.

    Raises:
        ArgumentError: It is no whole number, or too small.
    """
    if value is None:
        return None
    try:
        found = None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        whole_float = isinstance(value, float) and value == int(value)
        found = int(value) if whole_float else None
    if found is None or found < smallest:
        shown = f"an array of shape {value.shape}" if hasattr(value, "shape") else repr(value)
        raise ArgumentError(f"{name} must be a whole number from {smallest}, but is {shown:.60}.")
    return found


def fraction(value: Any, name: str) -> float:
    """A number from 0 to below 1.

    Raises:
        ArgumentError: It is another one, or none.
    """
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = -1.0
    if isinstance(value, str) or not 0 <= found < 1:
        raise ArgumentError(f"{name} must be between 0 and 1, but is {value!r}.")
    return found


def verbosity(value: Any) -> int:
    """0, 1 or 2 for what `verbose` may be.

    Raises:
        ArgumentError: It is something else.
    """
    if isinstance(value, str):
        if value != "auto":
            raise ArgumentError(f"verbose is 0, 1, 2 or 'auto', not {value!r}.")
        return 1
    return whole(int(value) if isinstance(value, bool) else value, "verbose", 0) or 0


def check_epochs(epochs: int, initial_epoch: int) -> None:
    """Say that nothing will be trained, where the first epoch is beyond the last."""
    if initial_epoch and initial_epoch >= epochs:
        warn(
            f"Nothing is trained: initial_epoch={initial_epoch} is not below epochs={epochs}. "
            "epochs is the number of the last epoch, counted from the beginning."
        )


def check_class_weight(class_weight: Any) -> None:
    """Complain about class weights that are no dictionary from class numbers to numbers.

    Raises:
        ArgumentError: With an example.
    """
    if class_weight is None:
        return
    example = "a dictionary such as {0: 1.0, 1: 2.5}"
    if not isinstance(class_weight, Mapping):
        raise ArgumentError(f"class_weight must be {example}, but is {class_weight!r:.60}.")
    for key, factor in class_weight.items():
        if whole_number(key) is None:
            raise ArgumentError(f"class_weight has the key {key!r}; keys are class numbers.")
        try:
            float(factor)
        except (TypeError, ValueError):
            raise ArgumentError(
                f"class_weight[{key!r}] is {factor!r}, but must be a number."
            ) from None


def whole_number(value: Any) -> int | None:
    """The number as an int, or None where it is none."""
    try:
        return operator.index(value)
    except TypeError:
        return int(value) if isinstance(value, float) and value == int(value) else None
