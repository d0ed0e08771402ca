"""Data made to fit what a model takes: missing last axes, number types, and clear complaints."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError
from p_vision.training.samples import Samples
from p_vision.training.sources import Batch
from p_vision.training.structure import flatten

__all__ = ["check_lengths", "fit_inputs"]


def check_lengths(batch: Batch, names: tuple[str, ...] = ("x", "y", "sample_weight")) -> None:
    """Check that x, y and sample_weight have as many samples.

    Raises:
        ShapeError: They differ.
    """
    leaves = flatten(batch.x)
    for index, leaf in enumerate(leaves):
        if leaf.rows != leaves[0].rows:
            raise ShapeError(
                f"The first input has {leaves[0].rows} samples, but input {index + 1} has "
                f"{leaf.rows}; they must be as many."
            )
    parts = zip(names, ("samples", "labels", "weights"), batch_parts(batch), strict=True)
    first: tuple[str, str, int] | None = None
    for name, kind, leaves in parts:
        for leaf in leaves:
            if first is None:
                first = (name, kind, leaf.rows)
            elif leaf.rows != first[2]:
                raise ShapeError(
                    f"{first[0]} has {first[2]} {first[1]}, but {name} has {leaf.rows} {kind}; "
                    "they must be as many."
                )


def batch_parts(batch: Batch) -> list[list[Samples]]:
    """The arrays of x, of y and of sample_weight."""
    return [flatten(part) for part in (batch.x, batch.y, batch.sample_weight)]


def fit_inputs(
    samples: Samples, shape: Any, dtype: str | None, model: str, name: str = "x"
) -> Samples:
    """Fit one input to the shape that a model was made for.

    Args:
        samples: What the user passed.
        shape: The model's shape of a batch, None where the size may vary; None if not known.
        dtype: The number type the model takes; None keeps that of the data.
        model: The model's name, for messages.
        name: What the data is called in messages.

    Raises:
        ShapeError: The shapes do not fit.
    """
    if dtype is not None:
        samples = samples._replace(dtype=dtype)
    if shape is None:
        return samples
    wanted, given = tuple(shape[1:]), samples.shape[1:]
    if len(given) == len(wanted) - 1 and wanted[-1] == 1:
        samples = samples.reshaped((*given, 1))
    elif len(given) == len(wanted) + 1 and given[-1] == 1:
        samples = samples.reshaped(given[:-1])
    given = samples.shape[1:]
    if len(given) == len(wanted) and all(
        a == b or b is None for a, b in zip(given, wanted, strict=True)
    ):
        return samples
    raise ShapeError(_complaint(samples.shape, wanted, model, name))


def _complaint(shape: tuple[int, ...], wanted: tuple[Any, ...], model: str, x: str) -> str:
    given = shape[1:]
    is_one_sample = len(shape) == len(wanted) and all(
        a == b or b is None for a, b in zip(shape, wanted, strict=True)
    )
    if is_one_sample:
        return f"{x} is one sample of shape {shape}; a batch is needed: x[None] or [x]."
    if len(wanted) == 3 and len(given) == 3 and (given[1:], given[0]) == (wanted[:2], wanted[2]):
        return (
            f"{x} looks channels-first: {x}.shape is {shape}, but '{model}' takes "
            f"{_batch(wanted)}. np.moveaxis(x, 1, -1) makes it channels-last."
        )
    if len(wanted) == 1 and len(given) == 1:
        size = "features" if wanted[0] != 1 else "feature"
        return (
            f"Model '{model}' was built for {wanted[0]} {size} per sample "
            f"(Input(shape=({wanted[0]},))), but {x} has {given[0]}: {x}.shape is {shape}. "
            f"Change Input to shape=({given[0]},), or give {x} {wanted[0]} columns."
        )
    count = 1
    for size_given in given:
        count *= size_given
    if len(wanted) == 1 and count == wanted[0]:
        return (
            f"Model '{model}' takes rows of {count} numbers, but {x}.shape is {shape}. "
            f"x.reshape({shape[0]}, {count}) makes rows, or put Flatten() first."
        )
    return (
        f"Model '{model}' takes batches of shape {_batch(wanted)}, but {x}.shape is {shape}. "
        f"Change Input to shape={given}, or reshape x."
    )


def _batch(wanted: tuple[Any, ...]) -> str:
    return str((None, *wanted))
