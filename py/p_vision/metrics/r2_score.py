"""The coefficient of determination (Wright, 1921): 1 - sum((y - p)^2) / sum((y - mean(y))^2)."""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.losses.alignment import labels_and_predictions
from p_vision.metrics.mean import divide_no_nan
from p_vision.metrics.metric import Metric
from p_vision.types import TensorLike
from p_vision.variable import Variable


class R2Score(Metric):
    """How much of the variation of y the model explains: 1 all, 0 no more than the mean.

    Args:
        class_aggregation: over several outputs: "uniform_average",
            "variance_weighted_average" or None for one number each.
        num_regressors: number of features, for the adjusted score; 0 for the usual one.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    Raises:
        ArgumentError: another aggregation, or a negative number of features.

    >>> metric = R2Score()
    >>> metric.update_state([[1.0], [2.0], [3.0]], [[1.0], [2.0], [2.0]])
    >>> float(metric.result())
    0.5
    """

    squared_sum: Variable
    sum: Variable
    total_mse: Variable
    count: Variable

    def __init__(
        self,
        class_aggregation: str | None = "uniform_average",
        num_regressors: int = 0,
        name: str | None = "r2_score",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if class_aggregation not in (None, "uniform_average", "variance_weighted_average"):
            raise ArgumentError(
                "class_aggregation is 'uniform_average', 'variance_weighted_average' or None, "
                f"not {class_aggregation!r}."
            )
        if num_regressors < 0:
            raise ArgumentError(f"num_regressors is at least 0; it is {num_regressors}.")
        self.class_aggregation = class_aggregation
        self.num_regressors = num_regressors
        self.num_samples = self.add_variable(name="num_samples")
        self._built = False

    def _build(self, true_shape: tuple[int, ...], pred_shape: tuple[int, ...]) -> None:
        if len(true_shape) != 2 or len(pred_shape) != 2:
            raise ShapeError(
                "R2Score takes one row of numbers per sample: y_true.shape is "
                f"{true_shape}, y_pred.shape is {pred_shape}."
            )
        shape = (pred_shape[-1],)
        self.squared_sum = self.add_variable(shape, name="squared_sum")
        self.sum = self.add_variable(shape, name="sum")
        self.total_mse = self.add_variable(shape, name="residual")
        self.count = self.add_variable(shape, name="count")
        self._built = True

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Take a batch in.

        Args:
            y_true: (batch, outputs), or (batch,) for one output.
            y_pred: (batch, outputs).
            sample_weight: weights of the samples.
        """
        y_true, y_pred = labels_and_predictions(y_true, y_pred)
        if not self._built:
            self._build(tuple(y_true.shape), tuple(y_pred.shape))
        weight = ops.ones_like(y_true)
        if sample_weight is not None:
            weight = ops.convert_to_tensor(sample_weight, dtype="float32")
            if len(weight.shape) == 1:
                weight = ops.expand_dims(weight, 1)
            weight = ops.broadcast_to(weight, y_true.shape)
        self.sum.assign_add(ops.sum(y_true * weight, axis=0))
        self.squared_sum.assign_add(ops.sum(ops.square(y_true) * weight, axis=0))
        self.total_mse.assign_add(ops.sum(ops.square(y_true - y_pred) * weight, axis=0))
        self.count.assign_add(ops.sum(weight, axis=0))
        self.num_samples.assign_add(float(y_true.shape[0] * y_true.shape[1]))

    def result(self) -> TensorLike:
        """Return the score so far."""
        if not self._built:
            return ops.zeros(())
        squares = divide_no_nan(ops.square(self.sum.value), self.count.value)
        total = self.squared_sum.value - squares
        constant = ops.equal(total, 0.0)
        error = self.total_mse.value / ops.where(constant, 1.0, total)
        score = ops.where(constant, 0.0, 1.0 - error)
        if self.class_aggregation == "uniform_average":
            score = ops.mean(score)
        elif self.class_aggregation == "variance_weighted_average":
            score = divide_no_nan(ops.sum(total * score), ops.sum(total))
        if self.num_regressors == 0:
            return score
        samples = self.num_samples.value
        room = samples - float(self.num_regressors) - 1.0
        adjusted = 1.0 - (1.0 - score) * (samples - 1.0) / ops.where(room > 0.0, room, 1.0)
        return ops.where(room > 0.0, adjusted, score)
