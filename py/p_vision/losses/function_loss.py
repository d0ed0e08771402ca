"""A plain function used as a loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision.losses.alignment import align_ranks
from p_vision.losses.loss import Loss
from p_vision.types import TensorLike


class LossFunctionWrapper(Loss):
    """Makes a loss of a function of (y_true, y_pred).

    Args:
        fn: the function; it returns one loss per sample, or one number.
        reduction: as in :class:`Loss`.
        name: name in messages; the function's name by default.
        dtype: accepted for Keras; losses are float32.
        **kwargs: more arguments for ``fn``.

    >>> from p_vision import ops
    >>> def largest_error(y_true, y_pred):
    ...     return ops.max(ops.abs(y_true - y_pred), axis=-1)
    >>> float(LossFunctionWrapper(largest_error)([[0.0, 0.0]], [[1.0, -3.0]]))
    3.0
    """

    def __init__(
        self,
        fn: Callable[..., Any],
        reduction: str | None = "sum_over_batch_size",
        name: str | None = None,
        dtype: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name or getattr(fn, "__name__", None), reduction, dtype)
        self.fn = fn
        self._fn_kwargs = kwargs

    def call(self, y_true: TensorLike, y_pred: TensorLike) -> TensorLike:
        """Return what the function says."""
        y_true, y_pred = align_ranks(y_true, y_pred)
        return self.fn(y_true, y_pred, **self._fn_kwargs)
