"""How often predictions are right, as functions: 1 or 0 per sample."""

from __future__ import annotations

from p_vision import ops
from p_vision.losses.alignment import align_ranks
from p_vision.types import TensorLike


def accuracy(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return 1 where both are the same number.

    Args:
        y_true: any shape.
        y_pred: the same shape.
    """
    y_pred = ops.convert_to_tensor(y_pred)
    y_true, y_pred = align_ranks(ops.convert_to_tensor(y_true, dtype=y_pred.dtype), y_pred)
    return ops.cast(ops.equal(y_true, y_pred), "float32")


def binary_accuracy(y_true: TensorLike, y_pred: TensorLike, threshold: float = 0.5) -> TensorLike:
    """Return 1 where ``y_pred > threshold`` is what the label says.

    Args:
        y_true: 0 or 1; (batch, ...).
        y_pred: probabilities; the same shape.
        threshold: from where a probability counts as 1.

    >>> binary_accuracy([[1], [0]], [[0.8], [0.7]]).tolist()
    [[1.0], [0.0]]
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    y_true, y_pred = align_ranks(ops.convert_to_tensor(y_true, dtype="float32"), y_pred)
    says = ops.cast(ops.greater(y_pred, threshold), "float32")
    return ops.cast(ops.equal(y_true, says), "float32")


def categorical_accuracy(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return 1 where the likeliest class is the labelled one.

    Args:
        y_true: one-hot labels; (batch, ..., classes).
        y_pred: probabilities or logits; the same shape.
    """
    return _same_class(ops.argmax(y_true, axis=-1), y_pred)


def sparse_categorical_accuracy(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return 1 where the likeliest class is the labelled one.

    Args:
        y_true: class numbers; (batch, ...) or (batch, ..., 1).
        y_pred: probabilities or logits; (batch, ..., classes).

    >>> sparse_categorical_accuracy([1, 0], [[0.2, 0.8], [0.4, 0.6]]).tolist()
    [1.0, 0.0]
    """
    return _same_class(_class_numbers(y_true, y_pred), y_pred)


def top_k_categorical_accuracy(y_true: TensorLike, y_pred: TensorLike, k: int = 5) -> TensorLike:
    """Return 1 where the labelled class is among the ``k`` likeliest.

    Args:
        y_true: one-hot labels; (batch, ..., classes).
        y_pred: probabilities or logits; the same shape.
        k: how many classes count.
    """
    return _among_best(ops.argmax(y_true, axis=-1), y_pred, k)


def sparse_top_k_categorical_accuracy(
    y_true: TensorLike, y_pred: TensorLike, k: int = 5, from_sorted_ids: bool = False
) -> TensorLike:
    """Return 1 where the labelled class is among the ``k`` likeliest.

    Args:
        y_true: class numbers; (batch, ...) or (batch, ..., 1).
        y_pred: probabilities or logits; (batch, ..., classes).
        k: how many classes count.
        from_sorted_ids: y_pred holds class numbers, the likeliest first.

    >>> sparse_top_k_categorical_accuracy([2], [[0.5, 0.3, 0.2]], k=2).tolist()
    [0.0]
    """
    labels = _class_numbers(y_true, y_pred)
    if from_sorted_ids:
        ids = ops.cast(ops.convert_to_tensor(y_pred), "int32")[..., :k]
        return ops.cast(ops.any(ops.equal(ids, ops.expand_dims(labels, -1)), axis=-1), "float32")
    return _among_best(labels, y_pred, k)


def _class_numbers(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    y_true = ops.cast(ops.convert_to_tensor(y_true), "int32")
    y_pred = ops.convert_to_tensor(y_pred)
    if len(y_true.shape) == len(y_pred.shape) and y_true.shape[-1] == 1:
        y_true = ops.squeeze(y_true, -1)
    return y_true


def _same_class(labels: TensorLike, y_pred: TensorLike) -> TensorLike:
    return ops.cast(ops.equal(labels, ops.argmax(y_pred, axis=-1)), "float32")


def _among_best(labels: TensorLike, y_pred: TensorLike, k: int) -> TensorLike:
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    # A class is among the k best if fewer than k are better: no sorting is needed.
    own = ops.take_along_axis(y_pred, ops.expand_dims(labels, -1), axis=-1)
    better = ops.sum(ops.cast(ops.greater(y_pred, own), "int32"), axis=-1)
    return ops.cast(ops.less(better, k), "float32")
