"""The area under the curve of all thresholds (ROC, precision-recall or their gains).

The curve is drawn through ``num_thresholds`` points; between them a straight
line for ROC, and Davis and Goadrich's (2006) interpolation for PR.
"""

from __future__ import annotations

from collections.abc import Sequence

from p_vision import ops
from p_vision.errors import ArgumentError, UnknownNameError
from p_vision.metrics.confusion import weight_of
from p_vision.metrics.curves import gains, precision_recall_pieces
from p_vision.metrics.mean import divide_no_nan
from p_vision.metrics.metric import Metric
from p_vision.types import TensorLike
from p_vision.variable import Variable

_EPSILON = 1e-7
_CURVES = ("ROC", "PR", "PRGAIN")
_METHODS = ("interpolation", "minoring", "majoring")


class AUC(Metric):
    """How well probabilities separate 0 from 1, whatever the threshold.

    Args:
        num_thresholds: number of points of the curve.
        curve: "ROC", "PR" or "PRGAIN" (Flach and Kull, 2015).
        summation_method: between points: "interpolation", or the smaller
            ("minoring") or larger ("majoring") of both heights.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        thresholds: the points of the curve between 0 and 1, in place of ``num_thresholds``.
        multi_label: one curve for each label, y being (batch, labels); the result is their mean.
        num_labels: how many labels; found in the first batch where it is not given.
        label_weights: weights of the labels, in the mean or, with one curve, in the counts.
        from_logits: y_pred has not gone through a sigmoid yet.

    Raises:
        ArgumentError: a curve or method of another name, or fewer than two thresholds.

    >>> metric = AUC()
    >>> metric.update_state([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> round(float(metric.result()), 2)
    0.75
    """

    true_positives: Variable
    true_negatives: Variable
    false_positives: Variable
    false_negatives: Variable

    def __init__(
        self,
        num_thresholds: int = 200,
        curve: str = "ROC",
        summation_method: str = "interpolation",
        name: str | None = None,
        dtype: str | None = None,
        thresholds: Sequence[float] | None = None,
        multi_label: bool = False,
        num_labels: int | None = None,
        label_weights: Sequence[float] | None = None,
        from_logits: bool = False,
    ) -> None:
        if curve not in _CURVES:
            raise UnknownNameError(curve, _CURVES, "curve")
        if summation_method not in _METHODS:
            raise UnknownNameError(summation_method, _METHODS, "summation_method")
        if thresholds is None and num_thresholds < 2:
            raise ArgumentError(f"num_thresholds must be at least 2, but it is {num_thresholds}.")
        if num_labels and not multi_label:
            raise ArgumentError("num_labels goes with multi_label=True.")
        super().__init__(name=name, dtype=dtype)
        inner = [(index + 1) / (num_thresholds - 1) for index in range(num_thresholds - 2)]
        inner = inner if thresholds is None else sorted(thresholds)
        # The first point takes everything for 1, the last nothing.
        self._limits = [-_EPSILON, *inner, 1.0 + _EPSILON]
        self.thresholds = None if thresholds is None else inner
        self.num_thresholds = len(self._limits)
        self.curve = curve
        self.summation_method = summation_method
        self.multi_label = multi_label
        self.num_labels = num_labels
        self.label_weights = None if label_weights is None else list(label_weights)
        self.from_logits = from_logits
        self._built = False
        if num_labels or not multi_label:
            self._build(num_labels)

    def _build(self, labels: int | None) -> None:
        shape = (self.num_thresholds,) if labels is None else (self.num_thresholds, labels)
        self.true_positives = self.add_variable(shape, name="true_positives")
        self.false_positives = self.add_variable(shape, name="false_positives")
        self.true_negatives = self.add_variable(shape, name="true_negatives")
        self.false_negatives = self.add_variable(shape, name="false_negatives")
        self._built = True

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch.

        Args:
            y_true: 0 or 1; (batch, ...), with ``multi_label`` (batch, labels).
            y_pred: probabilities; the same shape.
            sample_weight: weights of the samples or of the values.
        """
        y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
        if self.from_logits:
            y_pred = ops.sigmoid(y_pred)
        shape = tuple(y_pred.shape)
        if not self._built:
            self._build(shape[-1])
        y_true = ops.reshape(ops.convert_to_tensor(y_true, dtype="float32"), shape)
        weight = weight_of(sample_weight, shape)
        if self.label_weights is not None and not self.multi_label:
            weight = weight * ops.convert_to_tensor(self.label_weights, dtype="float32")
        columns = shape[-1] if self.multi_label else 1
        said, truth, weight = (
            ops.reshape(values, (1, -1, columns)) for values in (y_pred, y_true, weight)
        )
        limits = ops.reshape(ops.convert_to_tensor(self._limits, dtype="float32"), (-1, 1, 1))
        yes = ops.cast(ops.greater(said, limits), "float32")
        is_yes = ops.cast(ops.greater(truth, 0.0), "float32")
        for count, first, second in (
            (self.true_positives, yes, is_yes),
            (self.false_positives, yes, 1.0 - is_yes),
            (self.true_negatives, 1.0 - yes, 1.0 - is_yes),
            (self.false_negatives, 1.0 - yes, is_yes),
        ):
            total = ops.sum(first * second * weight, axis=1)
            count.assign_add(ops.reshape(total, count.shape))

    def result(self) -> TensorLike:
        """Return the area so far, 0..1."""
        if not self._built:
            return ops.zeros(())
        right, wrong = self.true_positives.value, self.false_positives.value
        missed, dismissed = self.false_negatives.value, self.true_negatives.value
        if self.curve == "PR" and self.summation_method == "interpolation":
            return self._over_labels(precision_recall_pieces(right, wrong, missed))
        found = divide_no_nan(right, right + missed)
        if self.curve == "PR":
            position, height = found, divide_no_nan(right, right + wrong)
        elif self.curve == "ROC":
            position, height = divide_no_nan(wrong, wrong + dismissed), found
        else:
            position, height = gains(right, wrong, missed, dismissed)
        steps = position[:-1] - position[1:]
        return self._over_labels(steps * self._between(height[:-1], height[1:]))

    def _over_labels(self, pieces: TensorLike) -> TensorLike:
        if not self.multi_label:
            return ops.sum(pieces)
        areas = ops.sum(pieces, axis=0)
        if self.label_weights is None:
            return ops.mean(areas)
        weights = ops.convert_to_tensor(self.label_weights, dtype="float32")
        return divide_no_nan(ops.sum(areas * weights), ops.sum(weights))

    def _between(self, first: TensorLike, second: TensorLike) -> TensorLike:
        if self.summation_method == "minoring":
            return ops.minimum(first, second)
        if self.summation_method == "majoring":
            return ops.maximum(first, second)
        return (first + second) / 2.0
