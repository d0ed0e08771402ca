"""Curves of right and wrong answers over all thresholds, as points and pieces of area."""

from __future__ import annotations

from p_vision import ops
from p_vision.metrics.mean import divide_no_nan
from p_vision.types import TensorLike


def precision_recall_pieces(right: TensorLike, wrong: TensorLike, missed: TensorLike) -> TensorLike:
    """Return the areas between the points of the precision-recall curve.

    Args:
        right: ones taken for 1, at each threshold.
        wrong: zeros taken for 1.
        missed: ones taken for 0.
    """
    found = right + wrong
    more_right = right[:-1] - right[1:]
    more_found = ops.maximum(found[:-1] - found[1:], 0.0)
    slope = divide_no_nan(more_right, more_found)
    start = right[1:] - slope * found[1:]
    both = ops.logical_and(found[:-1] > 0.0, found[1:] > 0.0)
    ratio = ops.where(both, divide_no_nan(found[:-1], ops.maximum(found[1:], 0.0)), 1.0)
    area = slope * (more_right + start * ops.log(ratio))
    return divide_no_nan(area, ops.maximum(right[1:] + missed[1:], 0.0))


def gains(
    right: TensorLike, wrong: TensorLike, missed: TensorLike, dismissed: TensorLike
) -> tuple[TensorLike, TensorLike]:
    """Return the gain of recall and of precision over always saying 1.

    Args:
        right: ones taken for 1, at each threshold.
        wrong: zeros taken for 1.
        missed: ones taken for 0.
        dismissed: zeros taken for 0.
    """
    scale = divide_no_nan(right + missed, dismissed + wrong)
    none = ops.equal(right, 0.0)
    recall = ops.where(none, 0.0, 1.0 - scale * divide_no_nan(missed, right))
    precision = ops.where(none, 1.0, 1.0 - scale * divide_no_nan(wrong, right))
    return ops.maximum(recall, 0.0), precision
