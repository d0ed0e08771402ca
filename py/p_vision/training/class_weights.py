"""Weights of classes turned into weights of samples."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from p_vision.errors import ShapeError
from p_vision.training.samples import Samples, samples_from

__all__ = ["weights_for_classes"]


def weights_for_classes(
    labels: Samples, class_weight: Mapping[int, float], sample_weight: Samples | None = None
) -> Samples:
    """One weight a sample: that of its class, times its own.

    Args:
        labels: Class numbers of shape `(samples,)` or `(samples, 1)`, or one-hot rows.
        class_weight: Class number to weight; classes that are not named count 1.
        sample_weight: Weights of the samples, of shape `(samples,)`.

    Returns:
        float32 weights of shape `(samples,)`.
    """
    if len(labels.shape) > 2:
        raise ShapeError(
            f"class_weight needs one class per sample, but y has shape {labels.shape}. "
            "Use sample_weight instead."
        )
    width = labels.shape[1] if len(labels.shape) == 2 else 1
    values = labels.values()
    if width == 1:
        classes = [int(value) for value in values]
    else:
        rows = values.tolist()
        classes = []
        for start in range(0, len(rows), width):
            row = rows[start : start + width]
            classes.append(row.index(max(row)))
    factors = {int(number): float(factor) for number, factor in class_weight.items()}
    weights = array("f", (factors.get(number, 1.0) for number in classes))
    if sample_weight is not None:
        own = sample_weight.values()
        for index in range(len(weights)):
            weights[index] *= own[index]
    return samples_from(weights, "class_weight")
