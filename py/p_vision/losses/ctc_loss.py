"""CTC loss (Graves et al., 2006): labels for sequences without knowing where each stands."""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


def ctc(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return one loss per sample: how unlikely its labels are in this order.

    Args:
        y_true: class numbers, filled up with 0; (batch, labels).
        y_pred: logits, class 0 for "no label here"; (batch, steps, classes).

    Raises:
        ShapeError: other shapes.

    Source: https://www.cs.toronto.edu/~graves/icml_2006.pdf

    >>> from p_vision import ops
    >>> round(ctc([[1]], ops.zeros((1, 1, 2))).tolist()[0], 4)
    0.6931
    """
    y_true, y_pred = ops.convert_to_tensor(y_true), ops.convert_to_tensor(y_pred)
    if len(y_true.shape) != 2 or len(y_pred.shape) != 3:
        raise ShapeError(
            "The CTC loss takes labels of shape (batch, labels) and predictions of shape "
            f"(batch, steps, classes); y_true.shape is {tuple(y_true.shape)}, y_pred.shape is "
            f"{tuple(y_pred.shape)}."
        )
    labels = ops.cast(y_true, "int32")
    count = ops.sum(ops.cast(ops.not_equal(labels, 0), "int32"), axis=-1)
    steps = ops.zeros_like(count) + y_pred.shape[1]
    return ops.ctc_loss(labels, y_pred, count, steps, mask_index=0)


class CTC(Loss):
    """Fits the order of labels, wherever in the sequence each stands.

    Args:
        reduction: as in :class:`Loss`.
        name: name in messages.
        dtype: accepted for Keras; losses are float32.

    >>> from p_vision import ops
    >>> round(float(CTC()([[1]], ops.zeros((1, 1, 2)))), 4)
    0.6931
    """

    _label_dtype = None

    def __init__(
        self,
        reduction: str | None = "sum_over_batch_size",
        name: str | None = "ctc",
        dtype: str | None = None,
    ) -> None:
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample."""
        return ctc(y_true, y_pred)
