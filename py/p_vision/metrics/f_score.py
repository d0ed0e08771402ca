"""F scores (van Rijsbergen, 1979): one number of precision p and recall r.

F = (1 + beta^2) p r / (beta^2 p + r).
"""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.metrics.metric import Metric
from p_vision.types import TensorLike
from p_vision.variable import Variable

_EPSILON = 1e-7


class FBetaScore(Metric):
    """Precision and recall in one number; recall counts ``beta`` times as much.

    Args:
        average: None for one number a class, "micro" over all values, "macro" for the mean of
            the classes, "weighted" for their mean by how often they occur.
        beta: the weight of recall.
        threshold: from where a probability counts as 1; None takes the likeliest class.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: another average, or a number out of its range.
    """

    true_positives: Variable
    false_positives: Variable
    false_negatives: Variable
    intermediate_weights: Variable

    def __init__(
        self,
        average: str | None = None,
        beta: float = 1.0,
        threshold: float | None = None,
        name: str | None = "fbeta_score",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if average not in (None, "micro", "macro", "weighted"):
            raise ArgumentError(
                f"average is None, 'micro', 'macro' or 'weighted', not {average!r}."
            )
        if beta <= 0:
            raise ArgumentError(f"beta must be above 0; it is {beta}.")
        if threshold is not None and not 0 < threshold <= 1:
            raise ArgumentError(f"threshold is above 0 and at most 1; it is {threshold}.")
        self.average = average
        self.beta = beta
        self.threshold = threshold
        self._axis = None if average == "micro" else 0
        self._built = False

    def _build(self, true_shape: tuple[int, ...], pred_shape: tuple[int, ...]) -> None:
        if len(true_shape) != 2 or len(pred_shape) != 2:
            raise ShapeError(
                f"{type(self).__name__} takes one row of classes per sample: y_true.shape is "
                f"{tuple(true_shape)}, y_pred.shape is {tuple(pred_shape)}. "
                "to_categorical(y) makes rows of class numbers."
            )
        shape = () if self.average == "micro" else (pred_shape[-1],)
        self.true_positives = self.add_variable(shape, name="true_positives")
        self.false_positives = self.add_variable(shape, name="false_positives")
        self.false_negatives = self.add_variable(shape, name="false_negatives")
        self.intermediate_weights = self.add_variable(shape, name="intermediate_weights")
        self._built = True

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch.

        Args:
            y_true: 0 or 1; (batch, classes).
            y_pred: probabilities; the same shape.
            sample_weight: weights of the samples.
        """
        y_true = ops.convert_to_tensor(y_true, dtype="float32")
        y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
        if not self._built:
            self._build(tuple(y_true.shape), tuple(y_pred.shape))
        if self.threshold is None:
            best = ops.greater_equal(y_pred, ops.max(y_pred, axis=-1, keepdims=True))
            said = ops.logical_and(best, ops.greater(ops.abs(y_pred), 1e-9))
        else:
            said = ops.greater(y_pred, self.threshold)
        yes = ops.cast(said, "float32")
        weight = None
        if sample_weight is not None:
            weight = ops.expand_dims(ops.convert_to_tensor(sample_weight, dtype="float32"), 1)

        def total(values: TensorLike) -> TensorLike:
            return ops.sum(values if weight is None else values * weight, axis=self._axis)

        self.true_positives.assign_add(total(yes * y_true))
        self.false_positives.assign_add(total(yes * (1.0 - y_true)))
        self.false_negatives.assign_add(total((1.0 - yes) * y_true))
        self.intermediate_weights.assign_add(total(y_true))

    def result(self) -> TensorLike:
        """Return the score so far, for each class where there is no average."""
        if not self._built:
            return ops.zeros(())
        right = self.true_positives.value
        precision = right / (right + self.false_positives.value + _EPSILON)
        recall = right / (right + self.false_negatives.value + _EPSILON)
        square = self.beta**2
        score = precision * recall / (precision * square + recall + _EPSILON) * (1.0 + square)
        if self.average == "weighted":
            weights = self.intermediate_weights.value
            return ops.sum(score * weights / (ops.sum(weights) + _EPSILON))
        return score if self.average is None else ops.mean(score)


class F1Score(FBetaScore):
    """The harmonic mean of precision and recall.

    Args:
        average: as in :class:`FBetaScore`.
        threshold: as in :class:`FBetaScore`.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = F1Score(average="macro", threshold=0.5)
    >>> metric.update_state([[1, 0], [0, 1]], [[0.9, 0.2], [0.6, 0.7]])
    >>> round(float(metric.result()), 3)
    0.833
    """

    _not_in_config = Metric._not_in_config | {"beta"}

    def __init__(
        self,
        average: str | None = None,
        threshold: float | None = None,
        name: str | None = "f1_score",
        dtype: str | None = None,
    ) -> None:
        super().__init__(average, 1.0, threshold, name, dtype)
