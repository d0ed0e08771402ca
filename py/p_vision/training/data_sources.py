"""Turns the arguments of `fit`, `evaluate` and `predict` into sources of batches."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.training.argument_checks import check_class_weight, whole
from p_vision.training.input_fitting import check_lengths
from p_vision.training.samples import Samples
from p_vision.training.shuffling import Shuffler
from p_vision.training.sources import (
    ArraySource,
    Batch,
    Nesting,
    StreamSource,
    host_structure,
    is_stream,
    weighted,
)
from p_vision.training.structure import flatten

__all__ = ["source_from", "split_tail"]

_BATCH_SIZE = 32


def batch_from(
    x: Any,
    y: Any,
    sample_weight: Any,
    nesting: Nesting,
    class_weight: Mapping[int, float] | None = None,
) -> Batch:
    """Take x, y and sample_weight as the user gave them."""
    batch = Batch(
        host_structure(x, "x", nesting.inputs),
        host_structure(y, "y", nesting.outputs),
        host_structure(sample_weight, "sample_weight", nesting.outputs),
    )
    check_class_weight(class_weight)
    if not flatten(batch.x):
        raise ShapeError("x is missing: pass the inputs, such as an array with one row per sample.")
    check_lengths(batch)
    return weighted(batch, class_weight)


def source_from(
    x: Any,
    y: Any,
    sample_weight: Any,
    batch_size: int | None,
    steps: int | None,
    nesting: Nesting,
    fitted: Callable[[Batch], Batch],
    shuffle: bool = False,
    class_weight: Mapping[int, float] | None = None,
    repeat: bool = False,
) -> ArraySource | StreamSource:
    """Make the source that fits the data.

    Args:
        x: Arrays, or something that yields batches.
        y: Targets; None when x yields them.
        sample_weight: Weights of the samples.
        batch_size: Samples of a batch; 32 by default.
        steps: Batches of an epoch.
        nesting: How many inputs and outputs the model has.
        fitted: Makes all samples fit the model and checks them.
        shuffle: Give the samples a new order in each epoch.
        class_weight: Weights of the classes.
        repeat: Take the same batches in every epoch.

    Raises:
        ArgumentError: Arguments that do not go together.
        ShapeError: x, y and sample_weight of different lengths, and the like.
    """
    batch_size, steps = whole(batch_size, "batch_size"), whole(steps, "The number of steps")
    if inspect.isfunction(x) or inspect.ismethod(x):
        raise ArgumentError(
            f"x is the function {x.__name__}: call it, as in fit({x.__name__}()), or pass arrays."
        )
    if is_stream(x) and y is None:
        if sample_weight is not None:
            raise ArgumentError(
                "sample_weight goes into the batches when x yields them: (x, y, sample_weight)."
            )
        return StreamSource(
            x,
            steps,
            lambda a, b, c: batch_from(a, b, c, nesting, class_weight),
            repeat,
            Shuffler() if shuffle else None,
        )
    if is_stream(x) and not isinstance(x, (list, tuple)):
        raise ArgumentError(
            "y must be left out when x is a generator or data set: let it yield (x, y)."
        )
    batch = batch_from(x, y, sample_weight, nesting, class_weight)
    shuffler = Shuffler() if shuffle else None
    return ArraySource(fitted(batch), int(batch_size or _BATCH_SIZE), shuffler, steps)


def split_tail(
    x: Any, y: Any, sample_weight: Any, fraction: float, nesting: Nesting
) -> tuple[tuple[Any, Any, Any], tuple[Any, Any, Any]]:
    """Split off the last part of the samples, for validation.

    Args:
        x: Inputs.
        y: Targets.
        sample_weight: Weights.
        fraction: The part to split off, between 0 and 1.
        nesting: How many inputs and outputs the model has.

    Returns:
        `(x, y, sample_weight)` to train with, and the same to validate with.
    """
    if not 0 < fraction < 1:
        raise ArgumentError(f"validation_split must be between 0 and 1, but is {fraction!r}.")
    if is_stream(x) and y is None:
        raise ArgumentError(
            "validation_split needs arrays: with a generator or data set pass validation_data."
        )
    batch = batch_from(x, y, sample_weight, nesting)
    rows = batch.size
    border = int(rows * (1 - fraction))
    if border == 0 or border == rows:
        raise ArgumentError(
            f"validation_split={fraction} of {rows} samples leaves no sample "
            f"{'to train with' if border == 0 else 'to validate with'}."
        )

    def part(start: int, stop: int) -> tuple[Any, Any, Any]:
        def cut(leaf: Samples) -> Samples:
            return leaf.slice(start, stop)

        piece = batch.map(cut)
        return piece.x, piece.y, piece.sample_weight

    return part(0, border), part(border, rows)
