"""True and false positives and negatives, gathered for one or several thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.metrics.mean import divide_no_nan
from p_vision.metrics.metric import Metric
from p_vision.types import TensorLike
from p_vision.variable import Variable


class ConfusionMetric(Metric):
    """Base of metrics that count right and wrong answers to yes-or-no questions.

    Args:
        thresholds: from where a probability counts as yes: a number or several.
        top_k: only the k likeliest classes of a sample can count as yes.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    _counts: tuple[str, ...] = ("true_positives", "false_positives")
    true_positives: Variable
    true_negatives: Variable
    false_positives: Variable
    false_negatives: Variable

    def __init__(
        self,
        thresholds: float | Sequence[float] | None = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        self.thresholds = thresholds
        self.top_k = top_k
        self.class_id = class_id
        self._limits = _limits(thresholds, float("-inf") if top_k else 0.5)
        shape = (len(self._limits),)
        for count in self._counts:
            setattr(self, count, self.add_variable(shape=shape, name=count))

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch.

        Args:
            y_true: 0 or 1; (batch, ...).
            y_pred: probabilities; the same shape.
            sample_weight: weights of the samples or of the values.
        """
        y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
        y_true = ops.reshape(ops.convert_to_tensor(y_true, dtype="float32"), y_pred.shape)
        weight = weight_of(sample_weight, tuple(y_pred.shape))
        if self.top_k is not None:
            y_pred = ops.where(among_best(y_pred, self.top_k), y_pred, float("-inf"))
        if self.class_id is not None:
            y_true, y_pred, weight = (x[..., self.class_id] for x in (y_true, y_pred, weight))
        said = ops.reshape(y_pred, (1, -1))
        limits = ops.convert_to_tensor([[limit] for limit in self._limits], dtype="float32")
        yes = ops.cast(ops.greater(said, limits), "float32")
        is_yes = ops.cast(ops.greater(ops.reshape(y_true, (1, -1)), 0.0), "float32")
        weight = ops.reshape(weight, (1, -1))
        parts = {
            "true_positives": (yes, is_yes),
            "false_positives": (yes, 1.0 - is_yes),
            "true_negatives": (1.0 - yes, 1.0 - is_yes),
            "false_negatives": (1.0 - yes, is_yes),
        }
        for count in self._counts:
            first, second = parts[count]
            getattr(self, count).assign_add(ops.sum(first * second * weight, axis=1))

    def _single(self, values: TensorLike) -> TensorLike:
        return values[0] if len(self._limits) == 1 else values


class Precision(ConfusionMetric):
    """Which part of the values taken for 1 is 1.

    Args:
        thresholds: from where a probability counts as 1: a number or several.
        top_k: only the k likeliest classes of a sample can count as 1.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = Precision()
    >>> metric.update_state([0, 1, 1], [0.9, 0.8, 0.2])
    >>> float(metric.result())
    0.5
    """

    def __init__(
        self,
        thresholds: Any = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(thresholds, top_k, class_id, name, dtype)

    def result(self) -> TensorLike:
        """Return the part so far, for each threshold."""
        right, wrong = self.true_positives.value, self.false_positives.value
        return self._single(divide_no_nan(right, right + wrong))


class Recall(ConfusionMetric):
    """Which part of the values that are 1 is taken for 1.

    Args:
        thresholds: from where a probability counts as 1: a number or several.
        top_k: only the k likeliest classes of a sample can count as 1.
        class_id: look only at this class; None for all values.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = Recall()
    >>> metric.update_state([0, 1, 1], [0.9, 0.8, 0.2])
    >>> float(metric.result())
    0.5
    """

    _counts = ("true_positives", "false_negatives")

    def __init__(
        self,
        thresholds: Any = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(thresholds, top_k, class_id, name, dtype)

    def result(self) -> TensorLike:
        """Return the part so far, for each threshold."""
        right, missed = self.true_positives.value, self.false_negatives.value
        return self._single(divide_no_nan(right, right + missed))


def _limits(thresholds: Any, default: float) -> list[float]:
    if thresholds is None:
        return [default]
    limits = [float(thresholds)] if isinstance(thresholds, (int, float)) else list(thresholds)
    if any(not 0 <= limit <= 1 for limit in limits):
        raise ArgumentError(f"thresholds must be between 0 and 1, but they are {thresholds!r}.")
    return limits


def among_best(y_pred: TensorLike, k: int) -> TensorLike:
    """Return True for the ``k`` largest values of the last axis."""
    kth = ops.top_k(y_pred, k)[0][..., -1:]
    return ops.greater_equal(y_pred, kth)


def weight_of(sample_weight: Any, shape: tuple[int, ...]) -> TensorLike:
    """Return weights of samples or values as one for each value; ones for None."""
    if sample_weight is None:
        return ops.ones(shape)
    weight = ops.convert_to_tensor(sample_weight, dtype="float32")
    missing = len(shape) - len(weight.shape)
    weight = ops.reshape(weight, (*weight.shape, *(1,) * missing))
    return ops.broadcast_to(weight, shape)
