"""More activation functions, made of simpler operations."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError
from p_vision.ops._apply import apply, apply_many, as_tensor, binary, composite, encode, unary

__all__ = [
    "celu",
    "glu",
    "hard_shrink",
    "hard_silu",
    "hard_swish",
    "hard_tanh",
    "soft_shrink",
    "sparse_plus",
    "sparse_sigmoid",
    "squareplus",
    "tanh_shrink",
    "threshold",
]


@composite
def hard_silu(x: Any) -> Any:
    """x * hard_sigmoid(x), also called hard swish.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.hard_silu([-1.0, 0.2, 2.0]).numpy().round(3))
        [-0.333  0.107  1.667]
    """
    x = as_tensor(x)
    return x * unary("hard_sigmoid", x)


@composite
def hard_tanh(x: Any) -> Any:
    """Numbers limited to -1 to 1.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.hard_tanh([-1.0, 0.2, 2.0]).numpy().round(3))
        [-1.   0.2  1. ]
    """
    x = as_tensor(x)
    return unary("clip", x, '{"min":-1.0,"max":1.0}')


@composite
def tanh_shrink(x: Any) -> Any:
    """x - tanh(x).

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.tanh_shrink([-1.0, 0.2, 2.0]).numpy().round(3))
        [-0.238  0.003  1.036]
    """
    x = as_tensor(x)
    return x - unary("tanh", x)


@composite
def squareplus(x: Any, b: float = 4.0) -> Any:
    """(x + sqrt(x**2 + b)) / 2: a smooth `relu`.

    Args:
        x: A tensor of any shape.
        b: How smooth. Defaults to 4.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.squareplus([-1.0, 0.2, 2.0]).numpy().round(3))
        [0.618 1.105 2.414]
    """
    x = as_tensor(x)
    return (x + unary("sqrt", x * x + float(b))) * 0.5


@composite
def celu(x: Any, alpha: float = 1.0) -> Any:
    """max(0, x) + min(0, alpha * (exp(x / alpha) - 1)).

    Args:
        x: A tensor of any shape.
        alpha: The scale below 0. Defaults to 1.0.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.celu([-1.0, 0.2, 2.0]).numpy().round(3))
        [-0.632  0.2    2.   ]
    """
    x = as_tensor(x)
    return unary("relu", x) + unary("expm1", binary("minimum", x, 0.0) / float(alpha)) * float(
        alpha
    )


@composite
def hard_shrink(x: Any, threshold: float = 0.5) -> Any:
    """Numbers between -threshold and threshold become 0.

    Args:
        x: A tensor of any shape.
        threshold: The bound. Defaults to 0.5.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.hard_shrink([-1.0, 0.2, 2.0]).numpy().round(3))
        [-1.  0.  2.]
    """
    x = as_tensor(x)
    return apply("where", (unary("abs", x) > threshold, x, 0.0))


@composite
def soft_shrink(x: Any, threshold: float = 0.5) -> Any:
    """Numbers moved towards 0 by `threshold`, and 0 where they would cross it.

    Args:
        x: A tensor of any shape.
        threshold: How far. Defaults to 0.5.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.soft_shrink([-1.0, 0.2, 2.0]).numpy().round(3))
        [-0.5  0.   1.5]
    """
    x = as_tensor(x)
    return unary("sign", x) * unary("relu", unary("abs", x) - float(threshold))


@composite
def threshold(x: Any, threshold: float, default_value: float) -> Any:
    """Numbers up to `threshold` are replaced by `default_value`.

    Args:
        x: A tensor of any shape.
        threshold: The bound.
        default_value: What stands for smaller numbers.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.threshold([-1.0, 0.2, 2.0], 0.5, 0.0).numpy().round(3))
        [0. 0. 2.]
    """
    x = as_tensor(x)
    return apply("where", (x > threshold, x, float(default_value)))


@composite
def sparse_sigmoid(x: Any) -> Any:
    """0 below -1, 1 above 1, and a straight line between.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sparse_sigmoid([-1.0, 0.2, 2.0]).numpy().round(3))
        [0.  0.6 1. ]
    """
    x = as_tensor(x)
    return unary("clip", (x + 1.0) * 0.5, '{"min":0.0,"max":1.0}')


@composite
def sparse_plus(x: Any) -> Any:
    """0 below -1, x above 1, and (x + 1)**2 / 4 between.

    Args:
        x: A tensor of any shape.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.sparse_plus([-1.0, 0.2, 2.0]).numpy().round(3))
        [0.   0.36 2.  ]
    """
    x = as_tensor(x)
    middle = unary("square", x + 1.0) * 0.25
    return apply("where", (x <= -1.0, 0.0, apply("where", (x >= 1.0, x, middle))))


@composite
def glu(x: Any, axis: int = -1) -> Any:
    """One half of the features times the sigmoid of the other half.

    Args:
        x: A tensor with an even size along `axis`.
        axis: The axis that is halved. Defaults to -1.

    Returns:
        A tensor with half the size along `axis`.

    Raises:
        ShapeError: when that size is odd.

    Example:
        >>> from p_vision import ops
        >>> print(ops.glu([1.0, 2.0, 0.0, 0.0]).numpy().round(3))
        [0.5 1. ]
    """
    x = as_tensor(x)
    size = x.shape[axis]
    if size % 2:
        raise ShapeError(f"glu halves axis {axis}, whose size must be even; x has shape {x.shape}.")
    first, second = apply_many("split", (x,), encode(indices=(size // 2,), axis=axis), 2)
    return first * unary("sigmoid", second)


hard_swish = hard_silu
