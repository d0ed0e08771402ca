"""Losses for numbers, as classes."""

from __future__ import annotations

from p_vision.losses import regression as formulas
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


class MeanSquaredError(Loss):
    """The mean of squared errors.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.

    >>> float(MeanSquaredError()([[0.0], [0.0]], [[1.0], [3.0]]))
    5.0
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_squared_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.mean_squared_error(y_true, y_pred)


class MeanAbsoluteError(Loss):
    """The mean of absolute errors.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_absolute_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.mean_absolute_error(y_true, y_pred)


class MeanAbsolutePercentageError(Loss):
    """The mean error in percent of the right value.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_absolute_percentage_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.mean_absolute_percentage_error(y_true, y_pred)


class MeanSquaredLogarithmicError(Loss):
    """The mean of squared errors of logarithms; for values of very different size.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "mean_squared_logarithmic_error",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.mean_squared_logarithmic_error(y_true, y_pred)


class Huber(Loss):
    """Squares for small errors, lines for large ones (Huber, 1964).

    Args:
        delta: where the line begins.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        delta: float = 1.0,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "huber_loss",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.delta = delta

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.huber(y_true, y_pred, self.delta)


class LogCosh(Loss):
    """The logarithm of the hyperbolic cosine of the error; a smooth Huber.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "log_cosh",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.log_cosh(y_true, y_pred)


class CosineSimilarity(Loss):
    """Minus the cosine of the angle between y_true and y_pred.

    Args:
        axis: the axis of one vector.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "cosine_similarity",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.cosine_similarity(y_true, y_pred, self.axis)


class Poisson(Loss):
    """For counts: ``p - y * log(p)``.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "poisson",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.poisson(y_true, y_pred)
