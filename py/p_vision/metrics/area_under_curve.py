"""The area under the curve of all thresholds (ROC or precision-recall).

The curve is drawn through ``num_thresholds`` points; between them a straight
line for ROC, and Davis and Goadrich's (2006) interpolation for PR.
"""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.metrics.confusion import ConfusionMetric
from p_vision.metrics.mean import divide_no_nan
from p_vision.types import TensorLike

_EPSILON = 1e-7


class AUC(ConfusionMetric):
    """How well probabilities separate 0 from 1, whatever the threshold.

    Args:
        num_thresholds: number of points of the curve.
        curve: "ROC" or "PR".
        summation_method: between points: "interpolation", or the smaller
            ("minoring") or larger ("majoring") of both heights.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        from_logits: y_pred has not gone through a sigmoid yet.

    >>> metric = AUC()
    >>> metric.update_state([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> round(float(metric.result()), 2)
    0.75
    """

    _counts = ("true_positives", "true_negatives", "false_positives", "false_negatives")
    _not_in_config = ConfusionMetric._not_in_config | {"thresholds", "top_k", "class_id"}

    def __init__(
        self,
        num_thresholds: int = 200,
        curve: str = "ROC",
        summation_method: str = "interpolation",
        name: str | None = "auc",
        dtype: str | None = None,
        from_logits: bool = False,
    ) -> None:
        if curve not in ("ROC", "PR"):
            raise ArgumentError(f"curve is 'ROC' or 'PR', not {curve!r}.")
        if summation_method not in ("interpolation", "minoring", "majoring"):
            raise ArgumentError(
                "summation_method is 'interpolation', 'minoring' or 'majoring', "
                f"not {summation_method!r}."
            )
        if num_thresholds < 2:
            raise ArgumentError(f"num_thresholds must be at least 2, but it is {num_thresholds}.")
        inner = [(index + 1) / (num_thresholds - 1) for index in range(num_thresholds - 2)]
        super().__init__([0.0, *inner, 1.0], None, None, name, dtype)
        # The first point takes everything for 1, the last nothing.
        self._limits[0], self._limits[-1] = -_EPSILON, 1.0 + _EPSILON
        self.num_thresholds = num_thresholds
        self.curve = curve
        self.summation_method = summation_method
        self.from_logits = from_logits

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch."""
        super().update_state(
            y_true, ops.sigmoid(y_pred) if self.from_logits else y_pred, sample_weight
        )

    def result(self) -> TensorLike:
        """Return the area so far, 0..1."""
        right, wrong = self.true_positives.value, self.false_positives.value
        missed, dismissed = self.false_negatives.value, self.true_negatives.value
        if self.curve == "PR" and self.summation_method == "interpolation":
            return _precision_recall_area(right, wrong, missed)
        found = divide_no_nan(right, right + missed)
        if self.curve == "PR":
            position, height = found, divide_no_nan(right, right + wrong)
        else:
            position, height = divide_no_nan(wrong, wrong + dismissed), found
        return ops.sum((position[:-1] - position[1:]) * self._between(height[:-1], height[1:]))

    def _between(self, first: TensorLike, second: TensorLike) -> TensorLike:
        if self.summation_method == "minoring":
            return ops.minimum(first, second)
        if self.summation_method == "majoring":
            return ops.maximum(first, second)
        return (first + second) / 2.0


def _precision_recall_area(right: TensorLike, wrong: TensorLike, missed: TensorLike) -> TensorLike:
    found = right + wrong
    more_right = right[:-1] - right[1:]
    more_found = ops.maximum(found[:-1] - found[1:], 0.0)
    slope = divide_no_nan(more_right, more_found)
    start = right[1:] - slope * found[1:]
    both = ops.logical_and(found[:-1] > 0.0, found[1:] > 0.0)
    ratio = ops.where(both, divide_no_nan(found[:-1], ops.maximum(found[1:], 0.0)), 1.0)
    area = slope * (more_right + start * ops.log(ratio))
    return ops.sum(divide_no_nan(area, ops.maximum(right[1:] + missed[1:], 0.0)))
