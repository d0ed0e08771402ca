"""How far predicted probabilities are from the truth."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError
from p_vision.ops._apply import as_tensor, composite, encode, unary

__all__ = [
    "binary_crossentropy",
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
]

# Keras's guard against log(0).
_EPSILON = 1e-7


def _clipped(x: Any) -> Any:
    return unary("clip", x, encode(min=_EPSILON, max=1.0 - _EPSILON))


def _same_shape(target: Any, output: Any, op: str) -> None:
    if tuple(target.shape) != tuple(output.shape):
        raise ShapeError(
            f"{op}: target and output must have the same shape; they have {tuple(target.shape)} "
            f"and {tuple(output.shape)}."
        )


@composite
def binary_crossentropy(target: Any, output: Any, from_logits: bool = False) -> Any:
    """-(t log(p) + (1 - t) log(1 - p)), element by element.

    Args:
        target: The truth, from 0 to 1.
        output: Probabilities of the same shape, or with `from_logits` scores
            before the sigmoid.
        from_logits: Whether `output` holds scores. Defaults to False.

    Returns:
        A float32 tensor of the same shape.

    Raises:
        ShapeError: when the shapes differ.

    Example:
        >>> from p_vision import ops
        >>> print(ops.binary_crossentropy([1.0, 0.0], [0.8, 0.1]).numpy().round(3))
        [0.223 0.105]
    """
    target, output = as_tensor(target) * 1.0, as_tensor(output)
    _same_shape(target, output, "binary_crossentropy")
    if from_logits:
        # max(x, 0) - x t + log(1 + exp(-|x|)) never overflows.
        tail = unary("log1p", unary("exp", -unary("abs", output)))
        return unary("relu", output) - output * target + tail
    output = _clipped(output)
    return -(target * unary("log", output) + (1.0 - target) * unary("log", 1.0 - output))


@composite
def categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1
) -> Any:
    """-sum(t log(p)) over the classes.

    Args:
        target: The truth, one probability for each class.
        output: Predicted probabilities of the same shape, or with
            `from_logits` scores before the softmax.
        from_logits: Whether `output` holds scores. Defaults to False.
        axis: The axis of the classes. Defaults to -1.

    Returns:
        A float32 tensor without the axis of the classes.

    Raises:
        ShapeError: when the shapes differ.

    Example:
        >>> from p_vision import ops
        >>> print(ops.categorical_crossentropy([[0.0, 1.0]], [[0.2, 0.8]]).numpy().round(3))
        [0.223]
    """
    target, output = as_tensor(target), as_tensor(output)
    _same_shape(target, output, "categorical_crossentropy")
    gathered = encode(axes=(axis,), keepdims=False)
    if from_logits:
        log_probability = unary("log_softmax", output, encode(axis=axis))
    else:
        output = output / unary("sum", output, encode(axes=(axis,), keepdims=True))
        log_probability = unary("log", _clipped(output))
    return -unary("sum", target * log_probability, gathered)


@composite
def sparse_categorical_crossentropy(
    target: Any, output: Any, from_logits: bool = False, axis: int = -1
) -> Any:
    """-log of the probability given to the true class.

    Args:
        target: Class numbers, of the shape of `output` without its class axis
            (or with size 1 there).
        output: Predicted probabilities, or with `from_logits` scores before
            the softmax.
        from_logits: Whether `output` holds scores. Defaults to False.
        axis: The axis of the classes. Defaults to -1.

    Returns:
        A float32 tensor of the shape of the class numbers.

    Raises:
        ShapeError: when the shapes do not fit.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sparse_categorical_crossentropy([1], [[0.2, 0.8]]).numpy().round(3))
        [0.223]
    """
    target, output = as_tensor(target), as_tensor(output)
    rank = len(output.shape)
    place = axis % rank
    if len(target.shape) == rank and target.shape[place] == 1:
        rest = tuple(size for at, size in enumerate(target.shape) if at != place)
        target = unary("reshape", target, encode(shape=rest))
    expected = tuple(size for at, size in enumerate(output.shape) if at != place)
    if tuple(target.shape) != expected:
        raise ShapeError(
            "sparse_categorical_crossentropy: class numbers of shape "
            f"{tuple(target.shape)} do not fit predictions of shape {tuple(output.shape)}; they "
            f"should have shape {expected}."
        )
    if from_logits:
        log_probability = unary("log_softmax", output, encode(axis=axis))
    else:
        output = output / unary("sum", output, encode(axes=(axis,), keepdims=True))
        log_probability = unary("log", _clipped(output))
    if place != rank - 1:
        order = (*(at for at in range(rank) if at != place), place)
        log_probability = unary("transpose", log_probability, encode(axes=order))
    if target.dtype != "int32":
        target = unary("cast", target, encode(dtype="int32"))
    hot = unary("one_hot", target, encode(num_classes=int(output.shape[place])))
    return -unary("sum", hot * log_probability, encode(axes=(-1,), keepdims=False))
