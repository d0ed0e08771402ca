"""Losses for probabilities of classes, as classes."""

from __future__ import annotations

from p_vision import ops
from p_vision.losses import crossentropy as formulas
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


class BinaryCrossentropy(Loss):
    """For yes-or-no labels and a last layer with a sigmoid.

    Args:
        from_logits: y_pred has not gone through the activation yet.
        label_smoothing: how far to pull labels towards equal probabilities, 0..1.
        axis: axis of the classes.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "binary_crossentropy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.binary_crossentropy(
            y_true, y_pred, self.from_logits, self.label_smoothing, self.axis
        )


class CategoricalCrossentropy(Loss):
    """For one-hot labels and a last layer with a softmax.

    Args:
        from_logits: y_pred has not gone through the activation yet.
        label_smoothing: how far to pull labels towards equal probabilities, 0..1.
        axis: axis of the classes.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_crossentropy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.categorical_crossentropy(
            y_true, y_pred, self.from_logits, self.label_smoothing, self.axis
        )


class SparseCategoricalCrossentropy(Loss):
    """For class numbers and a last layer with a softmax.

    Args:
        from_logits: y_pred has not gone through the activation yet.
        ignore_class: a class number whose samples do not count.
        reduction: as in :class:`Loss`.
        axis: axis of the classes.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    _label_dtype = None

    def __init__(
        self,
        from_logits: bool = False,
        ignore_class: int | None = None,
        reduction: str | None = "sum_over_batch_size",
        axis: int = -1,
        name: str | None = "sparse_categorical_crossentropy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.from_logits = from_logits
        self.ignore_class = ignore_class
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.sparse_categorical_crossentropy(
            y_true, y_pred, self.from_logits, self.ignore_class, self.axis
        )

    def mask(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike | None:
        """Return False where the label is ``ignore_class``."""
        if self.ignore_class is None:
            return None
        labels = formulas.class_numbers(y_true, y_pred, self.axis)
        return ops.not_equal(labels, self.ignore_class)


class KLDivergence(Loss):
    """How much one distribution differs from another: ``sum(y log(y / p))``.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "kl_divergence",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return formulas.kl_divergence(y_true, y_pred)
