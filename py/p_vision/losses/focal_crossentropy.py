"""Crossentropies that care less about what is right already (Lin et al., 2018).

Each is multiplied by ``(1 - p)^gamma``, where p is the probability of the truth.
"""

from __future__ import annotations

from p_vision import ops
from p_vision.losses.alignment import labels_and_predictions
from p_vision.losses.crossentropy import binary_values
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike

_EPSILON = 1e-7


def binary_focal_crossentropy(
    y_true: TensorLike,
    y_pred: TensorLike,
    apply_class_balancing: bool = False,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> TensorLike:
    """Return the mean of the binary crossentropy times ``(1 - p)^gamma`` over ``axis``.

    Args:
        y_true: 0 or 1; (batch, ..., n).
        y_pred: probabilities, or logits; the same shape.
        apply_class_balancing: weigh ones with ``alpha`` and zeros with ``1 - alpha``.
        alpha: the weight of ones.
        gamma: how little sure answers count; 0 gives the crossentropy.
        from_logits: y_pred are numbers before a sigmoid.
        label_smoothing: how far to pull labels towards one half, 0..1.
        axis: axis of the mean.

    >>> loss = binary_focal_crossentropy([[1.0]], [[0.5]])
    >>> round(float(loss[0]), 4)
    0.1733
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    if from_logits:
        y_pred = ops.sigmoid(y_pred)
    right = y_true * y_pred + (1.0 - y_true) * (1.0 - y_pred)
    loss = ops.power(1.0 - right, gamma) * binary_values(y_true, y_pred, False)
    if apply_class_balancing:
        loss = (y_true * alpha + (1.0 - y_true) * (1.0 - alpha)) * loss
    return ops.mean(loss, axis=axis)


def categorical_focal_crossentropy(
    y_true: TensorLike,
    y_pred: TensorLike,
    alpha: float = 0.25,
    gamma: float = 2.0,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> TensorLike:
    """Return ``sum(-alpha (1 - p)^gamma y log(p))`` over the classes.

    Args:
        y_true: one-hot labels; (batch, ..., classes).
        y_pred: probabilities, or logits; the same shape.
        alpha: the weight of all classes, or one weight a class.
        gamma: how little sure answers count.
        from_logits: y_pred are numbers before a softmax.
        label_smoothing: how far to pull labels towards 1 / classes, 0..1.
        axis: axis of the classes.

    >>> loss = categorical_focal_crossentropy([[0.0, 1.0]], [[0.5, 0.5]])
    >>> round(float(loss[0]), 4)
    0.0433
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + label_smoothing / y_true.shape[-1]
    if from_logits:
        y_pred = ops.softmax(y_pred, axis=axis)
    probability = y_pred / ops.sum(y_pred, axis=axis, keepdims=True)
    probability = ops.clip(probability, _EPSILON, 1.0 - _EPSILON)
    crossentropy = ops.negative(y_true * ops.log(probability))
    weight = ops.power(1.0 - probability, gamma) * alpha
    return ops.sum(weight * crossentropy, axis=axis)


class BinaryFocalCrossentropy(Loss):
    """For yes-or-no labels of which one is rare.

    Args:
        apply_class_balancing: weigh ones with ``alpha`` and zeros with ``1 - alpha``.
        alpha: the weight of ones.
        gamma: how little sure answers count.
        from_logits: y_pred has not gone through the sigmoid yet.
        label_smoothing: how far to pull labels towards one half, 0..1.
        axis: axis of the mean.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        apply_class_balancing: bool = False,
        alpha: float = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "binary_focal_crossentropy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.apply_class_balancing = apply_class_balancing
        self.alpha = alpha
        self.gamma = gamma
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return binary_focal_crossentropy(
            y_true,
            y_pred,
            self.apply_class_balancing,
            self.alpha,
            self.gamma,
            self.from_logits,
            self.label_smoothing,
            self.axis,
        )


class CategoricalFocalCrossentropy(Loss):
    """For one-hot labels whose classes are of very different frequency.

    Args:
        alpha: the weight of all classes, or one weight a class.
        gamma: how little sure answers count.
        from_logits: y_pred has not gone through the softmax yet.
        label_smoothing: how far to pull labels towards equal probabilities, 0..1.
        axis: axis of the classes.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    def __init__(
        self,
        alpha: float = 0.25,
        gamma: float = 2.0,
        from_logits: bool = False,
        label_smoothing: float = 0.0,
        axis: int = -1,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "categorical_focal_crossentropy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.alpha = alpha
        self.gamma = gamma
        self.from_logits = from_logits
        self.label_smoothing = label_smoothing
        self.axis = axis

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return categorical_focal_crossentropy(
            y_true,
            y_pred,
            self.alpha,
            self.gamma,
            self.from_logits,
            self.label_smoothing,
            self.axis,
        )
