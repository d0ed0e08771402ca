"""Means and sums over all batches: sum(weight * value) / sum(weight)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import ops
from p_vision.losses.alignment import align_ranks
from p_vision.metrics.metric import Metric
from p_vision.serialization import deserialize_object
from p_vision.types import Config, TensorLike


class Sum(Metric):
    """The sum of all values, weighted if wanted.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = Sum()
    >>> metric.update_state([1.0, 2.0])
    >>> float(metric.result())
    3.0
    """

    def __init__(self, name: str | None = "sum", dtype: str | None = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable(name="total")

    def update_state(self, values: TensorLike, sample_weight: TensorLike | None = None) -> None:
        """Add values.

        Args:
            values: numbers, any shape.
            sample_weight: factors for the values or for the samples.
        """
        values, _ = samplewise(values, sample_weight, ops.sum)
        self.total.assign_add(ops.sum(values))

    def result(self) -> TensorLike:
        """Return the sum so far."""
        return self.total.value


class Mean(Metric):
    """The mean of all values, weighted if wanted.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = Mean()
    >>> metric.update_state([1.0, 3.0])
    >>> metric.update_state(8.0)
    >>> float(metric.result())
    4.0
    """

    def __init__(self, name: str | None = "mean", dtype: str | None = None) -> None:
        super().__init__(name=name, dtype=dtype)
        self.total = self.add_variable(name="total")
        self.count = self.add_variable(name="count")

    def update_state(self, values: TensorLike, sample_weight: TensorLike | None = None) -> None:
        """Take values in.

        Args:
            values: numbers; several per sample count as their mean.
            sample_weight: weights of the samples or of the values.
        """
        values, weight = samplewise(values, sample_weight, ops.mean)
        self.total.assign_add(ops.sum(values))
        if weight is not None:
            self.count.assign_add(ops.sum(weight))
        else:
            self.count.assign_add(float(values.shape[0]) if len(values.shape) else 1.0)

    def result(self) -> TensorLike:
        """Return the mean so far; 0 before the first value."""
        return divide_no_nan(self.total.value, self.count.value)


class MeanMetricWrapper(Mean):
    """The mean of a function of labels and predictions.

    Args:
        fn: function of (y_true, y_pred) that returns one value per sample.
        name: name in logs; the function's name by default.
        dtype: accepted for Keras; metrics are float32.
        **kwargs: more arguments for ``fn``.

    >>> def largest(y_true, y_pred):
    ...     return ops.max(y_pred, axis=-1)
    >>> metric = MeanMetricWrapper(largest)
    >>> metric.update_state([0, 1], [[0.2, 0.8], [0.4, 0.6]])
    >>> round(float(metric.result()), 3)
    0.7
    """

    def __init__(
        self,
        fn: Callable[..., Any],
        name: str | None = None,
        dtype: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name or getattr(fn, "__name__", None), dtype=dtype)
        self.fn = fn
        self._fn_kwargs = kwargs

    def update_state(  # type: ignore[override]
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Take a batch in.

        Args:
            y_true: what is right; (batch, ...).
            y_pred: what the model says; (batch, ...).
            sample_weight: weights of the samples.
        """
        values = self.fn(y_true, y_pred, **self._fn_kwargs)
        mask = getattr(y_pred, "_keras_mask", None)
        if mask is not None:
            sample_weight = weight_with_mask(sample_weight, mask)
        super().update_state(values, sample_weight)

    @classmethod
    def from_config(cls, config: Config) -> Any:
        """Make a metric from what ``get_config`` returned."""
        if isinstance(config.get("fn"), str):
            config = {
                **config,
                "fn": deserialize_object({"class_name": "function", "config": config["fn"]}),
            }
        return super().from_config(config)


def weight_with_mask(sample_weight: TensorLike | None, mask: TensorLike) -> TensorLike:
    """Return the weights with 0 for what the mask leaves out."""
    counted = ops.cast(mask, "float32")
    if sample_weight is None:
        return counted
    weight = ops.convert_to_tensor(sample_weight, dtype="float32")
    while 0 < len(weight.shape) < len(counted.shape):
        weight = ops.expand_dims(weight, -1)
    weight, counted = align_ranks(weight, counted)
    return weight * counted


def samplewise(
    values: TensorLike, sample_weight: TensorLike | None, reduce: Callable[..., Any]
) -> tuple[TensorLike, TensorLike | None]:
    """Bring values and weights to one number per sample.

    Args:
        values: (batch, ...), or a single number.
        sample_weight: (batch,), or more axes up to those of ``values``; or None.
        reduce: ``ops.mean`` or ``ops.sum``, used for the axes after the first.
    """
    values = ops.cast(ops.convert_to_tensor(values), "float32")
    weight = None
    if sample_weight is not None:
        weight = ops.convert_to_tensor(sample_weight, dtype="float32")
        values, weight = align_ranks(values, weight)
        axes = len(weight.shape)
        if len(values.shape) > axes:
            values = reduce(values, axis=tuple(range(axes, len(values.shape))))
        if tuple(weight.shape) != tuple(values.shape):
            weight = ops.broadcast_to(weight, tuple(values.shape))
        values = values * weight
        if axes > 1:
            weight = reduce(weight, axis=tuple(range(1, axes)))
    if len(values.shape) > 1:
        values = reduce(values, axis=tuple(range(1, len(values.shape))))
    return values, weight


def divide_no_nan(first: TensorLike, second: TensorLike) -> TensorLike:
    """Divide; where the divisor is 0, the result is 0."""
    empty = ops.equal(second, 0.0)
    return ops.where(empty, 0.0, first / ops.where(empty, 1.0, second))
