"""Circle loss (Sun et al., 2020): embeddings of one class together, others apart."""

from __future__ import annotations

from p_vision import ops
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike

#: Stands for minus infinity, whose gradient would be nan.
_NEVER = -1e30


def circle(
    y_true: TensorLike,
    y_pred: TensorLike,
    ref_labels: TensorLike | None = None,
    ref_embeddings: TensorLike | None = None,
    remove_diagonal: bool = True,
    gamma: float = 80,
    margin: float = 0.4,
) -> TensorLike:
    """Return one loss per sample of how badly its class is separated from the others.

    Args:
        y_true: class numbers; (batch,).
        y_pred: embeddings of length 1; (batch, size).
        ref_labels: classes to compare with; those of the batch by default.
        ref_embeddings: embeddings to compare with; those of the batch by default.
        remove_diagonal: do not compare a sample with itself.
        gamma: scale of the similarities.
        margin: how far apart classes should be.

    Source: https://arxiv.org/abs/2002.10857
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    labels = ops.reshape(ops.cast(ops.convert_to_tensor(y_true), "int32"), (-1, 1))
    others = y_pred if ref_embeddings is None else ops.convert_to_tensor(ref_embeddings)
    other_labels = labels
    if ref_labels is not None:
        other_labels = ops.reshape(ops.cast(ops.convert_to_tensor(ref_labels), "int32"), (-1, 1))
    distance = ops.maximum(1.0 - ops.matmul(y_pred, ops.transpose(others)), 0.0)
    same = ops.equal(labels, ops.transpose(other_labels))
    different = ops.logical_not(same)
    if remove_diagonal:
        itself = ops.eye(labels.shape[0], other_labels.shape[0], dtype="bool")
        same = ops.logical_and(same, ops.logical_not(itself))
    pulled = ops.maximum(margin + distance, 0.0) * (margin - distance) * -gamma
    pushed = ops.maximum(1.0 + margin - distance, 0.0) * (1.0 - margin - distance) * gamma
    pull = ops.logsumexp(ops.where(same, pulled, _NEVER), axis=1)
    push = ops.logsumexp(ops.where(different, pushed, _NEVER), axis=1)
    return ops.softplus(pull + push)


class Circle(Loss):
    """Learns embeddings: near each other within a class, far between classes.

    Args:
        gamma: scale of the similarities.
        margin: how far apart classes should be.
        remove_diagonal: do not compare a sample with itself.
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.
    """

    _label_dtype = None

    def __init__(
        self,
        gamma: float = 80.0,
        margin: float = 0.4,
        remove_diagonal: bool = True,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "circle",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.gamma = gamma
        self.margin = margin
        self.remove_diagonal = remove_diagonal

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return circle(
            y_true,
            y_pred,
            remove_diagonal=self.remove_diagonal,
            gamma=self.gamma,
            margin=self.margin,
        )

    def mask(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike | None:
        """Return which samples still cost something; the mean is over these."""
        return ops.greater(self.call(y_true, y_pred), 0.0)
