"""Activation functions, by name or as functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from p_vision import ops
from p_vision.identifiers import object_from
from p_vision.missing_names import missing_name
from p_vision.ops import (
    celu,
    glu,
    hard_shrink,
    hard_tanh,
    soft_shrink,
    sparse_plus,
    sparse_sigmoid,
    sparsemax,
    squareplus,
    tanh_shrink,
    threshold,
)
from p_vision.serialization import custom_object_scope, register_function, serialize_object
from p_vision.types import TensorLike

__all__ = [
    "celu",
    "deserialize",
    "elu",
    "exponential",
    "gelu",
    "get",
    "glu",
    "hard_shrink",
    "hard_sigmoid",
    "hard_silu",
    "hard_swish",
    "hard_tanh",
    "leaky_relu",
    "linear",
    "log_sigmoid",
    "log_softmax",
    "mish",
    "relu",
    "relu6",
    "selu",
    "serialize",
    "sigmoid",
    "silu",
    "soft_shrink",
    "softmax",
    "softplus",
    "softsign",
    "sparse_plus",
    "sparse_sigmoid",
    "sparsemax",
    "squareplus",
    "swish",
    "tanh",
    "tanh_shrink",
    "threshold",
]


def relu(
    x: TensorLike,
    negative_slope: float = 0.0,
    max_value: float | None = None,
    threshold: float = 0.0,
) -> TensorLike:
    """Return x where it is above zero, else 0.

    Args:
        x: any shape.
        negative_slope: slope below the threshold.
        max_value: upper limit, or None.
        threshold: where the line starts.

    >>> relu([-1.0, 0.5, 9.0], max_value=6).numpy().tolist()
    [0.0, 0.5, 6.0]
    """
    if not negative_slope and not threshold:
        if max_value == 6:
            return ops.relu6(x)
        rectified = ops.relu(x)
        return rectified if max_value is None else ops.minimum(rectified, max_value)
    rectified = ops.where(ops.greater(x, threshold), x, 0.0)
    if max_value is not None:
        rectified = ops.minimum(rectified, max_value)
    if negative_slope:
        below = ops.minimum(ops.subtract(x, threshold), 0.0)
        rectified = ops.add(rectified, ops.multiply(below, negative_slope))
    return rectified


def relu6(x: TensorLike) -> TensorLike:
    """Return x limited to 0..6."""
    return ops.relu6(x)


def leaky_relu(x: TensorLike, negative_slope: float = 0.2) -> TensorLike:
    """Return x above zero and ``negative_slope * x`` below.

    >>> leaky_relu([-1.0, 1.0], negative_slope=0.5).numpy().tolist()
    [-0.5, 1.0]
    """
    return ops.leaky_relu(x, negative_slope=negative_slope)


def elu(x: TensorLike, alpha: float = 1.0) -> TensorLike:
    """Return x above zero and ``alpha * (exp(x) - 1)`` below (Clevert et al., 2015)."""
    return ops.elu(x, alpha=alpha)


def selu(x: TensorLike) -> TensorLike:
    """Return ``1.0507 * elu(x, 1.6733)`` (Klambauer et al., 2017)."""
    return ops.selu(x)


def gelu(x: TensorLike, approximate: bool = False) -> TensorLike:
    """Return ``x * P(X <= x)`` for a standard normal X (Hendrycks and Gimpel, 2016).

    Args:
        x: any shape.
        approximate: use the formula with tanh.
    """
    return ops.gelu(x, approximate=approximate)


def sigmoid(x: TensorLike) -> TensorLike:
    """Return ``1 / (1 + exp(-x))``: a probability.

    >>> sigmoid([0.0]).numpy().tolist()
    [0.5]
    """
    return ops.sigmoid(x)


def log_sigmoid(x: TensorLike) -> TensorLike:
    """Return ``log(sigmoid(x))``, safely."""
    return ops.log_sigmoid(x)


def hard_sigmoid(x: TensorLike) -> TensorLike:
    """Return ``relu6(x + 3) / 6``: a sigmoid of straight lines."""
    return ops.hard_sigmoid(x)


def tanh(x: TensorLike) -> TensorLike:
    """Return the hyperbolic tangent: between -1 and 1."""
    return ops.tanh(x)


def silu(x: TensorLike) -> TensorLike:
    """Return ``x * sigmoid(x)``; also called swish."""
    return ops.silu(x)


def hard_silu(x: TensorLike) -> TensorLike:
    """Return ``x * hard_sigmoid(x)``."""
    return ops.multiply(x, ops.hard_sigmoid(x))


def mish(x: TensorLike) -> TensorLike:
    """Return ``x * tanh(softplus(x))`` (Misra, 2019)."""
    return ops.mish(x)


def softplus(x: TensorLike) -> TensorLike:
    """Return ``log(1 + exp(x))``."""
    return ops.softplus(x)


def softsign(x: TensorLike) -> TensorLike:
    """Return ``x / (1 + |x|)``."""
    return ops.softsign(x)


def exponential(x: TensorLike) -> TensorLike:
    """Return ``exp(x)``."""
    return ops.exp(x)


def softmax(x: TensorLike, axis: int = -1) -> TensorLike:
    """Return probabilities that sum to 1 along ``axis``.

    >>> softmax([[0.0, 0.0]]).numpy().tolist()
    [[0.5, 0.5]]
    """
    return ops.softmax(x, axis=axis)


def log_softmax(x: TensorLike, axis: int = -1) -> TensorLike:
    """Return the logarithm of :func:`softmax`, safely."""
    return ops.log_softmax(x, axis=axis)


def linear(x: TensorLike) -> TensorLike:
    """Return x as it is."""
    return x


swish = silu

_BY_NAME: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        relu,
        sigmoid,
        tanh,
        softmax,
        linear,
        relu6,
        leaky_relu,
        elu,
        selu,
        gelu,
        silu,
        hard_silu,
        mish,
        softplus,
        softsign,
        exponential,
        log_softmax,
        log_sigmoid,
        hard_sigmoid,
        celu,
        glu,
        hard_shrink,
        hard_tanh,
        soft_shrink,
        sparse_plus,
        sparse_sigmoid,
        sparsemax,
        squareplus,
        tanh_shrink,
        threshold,
    )
}
for _name, _function in _BY_NAME.items():
    register_function(_name, _function)
hard_swish = hard_silu

_BY_NAME |= {"swish": silu, "hard_swish": hard_silu}


def get(identifier: Any) -> Callable[..., Any]:
    """Return the function that a name stands for.

    Args:
        identifier: such as "relu", a function, a layer, a dict, or None for
            no activation.

    Raises:
        UnknownNameError: no activation has that name.

    >>> get("relu") is relu
    True
    """
    if identifier is None:
        return linear
    function: Callable[..., Any] = object_from(identifier, "activation", "layer", _BY_NAME)
    return function


def serialize(activation: Any) -> Any:
    """Return the name of a built-in activation, a dict for others."""
    return serialize_object(activation)


def deserialize(config: Any, custom_objects: Mapping[str, Any] | None = None) -> Callable[..., Any]:
    """Return the function that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return get(config)


__getattr__ = missing_name("p_vision.activations", __all__)
