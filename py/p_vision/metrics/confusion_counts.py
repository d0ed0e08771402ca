"""How many values are rightly or wrongly taken for 1 or 0."""

from __future__ import annotations

from typing import Any

from p_vision.metrics.confusion import ConfusionMetric
from p_vision.types import TensorLike


class _Count(ConfusionMetric):
    _not_in_config = ConfusionMetric._not_in_config | {"top_k", "class_id"}

    def __init__(
        self, thresholds: Any = None, name: str | None = None, dtype: str | None = None
    ) -> None:
        super().__init__(thresholds, None, None, name, dtype)

    def result(self) -> TensorLike:
        """Return the count so far, for each threshold."""
        count: TensorLike = getattr(self, self._counts[0]).value
        return self._single(count)


class TruePositives(_Count):
    """How many ones are taken for 1.

    Args:
        thresholds: from where a probability counts as 1: a number or several; 0.5 by default.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = TruePositives()
    >>> metric.update_state([0, 1, 1, 0], [0.9, 0.8, 0.2, 0.1])
    >>> float(metric.result())
    1.0
    """

    _counts = ("true_positives",)


class TrueNegatives(_Count):
    """How many zeros are taken for 0.

    Args:
        thresholds: from where a probability counts as 1: a number or several; 0.5 by default.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = TrueNegatives()
    >>> metric.update_state([0, 1, 1, 0], [0.9, 0.8, 0.2, 0.1])
    >>> float(metric.result())
    1.0
    """

    _counts = ("true_negatives",)


class FalsePositives(_Count):
    """How many zeros are taken for 1.

    Args:
        thresholds: from where a probability counts as 1: a number or several; 0.5 by default.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = FalsePositives()
    >>> metric.update_state([0, 1, 1, 0], [0.9, 0.8, 0.2, 0.1])
    >>> float(metric.result())
    1.0
    """

    _counts = ("false_positives",)


class FalseNegatives(_Count):
    """How many ones are taken for 0.

    Args:
        thresholds: from where a probability counts as 1: a number or several; 0.5 by default.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = FalseNegatives()
    >>> metric.update_state([0, 1, 1, 0], [0.9, 0.8, 0.2, 0.1])
    >>> float(metric.result())
    1.0
    """

    _counts = ("false_negatives",)
