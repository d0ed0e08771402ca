"""Losses as metrics: their mean over all batches."""

from __future__ import annotations

from p_vision import losses as formulas
from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.metrics.mean import Mean, MeanMetricWrapper, divide_no_nan
from p_vision.types import TensorLike


class _OfFunction(MeanMetricWrapper):
    _not_in_config = frozenset({"dtype", "fn"})


class MeanSquaredError(_OfFunction):
    """The mean of squared errors.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "mean_squared_error", dtype: str | None = None) -> None:
        super().__init__(formulas.mean_squared_error, name, dtype)


class RootMeanSquaredError(Mean):
    """The root of the mean of squared errors.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.

    >>> metric = RootMeanSquaredError()
    >>> metric.update_state([0.0, 0.0], [3.0, 3.0])
    >>> float(metric.result())
    3.0
    """

    def __init__(
        self, name: str | None = "root_mean_squared_error", dtype: str | None = None
    ) -> None:
        super().__init__(name=name, dtype=dtype)

    def update_state(  # type: ignore[override]
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Take a batch in."""
        y_true, y_pred = labels_and_predictions(y_true, y_pred)
        super().update_state(ops.square(y_pred - y_true), sample_weight)

    def result(self) -> TensorLike:
        """Return the root so far."""
        return ops.sqrt(divide_no_nan(self.total.value, self.count.value))


class MeanAbsoluteError(_OfFunction):
    """The mean of absolute errors.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "mean_absolute_error", dtype: str | None = None) -> None:
        super().__init__(formulas.mean_absolute_error, name, dtype)


class MeanAbsolutePercentageError(_OfFunction):
    """The mean error in percent of the right value.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(
        self,
        name: str | None = "mean_absolute_percentage_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(formulas.mean_absolute_percentage_error, name, dtype)


class MeanSquaredLogarithmicError(_OfFunction):
    """The mean of squared errors of logarithms.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(
        self,
        name: str | None = "mean_squared_logarithmic_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(formulas.mean_squared_logarithmic_error, name, dtype)


class CosineSimilarity(MeanMetricWrapper):
    """The mean cosine of the angle between y_true and y_pred (1 for the same direction).

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        axis: the axis of one vector.
    """

    _not_in_config = frozenset({"dtype", "fn"})

    def __init__(
        self,
        name: str | None = "cosine_similarity",
        dtype: str | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(_cosine, name, dtype, axis=axis)
        self.axis = axis


def _cosine(y_true: TensorLike, y_pred: TensorLike, axis: int) -> TensorLike:
    return ops.negative(formulas.cosine_similarity(y_true, y_pred, axis=axis))


class LogCoshError(_OfFunction):
    """The mean of the logarithm of the hyperbolic cosine of the error.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "logcosh", dtype: str | None = None) -> None:
        super().__init__(formulas.log_cosh, name, dtype)


class KLDivergence(_OfFunction):
    """How much the distributions differ.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "kl_divergence", dtype: str | None = None) -> None:
        super().__init__(formulas.kl_divergence, name, dtype)


class Poisson(_OfFunction):
    """The mean of ``p - y * log(p)``.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "poisson", dtype: str | None = None) -> None:
        super().__init__(formulas.poisson, name, dtype)


class BinaryCrossentropy(_OfFunction):
    """The crossentropy of yes-or-no labels.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        from_logits: y_pred has not gone through the activation yet.
        label_smoothing: how far to pull labels towards equal probabilities, 0..1.
    """

    def __init__(
        self,
        name: str | None = "binary_crossentropy",
        dtype: str | None = None,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
    ) -> None:
        super().__init__(
            formulas.binary_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing


class CategoricalCrossentropy(_OfFunction):
    """The crossentropy of one-hot labels.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        from_logits: y_pred has not gone through the activation yet.
        label_smoothing: how far to pull labels towards equal probabilities, 0..1.
        axis: axis of the classes.
    """

    def __init__(
        self,
        name: str | None = "categorical_crossentropy",
        dtype: str | None = None,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
    ) -> None:
        super().__init__(
            formulas.categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            label_smoothing=label_smoothing,
            axis=axis,
        )
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis


class SparseCategoricalCrossentropy(_OfFunction):
    """The crossentropy of class numbers.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        from_logits: y_pred has not gone through the activation yet.
        ignore_class: a class number whose samples count as 0.
        axis: axis of the classes.
    """

    def __init__(
        self,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: str | None = None,
        from_logits: bool = False,
        ignore_class: int | None = None,
        axis: int = -1,
    ) -> None:
        super().__init__(
            formulas.sparse_categorical_crossentropy,
            name,
            dtype,
            from_logits=from_logits,
            ignore_class=ignore_class,
            axis=axis,
        )
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        self.axis = axis


class Hinge(_OfFunction):
    """The mean of ``max(1 - y p, 0)``.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "hinge", dtype: str | None = None) -> None:
        super().__init__(formulas.hinge, name, dtype)


class SquaredHinge(_OfFunction):
    """The mean of ``max(1 - y p, 0)^2``.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "squared_hinge", dtype: str | None = None) -> None:
        super().__init__(formulas.squared_hinge, name, dtype)


class CategoricalHinge(_OfFunction):
    """The mean of ``max(largest wrong - right + 1, 0)``.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "categorical_hinge", dtype: str | None = None) -> None:
        super().__init__(formulas.categorical_hinge, name, dtype)
