"""Activation functions of neural networks."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import as_tensor, axes_of, composite, encode, unary

__all__ = [
    "elu",
    "gelu",
    "hard_sigmoid",
    "leaky_relu",
    "log_sigmoid",
    "log_softmax",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "softsign",
    "swish",
]


def relu(x: Any) -> Any:
    """Negative numbers become 0, others stay.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.relu([-1.0, 0.0, 2.0]).numpy().round(3))
        [0. 0. 2.]
    """
    return unary("relu", x)


def relu6(x: Any) -> Any:
    """Numbers limited to 0 to 6.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.relu6([-1.0, 0.0, 2.0]).numpy().round(3))
        [0. 0. 2.]
    """
    return unary("relu6", x)


def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)): any number to one between 0 and 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sigmoid([-1.0, 0.0, 2.0]).numpy().round(3))
        [0.269 0.5   0.881]
    """
    return unary("sigmoid", x)


def log_sigmoid(x: Any) -> Any:
    """The logarithm of `sigmoid`, exact for large negative numbers.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.log_sigmoid([-1.0, 0.0, 2.0]).numpy().round(3))
        [-1.313 -0.693 -0.127]
    """
    return unary("log_sigmoid", x)


def softplus(x: Any) -> Any:
    """log(1 + exp(x)): a smooth `relu`.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.softplus([-1.0, 0.0, 2.0]).numpy().round(3))
        [0.313 0.693 2.127]
    """
    return unary("softplus", x)


def softsign(x: Any) -> Any:
    """x / (1 + abs(x)).

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.softsign([-1.0, 0.0, 2.0]).numpy().round(3))
        [-0.5    0.     0.667]
    """
    return unary("softsign", x)


def silu(x: Any) -> Any:
    """x * sigmoid(x), also called swish.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.silu([-1.0, 0.0, 2.0]).numpy().round(3))
        [-0.269  0.     1.762]
    """
    return unary("silu", x)


def mish(x: Any) -> Any:
    """x * tanh(softplus(x)).

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.mish([-1.0, 0.0, 2.0]).numpy().round(3))
        [-0.303  0.     1.944]
    """
    return unary("mish", x)


def selu(x: Any) -> Any:
    """Scaled exponential linear unit with Keras's constants.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.selu([-1.0, 0.0, 2.0]).numpy().round(3))
        [-1.111  0.     2.101]
    """
    return unary("selu", x)


def hard_sigmoid(x: Any) -> Any:
    """relu6(x + 3) / 6: a straight-lined `sigmoid`.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.hard_sigmoid([-1.0, 0.0, 2.0]).numpy().round(3))
        [0.333 0.5   0.833]
    """
    return unary("hard_sigmoid", x)


def elu(x: Any, alpha: float = 1.0) -> Any:
    """Numbers above 0 stay; others become alpha * (exp(x) - 1).

    Args:
        x: A tensor of any shape.
        alpha: The scale below 0. Defaults to 1.0.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.elu([-1.0, 0.0, 2.0]).numpy().round(3))
        [-0.632  0.     2.   ]
    """
    return unary("elu", x, encode(alpha=float(alpha)))


def gelu(x: Any, approximate: bool = True) -> Any:
    """x times the share of a normal distribution below x.

    Args:
        x: A tensor of any shape.
        approximate: Whether to use the tanh formula, as Keras's `ops.gelu` does.
            Defaults to True.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.gelu([-1.0, 0.0, 2.0], approximate=False).numpy().round(3))
        [-0.159  0.     1.954]
    """
    return unary("gelu", x, encode(approximate=bool(approximate)))


def leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """Numbers below 0 are scaled down, others stay.

    Args:
        x: A tensor of any shape.
        negative_slope: The scale below 0. Defaults to 0.2.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.leaky_relu([-1.0, 0.0, 2.0]).numpy().round(3))
        [-0.2  0.   2. ]
    """
    return unary("leaky_relu", x, encode(negative_slope=float(negative_slope)))


@composite
def softmax(x: Any, axis: Any = -1) -> Any:
    """Numbers as shares that sum to 1 along an axis: exp(x) / sum(exp(x)).

    Args:
        x: A tensor of any shape but ().
        axis: The axis or axes the shares sum to 1 along. Defaults to -1.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.softmax([1.0, 2.0, 3.0]).numpy().round(3))
        [0.09  0.245 0.665]
    """
    if isinstance(axis, int):
        return unary("softmax", x, encode(axis=axis))
    x = as_tensor(x)
    axes = axes_of(axis)
    shifted = x - unary("stop_gradient", unary("max", x, encode(axes=axes, keepdims=True)))
    return unary("exp", shifted - unary("logsumexp", shifted, encode(axes=axes, keepdims=True)))


@composite
def log_softmax(x: Any, axis: Any = -1) -> Any:
    """The logarithm of `softmax`, without loss of digits.

    Args:
        x: A tensor of any shape but ().
        axis: The axis or axes. Defaults to -1.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.log_softmax([1.0, 2.0, 3.0]).numpy().round(3))
        [-2.408 -1.408 -0.408]
    """
    if isinstance(axis, int):
        return unary("log_softmax", x, encode(axis=axis))
    x = as_tensor(x)
    return x - unary("logsumexp", x, encode(axes=axes_of(axis), keepdims=True))


swish = silu
