"""Values brought to a common scale, by their mean, variance or length."""

from __future__ import annotations

from typing import Any

from p_vision.ops._apply import as_tensor, axes_of, binary, composite, encode, normal_axis, unary
from p_vision.ops.linalg import matmul
from p_vision.ops.linalg import norm as _norm

__all__ = [
    "batch_normalization",
    "dot_product_attention",
    "layer_normalization",
    "moments",
    "normalize",
    "rms_normalization",
]


@composite
def moments(
    x: Any, axes: Any, keepdims: bool = False, synchronized: bool = False
) -> tuple[Any, Any]:
    """The mean and the variance along axes.

    Args:
        x: A tensor of any shape.
        axes: The axis or axes that are gathered up.
        keepdims: Whether these axes stay, with size 1. Defaults to False.
        synchronized: Accepted for Keras; makes no difference on one device.

    Returns:
        Two float32 tensors: the means and the (biased) variances.

    Example:
        >>> from p_vision import ops
        >>> [part.tolist() for part in ops.moments([1.0, 3.0], axes=[0])]
        [2.0, 1.0]
    """
    x = as_tensor(x)
    names = axes_of(axes)
    mean = unary("mean", x, encode(axes=names, keepdims=True))
    spread = unary("square", x - mean)
    variance = unary("mean", spread, encode(axes=names, keepdims=bool(keepdims)))
    if not keepdims:
        shape = tuple(variance.shape)
        mean = unary("reshape", mean, encode(shape=shape))
    return mean, variance


@composite
def batch_normalization(
    x: Any,
    mean: Any,
    variance: Any,
    axis: int,
    offset: Any = None,
    scale: Any = None,
    epsilon: float = 1e-3,
) -> Any:
    """Values less their mean, divided by their standard deviation, then scaled and moved.

    Args:
        x: A tensor of any shape.
        mean: The means of the channels, of shape (channels,).
        variance: Their variances, of shape (channels,).
        axis: The axis of the channels.
        offset: What is added at the end, of shape (channels,); None for nothing.
        scale: What is multiplied by, of shape (channels,); None for nothing.
        epsilon: Added to the variance, so that nothing is divided by 0.

    Returns:
        A float32 tensor of the shape of `x`.

    Example:
        >>> from p_vision import ops
        >>> y = ops.batch_normalization([[1.0], [3.0]], [2.0], [1.0], axis=-1, epsilon=0.0)
        >>> print(y.numpy().round(3))
        [[-1.]
         [ 1.]]
    """
    x = as_tensor(x)
    shape = [1] * len(x.shape)
    shape[normal_axis(axis, len(x.shape), "batch_normalization")] = -1
    form = encode(shape=tuple(shape))

    factor = unary("rsqrt", as_tensor(variance) + float(epsilon))
    if scale is not None:
        factor = factor * scale
    shift = -(as_tensor(mean) * factor)
    if offset is not None:
        shift = shift + offset
    return x * unary("reshape", factor, form) + unary("reshape", shift, form)


@composite
def layer_normalization(
    x: Any,
    gamma: Any = None,
    beta: Any = None,
    axis: Any = -1,
    epsilon: float | None = None,
    **kwargs: Any,
) -> Any:
    """Each sample less its mean, divided by its standard deviation.

    Args:
        x: A tensor of any shape.
        gamma: What the result is multiplied by; None for nothing.
        beta: What is added to it; None for nothing.
        axis: The axis or axes of a sample's features. Defaults to -1.
        epsilon: Added to the variance. Defaults to 1e-7.
        **kwargs: Ignored; accepted for Keras.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.layer_normalization([[1.0, 3.0]]).numpy().round(3))
        [[-1.  1.]]
    """
    x = as_tensor(x)
    mean, variance = moments(x, axis, keepdims=True)
    factor = unary("rsqrt", variance + float(1e-7 if epsilon is None else epsilon))
    shape = _feature_shape(x, axis)
    found = (x - mean) * factor
    if gamma is not None:
        found = found * unary("reshape", gamma, encode(shape=shape))
    if beta is not None:
        found = found + unary("reshape", beta, encode(shape=shape))
    return found


