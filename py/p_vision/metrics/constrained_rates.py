"""The best of one rate, over thresholds at which another rate is high enough."""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.metrics.confusion import ConfusionMetric
from p_vision.metrics.mean import divide_no_nan
from p_vision.types import TensorLike


class _BestUnderLimit(ConfusionMetric):
    _counts = ("true_positives", "false_positives", "true_negatives", "false_negatives")
    _not_in_config = ConfusionMetric._not_in_config | {
        "thresholds",
        "top_k",
        "argument",
        "value",
    }

    def __init__(
        self,
        argument: str,
        value: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        if not 0 <= value <= 1:
            raise ArgumentError(f"{argument} lies between 0 and 1; it is {value}.")
        if num_thresholds < 1:
            raise ArgumentError(f"num_thresholds is at least 1, not {num_thresholds}.")
        inner = [(index + 1) / (num_thresholds - 1) for index in range(num_thresholds - 2)]
        limits = [0.5] if num_thresholds == 1 else [0.0, *inner, 1.0]
        super().__init__(limits, None, class_id, name, dtype)
        self.value = value
        self.num_thresholds = num_thresholds

    def _recall(self) -> TensorLike:
        found = self.true_positives.value
        return divide_no_nan(found, found + self.false_negatives.value)

    def _specificity(self) -> TensorLike:
        dismissed = self.true_negatives.value
        return divide_no_nan(dismissed, dismissed + self.false_positives.value)

    def _precision(self) -> TensorLike:
        found = self.true_positives.value
        return divide_no_nan(found, found + self.false_positives.value)

    def _best(self, limited: TensorLike, wanted: TensorLike) -> TensorLike:
        return ops.max(ops.where(ops.greater_equal(limited, self.value), wanted, 0.0))


class SensitivityAtSpecificity(_BestUnderLimit):
    """The best part of ones that is found, where enough zeros are dismissed.

    Args:
        specificity: the least specificity that is asked for, 0..1.
        num_thresholds: how many thresholds are tried.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: specificity is not between 0 and 1.
    """

    def __init__(
        self,
        specificity: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__("specificity", specificity, num_thresholds, class_id, name, dtype)
        self.specificity = specificity

    def result(self) -> TensorLike:
        """Return the best recall so far."""
        return self._best(self._specificity(), self._recall())


class SpecificityAtSensitivity(_BestUnderLimit):
    """The best part of zeros that is dismissed, where enough ones are found.

    Args:
        sensitivity: the least sensitivity that is asked for, 0..1.
        num_thresholds: how many thresholds are tried.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: sensitivity is not between 0 and 1.
    """

    def __init__(
        self,
        sensitivity: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__("sensitivity", sensitivity, num_thresholds, class_id, name, dtype)
        self.sensitivity = sensitivity

    def result(self) -> TensorLike:
        """Return the best specificity so far."""
        return self._best(self._recall(), self._specificity())


class PrecisionAtRecall(_BestUnderLimit):
    """The best part of right ones among those taken for 1, where enough ones are found.

    Args:
        recall: the least recall that is asked for, 0..1.
        num_thresholds: how many thresholds are tried.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: recall is not between 0 and 1.
    """

    def __init__(
        self,
        recall: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__("recall", recall, num_thresholds, class_id, name, dtype)
        self.recall = recall

    def result(self) -> TensorLike:
        """Return the best precision so far."""
        return self._best(self._recall(), self._precision())


class RecallAtPrecision(_BestUnderLimit):
    """The best part of ones that is found, where enough of those taken for 1 are right.

    Args:
        precision: the least precision that is asked for, 0..1.
        num_thresholds: how many thresholds are tried.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: precision is not between 0 and 1.
    """

    def __init__(
        self,
        precision: float,
        num_thresholds: int = 200,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__("precision", precision, num_thresholds, class_id, name, dtype)
        self.precision = precision

    def result(self) -> TensorLike:
        """Return the best recall so far."""
        return self._best(self._precision(), self._recall())
