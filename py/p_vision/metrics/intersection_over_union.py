"""How much regions overlap: intersection / union (Jaccard, 1901), from a table of classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.metrics.metric import Metric
from p_vision.types import TensorLike

_EPSILON = 1e-7


class IoU(Metric):
    """The mean overlap of some classes; classes that never occur do not count.

    Args:
        num_classes: how many classes there are.
        target_class_ids: the classes to look at.
        name: name in logs.
        dtype: accepted for Keras; the table is float32.
        ignore_class: a class number of y_true that does not count.
        sparse_y_true: y_true holds class numbers; else one row of scores each.
        sparse_y_pred: y_pred holds class numbers; else one row of scores each.
        axis: the axis of the rows of scores.

    Raises:
        ArgumentError: a class that there is not.

    >>> metric = IoU(num_classes=2, target_class_ids=[0])
    >>> metric.update_state([0, 0, 1, 1], [0, 1, 0, 1])
    >>> round(float(metric.result()), 3)
    0.333
    """

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: str | None = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(name=name, dtype=dtype)
        if max(target_class_ids) >= num_classes:
            raise ArgumentError(
                f"target_class_ids holds {max(target_class_ids)}, but with "
                f"num_classes={num_classes} the classes are 0 to {num_classes - 1}."
            )
        self.num_classes = num_classes
        self.target_class_ids = list(target_class_ids)
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis
        self.total_cm = self.add_variable((num_classes, num_classes), name="total_confusion_matrix")

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch into the table.

        Args:
            y_true: classes; any shape.
            y_pred: classes; the same shape.
            sample_weight: weights of the places.
        """
        first = _classes(y_true, self.sparse_y_true, self.axis)
        second = _classes(y_pred, self.sparse_y_pred, self.axis)
        rows, columns = (ops.one_hot(labels, self.num_classes) for labels in (first, second))
        if self.ignore_class is not None:
            counted = ops.cast(ops.not_equal(first, self.ignore_class), "float32")
            rows = rows * ops.expand_dims(counted, 1)
        if sample_weight is not None:
            weight = ops.reshape(ops.convert_to_tensor(sample_weight, dtype="float32"), (-1,))
            rows = rows * ops.expand_dims(ops.broadcast_to(weight, first.shape), 1)
        self.total_cm.assign_add(ops.matmul(ops.transpose(rows), columns))

    def result(self) -> TensorLike:
        """Return the mean overlap so far."""
        table = self.total_cm.value
        both = ops.diagonal(table)
        either = ops.sum(table, axis=0) + ops.sum(table, axis=1) - both
        both = ops.take(both, self.target_class_ids, axis=0)
        either = ops.take(either, self.target_class_ids, axis=0)
        occurs = ops.greater(either, 1e-9)
        overlap = ops.where(occurs, both / (either + _EPSILON), 0.0)
        return ops.sum(overlap) / (ops.sum(ops.cast(occurs, "float32")) + _EPSILON)


def _classes(labels: Any, sparse: bool, axis: int) -> TensorLike:
    if not sparse:
        labels = ops.argmax(labels, axis=axis)
    return ops.reshape(ops.cast(ops.convert_to_tensor(labels), "int32"), (-1,))


class BinaryIoU(IoU):
    """The mean overlap for yes-or-no labels.

    Args:
        target_class_ids: 0, 1 or both.
        threshold: from where a probability counts as 1.
        name: name in logs.
        dtype: accepted for Keras; the table is float32.
    """

    _not_in_config = Metric._not_in_config | {
        "num_classes",
        "ignore_class",
        "sparse_y_true",
        "sparse_y_pred",
        "axis",
    }

    def __init__(
        self,
        target_class_ids: Sequence[int] = (0, 1),
        threshold: float = 0.5,
        name: str | None = None,
        dtype: str | None = None,
    ) -> None:
        super().__init__(2, target_class_ids, name, dtype)
        self.threshold = threshold

    def update_state(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> None:
        """Count a batch into the table."""
        y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
        said = ops.cast(ops.greater_equal(y_pred, self.threshold), "int32")
        super().update_state(y_true, said, sample_weight)


class MeanIoU(IoU):
    """The mean overlap of all classes.

    Args:
        num_classes: how many classes there are.
        name: name in logs.
        dtype: accepted for Keras; the table is float32.
        ignore_class: a class number of y_true that does not count.
        sparse_y_true: y_true holds class numbers; else one row of scores each.
        sparse_y_pred: y_pred holds class numbers; else one row of scores each.
        axis: the axis of the rows of scores.
    """

    _not_in_config = Metric._not_in_config | {"target_class_ids"}

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: str | None = None,
        ignore_class: int | None = None,
        sparse_y_true: bool = True,
        sparse_y_pred: bool = True,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes,
            range(num_classes),
            name,
            dtype,
            ignore_class,
            sparse_y_true,
            sparse_y_pred,
            axis,
        )


class OneHotIoU(IoU):
    """The mean overlap of some classes, for one-hot labels.

    Args:
        num_classes: how many classes there are.
        target_class_ids: the classes to look at.
        name: name in logs.
        dtype: accepted for Keras; the table is float32.
        ignore_class: a class number of y_true that does not count.
        sparse_y_pred: y_pred holds class numbers; else one row of scores each.
        axis: the axis of the rows of scores.
    """

    _not_in_config = Metric._not_in_config | {"sparse_y_true"}

    def __init__(
        self,
        num_classes: int,
        target_class_ids: Sequence[int],
        name: str | None = None,
        dtype: str | None = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(
            num_classes, target_class_ids, name, dtype, ignore_class, False, sparse_y_pred, axis
        )


class OneHotMeanIoU(MeanIoU):
    """The mean overlap of all classes, for one-hot labels.

    Args:
        num_classes: how many classes there are.
        name: name in logs.
        dtype: accepted for Keras; the table is float32.
        ignore_class: a class number of y_true that does not count.
        sparse_y_pred: y_pred holds class numbers; else one row of scores each.
        axis: the axis of the rows of scores.
    """

    _not_in_config = MeanIoU._not_in_config | {"sparse_y_true"}

    def __init__(
        self,
        num_classes: int,
        name: str | None = None,
        dtype: str | None = None,
        ignore_class: int | None = None,
        sparse_y_pred: bool = False,
        axis: int = -1,
    ) -> None:
        super().__init__(num_classes, name, dtype, ignore_class, False, sparse_y_pred, axis)