def _feature_shape(x: Any, axis: Any) -> tuple[int, ...]:
    rank = len(x.shape)
    axes = {normal_axis(item, rank, "layer_normalization") for item in axes_of(axis) or range(rank)}
    return tuple(size if place in axes else 1 for place, size in enumerate(x.shape))


@composite
def rms_normalization(
    x: Any, scale: Any = None, axis: Any = -1, epsilon: float | None = None
) -> Any:
    """Values divided by the square root of their mean square.

    Args:
        x: A tensor of any shape.
        scale: What the result is multiplied by; None for nothing.
        axis: The axis or axes of a sample's features. Defaults to -1.
        epsilon: Added to the mean square. Defaults to 1e-7.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.rms_normalization([[3.0, 4.0]]).numpy().round(3))
        [[0.849 1.131]]
    """
    x = as_tensor(x)
    mean = unary("mean", unary("square", x), encode(axes=axes_of(axis), keepdims=True))
    found = x * unary("rsqrt", mean + float(1e-7 if epsilon is None else epsilon))
    return found if scale is None else found * scale


@composite
def normalize(x: Any, axis: Any = -1, order: Any = 2, epsilon: float | None = None) -> Any:
    """Vectors divided by their length.

    Args:
        x: A tensor of any shape but ().
        axis: The axis of the vectors. Defaults to -1.
        order: Which norm is the length, as for `norm`. Defaults to 2.
        epsilon: The smallest length that is divided by. Defaults to 1e-7.

    Returns:
        A float32 tensor of the same shape.

    Example:
        >>> from p_vision import ops
        >>> print(ops.normalize([3.0, 4.0]).numpy().round(3))
        [0.6 0.8]
    """
    x = as_tensor(x)
    smallest = float(1e-7 if epsilon is None else epsilon)
    if order == 2:
        square = unary("sum", unary("square", x), encode(axes=axes_of(axis), keepdims=True))
        return x * unary("rsqrt", binary("maximum", square, smallest**2))
    length = _norm(x, ord=order, axis=axis, keepdims=True)
    return x / binary("maximum", length, smallest)


@composite
def dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    bias: Any = None,
    mask: Any = None,
    scale: float | None = None,
    is_causal: bool = False,
    flash_attention: bool | None = None,
    attn_logits_soft_cap: float | None = None,
) -> Any:
    """Means of values, weighted by how well each query fits each key.

    Args:
        query: A tensor of shape (batch, targets, heads, depth).
        key: A tensor of shape (batch, sources, heads, depth).
        value: A tensor of shape (batch, sources, heads, depth).
        bias: Added to the scores; its shape must fit (batch, heads, targets, sources).
        mask: A bool tensor of such a shape; where it is false, sources do not count.
        scale: What the scores are multiplied by. Defaults to 1 / sqrt(depth).
        is_causal: Whether a target sees only sources up to its own place.
        flash_attention: Accepted for Keras; makes no difference.
        attn_logits_soft_cap: Scores are bent so that none is larger; None for no limit.

    Returns:
        A float32 tensor of shape (batch, targets, heads, depth).

    Example:
        >>> from p_vision import ops
        >>> q = ops.ones((1, 4, 2, 8))
        >>> ops.dot_product_attention(q, q, q).shape
        (1, 4, 2, 8)
    """
    from p_vision.ops.arrangement import transpose
    from p_vision.ops.creation import tri
    from p_vision.ops.indexing import where

    query, key, value = as_tensor(query), as_tensor(key), as_tensor(value)
    factor = query.shape[-1] ** -0.5 if scale is None else float(scale)
    scores = matmul(transpose(query, (0, 2, 1, 3)), transpose(key, (0, 2, 3, 1))) * factor
    if attn_logits_soft_cap is not None:
        cap = float(attn_logits_soft_cap)
        scores = unary("tanh", scores / cap) * cap
    if bias is not None:
        scores = scores + bias
    if is_causal:
        scores = where(tri(scores.shape[-2], scores.shape[-1], dtype="bool"), scores, -1e9)
    if mask is not None:
        scores = where(mask, scores, -1e9)
    weights = unary("softmax", scores, encode(axis=-1))
    return transpose(matmul(weights, transpose(value, (0, 2, 1, 3))), (0, 2, 1, 3))
