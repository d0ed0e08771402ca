"""Making the axes of labels and predictions agree, as Keras does."""

from __future__ import annotations

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.notices import warn
from p_vision.types import TensorLike


def align_ranks(first: TensorLike, second: TensorLike) -> tuple[TensorLike, TensorLike]:
    """Give two tensors the same number of axes where only a last 1 differs.

    (n,) and (n, 1) become (n, 1) both, so that they are never broadcast to
    (n, n); (n, m) and (n, m, 1) become (n, m).
    """
    if len(first.shape) == len(second.shape) + 1:
        first, second = _align(first, second)
    elif len(second.shape) == len(first.shape) + 1:
        second, first = _align(second, first)
    return first, second


def _align(longer: TensorLike, shorter: TensorLike) -> tuple[TensorLike, TensorLike]:
    if longer.shape[-1] != 1:
        return longer, shorter
    if len(shorter.shape) == 1:
        return longer, ops.expand_dims(shorter, -1)
    return ops.squeeze(longer, -1), shorter


def labels_and_predictions(y_true: TensorLike, y_pred: TensorLike) -> tuple[TensorLike, TensorLike]:
    """Return both as float32 tensors with aligned axes.

    Raises:
        ShapeError: their shapes cannot belong together.
    """
    y_pred = ops.convert_to_tensor(y_pred, dtype="float32")
    y_true = ops.convert_to_tensor(y_true, dtype="float32")
    y_true, y_pred = align_ranks(y_true, y_pred)
    check_broadcast(y_true.shape, y_pred.shape)
    return y_true, y_pred


def check_broadcast(true_shape: tuple[int | None, ...], pred_shape: tuple[int | None, ...]) -> None:
    """Complain about shapes that do not fit, in words about y.

    Raises:
        ShapeError: some axis differs.
    """
    pairs = zip(reversed(true_shape), reversed(pred_shape), strict=False)
    if all(a == b or 1 in (a, b) or None in (a, b) for a, b in pairs):
        return
    if len(true_shape) == len(pred_shape) and true_shape[:-1] == pred_shape[:-1]:
        wanted, given = true_shape[-1], pred_shape[-1]
        raise ShapeError(
            f"The model gives {given} value{'s' if given != 1 else ''} per sample, but y has "
            f"{wanted}: y_pred.shape is {tuple(pred_shape)}, y_true.shape is "
            f"{tuple(true_shape)}. Give the last layer {wanted} units, e.g. Dense({wanted})."
        )
    raise ShapeError(
        f"y and the model's output do not fit: y_true.shape is {tuple(true_shape)}, "
        f"y_pred.shape is {tuple(pred_shape)}. They must agree in every axis."
    )


def warn_of_broadcast(
    loss: str, true_shape: tuple[int | None, ...], pred_shape: tuple[int | None, ...]
) -> None:
    """Warn where a loss of the user's own would compare every label with every prediction."""
    ranks = sorted((len(true_shape), len(pred_shape)))
    wide = true_shape if len(true_shape) == 2 else pred_shape
    if ranks != [1, 2] or wide[-1] != 1 or wide[0] == 1:
        return
    count = wide[0]
    flat, column = ("y_true", "y_pred") if wide is pred_shape else ("y_pred", "y_true")
    warn(
        f"In {loss}, {flat} has shape ({count},) and {column} ({count}, 1): y_true - y_pred is "
        f"then {count}x{count} numbers. Write {flat}[:, None] to compare them one by one."
    )
