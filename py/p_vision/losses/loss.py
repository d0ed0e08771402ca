"""The base class of losses, and how values become one number.

sum_over_batch_size (and "mean"): sum(weight * loss) / number of losses;
mean_with_sample_weight: sum(weight * loss) / sum(weight).
"""

from __future__ import annotations

import math

from p_vision import ops
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError, UnknownNameError
from p_vision.losses.alignment import align_ranks, warn_of_broadcast
from p_vision.naming import name_for
from p_vision.types import TensorLike

_REDUCTIONS = ("sum_over_batch_size", "mean", "mean_with_sample_weight", "sum", "none")


class Loss(Configurable):
    """How wrong predictions are.

    Write your own by overriding ``call``:

    >>> from p_vision import ops
    >>> class Cubed(Loss):
    ...     def call(self, y_true, y_pred):
    ...         return ops.mean(ops.abs(y_true - y_pred) ** 3, axis=-1)
    >>> float(Cubed()([[1.0], [2.0]], [[2.0], [4.0]]))
    4.5

    Args:
        name: name in messages; the class's name by default.
        reduction: "sum_over_batch_size" (the mean over samples), "sum",
            "mean", "mean_with_sample_weight" or None for one loss per sample.
        dtype: accepted for Keras; losses are float32.

    Raises:
        UnknownNameError: a reduction of another name.
    """

    kind = "loss"
    _not_in_config = frozenset({"dtype"})

    #: What labels are converted to; None leaves whole numbers whole.
    _label_dtype: str | None = "float32"

    def __init__(
        self,
        name: str | None = None,
        reduction: str | None = "sum_over_batch_size",
        dtype: str | None = None,
    ) -> None:
        if reduction is not None and reduction not in _REDUCTIONS:
            raise UnknownNameError(reduction, _REDUCTIONS, "reduction")
        self.name = name or name_for(self)
        self.reduction = reduction
        self.dtype = dtype or "float32"

    def __call__(
        self, y_true: TensorLike, y_pred: TensorLike, sample_weight: TensorLike | None = None
    ) -> TensorLike:
        """Return the reduced loss.

        Args:
            y_true: what is right; (batch, ...).
            y_pred: what the model says; (batch, ...).
            sample_weight: a number for each sample, or for each loss value.
        """
        travelling = getattr(y_pred, "_keras_mask", None)
        y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
        y_true = ops.convert_to_tensor(y_true, dtype=self._label_dtype)
        if not type(self).__module__.startswith("p_vision."):
            warn_of_broadcast(type(self).__name__, tuple(y_true.shape), tuple(y_pred.shape))
        values = self.call(y_true, y_pred)
        if values is None:
            name = getattr(getattr(self, "fn", None), "__name__", None) or type(self).__name__
            raise ArgumentError(f"The loss {name} returned None: is a `return` missing?")
        if not hasattr(values, "shape"):
            values = ops.convert_to_tensor(values, dtype="float32")
        mask = self.mask(y_true, y_pred)
        if travelling is not None:
            mask = travelling if mask is None else ops.logical_and(travelling, mask)
        return reduce_weighted_values(values, sample_weight, mask, self.reduction)

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return one loss per sample (or per sample and position)."""
        raise NotImplementedError(
            f"{type(self).__name__} needs a method call(self, y_true, y_pred)."
        )

    def mask(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike | None:
        """Return which losses count (bool, in their shape), or None for all."""
        return None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name='{self.name}', reduction={self.reduction!r}>"


def reduce_weighted_values(
    values: TensorLike,
    sample_weight: TensorLike | None,
    mask: TensorLike | None,
    reduction: str | None,
) -> TensorLike:
    """Weigh losses and make one number of them.

    Args:
        values: losses, any shape.
        sample_weight: factors; they broadcast to ``values``.
        mask: which losses count, or None.
        reduction: as in :class:`Loss`.
    """
    weight = None
    if sample_weight is not None:
        weight = ops.convert_to_tensor(sample_weight, dtype="float32")
    if mask is not None:
        weight = _weight_with_mask(weight, mask, reduction)
    if weight is not None:
        values, weight = align_ranks(values, weight)
        values = values * weight
    if reduction in (None, "none") or len(values.shape) == 0:
        return values
    total = ops.sum(values)
    if reduction == "sum":
        return total
    if reduction == "mean_with_sample_weight" and weight is not None:
        weights = ops.sum(weight)
        return ops.where(ops.equal(weights, 0), 0.0, total / ops.where(weights == 0, 1.0, weights))
    return total / float(math.prod(values.shape))


def _weight_with_mask(
    weight: TensorLike | None, mask: TensorLike, reduction: str | None
) -> TensorLike:
    counted = ops.cast(mask, "float32")
    if reduction in ("mean", "sum_over_batch_size"):
        # The mean is over the losses that count, though it divides by all of them.
        valid = ops.maximum(ops.sum(counted), 1e-7)
        counted = counted * (float(math.prod(counted.shape)) / valid)
    if weight is None:
        return counted
    weight, counted = align_ranks(weight, counted)
    return weight * counted
