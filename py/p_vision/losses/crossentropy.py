"""Losses for probabilities of classes; each returns one loss per sample.

Probabilities are clipped to [1e-7, 1 - 1e-7] so that a confident mistake
costs a lot, but not infinitely much.
"""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.losses.alignment import labels_and_predictions
from p_vision.types import TensorLike

_EPSILON = 1e-7


def binary_crossentropy(
    y_true: TensorLike,
    y_pred: TensorLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> TensorLike:
    """Return ``-mean(y log(p) + (1 - y) log(1 - p))`` over ``axis``.

    Args:
        y_true: 0 or 1; (batch, ..., n).
        y_pred: probabilities, or logits; the same shape.
        from_logits: y_pred are numbers before a sigmoid.
        label_smoothing: how far to pull labels towards one half, 0..1.
        axis: axis of the mean.

    >>> loss = binary_crossentropy([[1.0]], [[0.5]])
    >>> round(float(loss[0]), 4)
    0.6931
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + 0.5 * label_smoothing
    return ops.mean(binary_values(y_true, y_pred, from_logits), axis=axis)


def binary_values(y_true: TensorLike, y_pred: TensorLike, from_logits: bool) -> TensorLike:
    """Return the binary crossentropy of every single value."""
    if from_logits:
        yes, no = ops.log_sigmoid(y_pred), ops.log_sigmoid(ops.negative(y_pred))
    else:
        y_pred = ops.clip(y_pred, _EPSILON, 1.0 - _EPSILON)
        yes, no = ops.log(y_pred), ops.log(1.0 - y_pred)
    return ops.negative(y_true * yes + (1.0 - y_true) * no)


def categorical_crossentropy(
    y_true: TensorLike,
    y_pred: TensorLike,
    from_logits: bool = False,
    label_smoothing: float = 0.0,
    axis: int = -1,
) -> TensorLike:
    """Return ``-sum(y log(p))`` over the classes.

    Args:
        y_true: one-hot labels or probabilities; (batch, ..., classes).
        y_pred: probabilities (they are divided by their sum), or logits; the same shape.
        from_logits: y_pred are numbers before a softmax.
        label_smoothing: how far to pull labels towards 1 / classes, 0..1.
        axis: axis of the classes.

    Raises:
        ShapeError: the shapes differ, for example because y holds class numbers.

    >>> loss = categorical_crossentropy([[0.0, 1.0]], [[0.5, 0.5]])
    >>> round(float(loss[0]), 4)
    0.6931
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    y_true = ops.convert_to_tensor(y_true, dtype="float32")
    _check_one_hot(tuple(y_true.shape), tuple(y_pred.shape))
    if label_smoothing:
        y_true = y_true * (1.0 - label_smoothing) + label_smoothing / y_true.shape[-1]
    return ops.negative(ops.sum(y_true * log_probabilities(y_pred, from_logits, axis), axis=axis))


def sparse_categorical_crossentropy(
    y_true: TensorLike,
    y_pred: TensorLike,
    from_logits: bool = False,
    ignore_class: int | None = None,
    axis: int = -1,
) -> TensorLike:
    """Return ``-log(p[y])``.

    Args:
        y_true: class numbers from 0; (batch, ...) or (batch, ..., 1).
        y_pred: probabilities (they are divided by their sum), or logits; (batch, ..., classes).
        from_logits: y_pred are numbers before a softmax.
        ignore_class: a class number whose samples cost nothing.
        axis: axis of the classes.

    Raises:
        ShapeError: the shapes do not fit, for example because y is one-hot.

    >>> loss = sparse_categorical_crossentropy([1], [[0.5, 0.5]])
    >>> round(float(loss[0]), 4)
    0.6931
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    y_true = class_numbers(y_true, y_pred, axis)
    if ignore_class is not None:
        counted = ops.not_equal(y_true, ignore_class)
        y_true = ops.where(counted, y_true, 0)
        y_pred = ops.where(ops.expand_dims(counted, axis), y_pred, 0.0)
        # Zeros divided by their sum would be nan, and nan times 0 stays nan in the gradient.
        if not from_logits:
            y_pred = ops.where(ops.expand_dims(counted, axis), y_pred, 1.0)
    chosen = ops.one_hot(y_true, y_pred.shape[axis])
    if axis not in (-1, len(y_pred.shape) - 1):
        chosen = ops.moveaxis(chosen, -1, axis)
    loss = ops.negative(ops.sum(chosen * log_probabilities(y_pred, from_logits, axis), axis=axis))
    if ignore_class is not None:
        loss = ops.where(counted, loss, 0.0)
    return loss


def kl_divergence(y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
    """Return ``sum(y log(y / p))`` over the last axis (Kullback and Leibler, 1951).

    Args:
        y_true: probabilities; (batch, ..., classes).
        y_pred: the same shape.
    """
    y_true, y_pred = labels_and_predictions(y_true, y_pred)
    y_true = ops.clip(y_true, _EPSILON, 1.0)
    y_pred = ops.clip(y_pred, _EPSILON, 1.0)
    return ops.sum(y_true * ops.log(y_true / y_pred), axis=-1)


def log_probabilities(y_pred: TensorLike, from_logits: bool, axis: int) -> TensorLike:
    """Return the logarithm of the probabilities that ``y_pred`` stands for."""
    if from_logits:
        return ops.log_softmax(y_pred, axis=axis)
    y_pred = y_pred / ops.sum(y_pred, axis=axis, keepdims=True)
    return ops.log(ops.clip(y_pred, _EPSILON, 1.0 - _EPSILON))


def class_numbers(y_true: TensorLike, y_pred: TensorLike, axis: int = -1) -> TensorLike:
    """Return labels as int32 without the axis of the classes, checked against ``y_pred``.

    Raises:
        ShapeError: the shapes do not fit.
    """
    y_true = ops.cast(ops.convert_to_tensor(y_true), "int32")
    if len(y_true.shape) == len(y_pred.shape) and y_true.shape[axis] == 1:
        y_true = ops.squeeze(y_true, axis)
    shape = tuple(y_pred.shape)
    wanted = shape[:axis] if axis == -1 else shape[:axis] + shape[axis + 1 :]
    given = tuple(y_true.shape)
    if given == wanted:
        return y_true
    if given == shape:
        raise ShapeError(
            f"y has shape {given}, so it looks one-hot, but sparse_categorical_crossentropy "
            "takes class numbers. Use loss='categorical_crossentropy', or y.argmax(-1)."
        )
    raise _misfit(given, shape)


def _check_one_hot(true_shape: tuple[int, ...], pred_shape: tuple[int, ...]) -> None:
    if true_shape == pred_shape:
        return
    classes = pred_shape[-1]
    if true_shape in (pred_shape[:-1], (*pred_shape[:-1], 1)):
        raise ShapeError(
            f"y has shape {true_shape}, so it looks like class numbers, but "
            "categorical_crossentropy takes one-hot labels. Use "
            f"loss='sparse_categorical_crossentropy', or to_categorical(y, {classes})."
        )
    if true_shape[:-1] == pred_shape[:-1]:
        raise ShapeError(
            f"The model gives {classes} values per sample, but y has {true_shape[-1]} classes: "
            f"y_pred.shape is {pred_shape}, y_true.shape is {true_shape}. "
            f"Give the last layer {true_shape[-1]} units, e.g. Dense({true_shape[-1]})."
        )
    raise _misfit(true_shape, pred_shape)


def _misfit(true_shape: tuple[int, ...], pred_shape: tuple[int, ...]) -> ShapeError:
    text = (
        f"y and the model's output do not fit: y_true.shape is {true_shape}, "
        f"y_pred.shape is {pred_shape}."
    )
    if len(pred_shape) > len(true_shape) + 1:
        sizes = "x".join(str(size) for size in pred_shape[1:])
        text += (
            f" The output is {sizes} per sample: put Flatten() or GlobalAveragePooling2D() "
            "before the last Dense."
        )
    return ShapeError(text)
