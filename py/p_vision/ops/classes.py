"""Class numbers and vectors that stand for them."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops.indexing import _whole, take_along_axis
from p_vision.ops.shapes import reshape

__all__ = [
    "in_top_k",
    "multi_hot",
    "one_hot",
]


@composite
def one_hot(
    x: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Any:
    """Class numbers as vectors with a single 1.

    Args:
        x: Whole numbers of any shape; those outside 0 to num_classes - 1 become zeros.
        num_classes: The length of the vectors.
        axis: Where the new axis stands. Defaults to -1.
        dtype: The dtype of the result. Defaults to float32.
        sparse: Accepted for Keras; must be False.

    Returns:
        A tensor with one more axis.

    Example:
        >>> from p_vision import ops
        >>> ops.one_hot([0, 2], 3).tolist()
        [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    """
    if sparse:
        raise ArgumentError("one_hot: sparse tensors are not available; leave sparse=False.")
    found = unary("one_hot", _whole(x), encode(num_classes=int(num_classes)))
    if dtype is not None:
        from p_vision.ops.conversion import cast

        found = cast(found, dtype)
    if axis != -1:
        from p_vision.ops.arrangement import moveaxis

        found = moveaxis(found, -1, axis)
    return found


@composite
def multi_hot(
    inputs: Any, num_classes: int, axis: int = -1, dtype: Any = None, sparse: bool = False
) -> Any:
    """Rows of class numbers as vectors with a 1 for each class present.

    Args:
        inputs: Whole numbers of shape (..., n).
        num_classes: The length of the vectors.
        axis: Where the class axis stands. Defaults to -1.
        dtype: The dtype of the result. Defaults to float32.
        sparse: Accepted for Keras; must be False.

    Returns:
        A tensor of shape (..., num_classes).

    Example:
        >>> from p_vision import ops
        >>> ops.multi_hot([[0, 2], [1, 1]], 3).tolist()
        [[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    hot = one_hot(inputs, num_classes, sparse=sparse)
    reduced = len(hot.shape) - 2
    found = unary("max", hot, encode(axes=(reduced,), keepdims=False))
    if axis != -1:
        from p_vision.ops.arrangement import moveaxis

        found = moveaxis(found, -1, axis)
    from p_vision.ops.conversion import cast

    return found if dtype is None else cast(found, dtype)


@composite
def in_top_k(targets: Any, predictions: Any, k: int) -> Any:
    """Whether the target class is among the k largest predictions.

    Args:
        targets: Class numbers of shape (batch,).
        predictions: Scores of shape (batch, classes).
        k: How many of the largest count.

    Returns:
        A bool tensor of shape (batch,).

    Example:
        >>> from p_vision import ops
        >>> ops.in_top_k([2, 0], [[0.1, 0.2, 0.7], [0.1, 0.2, 0.7]], 1).tolist()
        [True, False]
    """
    targets, predictions = _whole(targets), as_tensor(predictions)
    own = take_along_axis(predictions, reshape(targets, (-1, 1)), axis=1)
    above = unary("cast", binary("greater", predictions, own), encode(dtype="int32"))
    rank = unary("sum", above, encode(axes=(1,), keepdims=False))
    finite = unary("isfinite", reshape(own, (-1,)))
    return binary("logical_and", binary("less", rank, int(k)), finite)
