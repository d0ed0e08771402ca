"""Random tensors of several distributions."""

from __future__ import annotations

from typing import Any

from p_vision.dtypes import standardize_dtype
from p_vision.errors import ArgumentError
from p_vision.ops._apply import apply, as_tensor, binary, composite, encode, unary
from p_vision.random._seeds import make_key
from p_vision.tensor import Tensor

__all__ = [
    "categorical",
    "dropout",
    "normal",
    "randint",
    "shuffle",
    "truncated_normal",
    "uniform",
]


def _sizes(shape: Any) -> tuple[int, ...]:
    return (shape,) if isinstance(shape, int) else tuple(int(size) for size in shape)


def _scaled(values: Any, scale: Any, shift: Any) -> Any:
    """values * scale + shift, without work that changes nothing."""
    if not (isinstance(scale, int | float) and scale == 1):
        values = values * (float(scale) if isinstance(scale, int) else scale)
    if not (isinstance(shift, int | float) and shift == 0):
        values = values + (float(shift) if isinstance(shift, int) else shift)
    return values


def normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Any:
    """Numbers of a normal distribution.

    Args:
        shape: The shape of the result.
        mean: The mean. Defaults to 0.0.
        stddev: The standard deviation. Defaults to 1.0.
        dtype: Accepted for Keras; the result is float32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import random
        >>> random.normal((2, 3), seed=1).shape
        (2, 3)
    """
    found = apply("random_normal", (make_key(seed),), encode(shape=_sizes(shape)))
    return _scaled(found, stddev, mean)


def truncated_normal(
    shape: Any, mean: Any = 0.0, stddev: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Any:
    """Numbers of a normal distribution, none further than two deviations from the mean.

    Args:
        shape: The shape of the result.
        mean: The mean. Defaults to 0.0.
        stddev: The standard deviation before the ends are cut off. Defaults to 1.0.
        dtype: Accepted for Keras; the result is float32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops, random
        >>> bool(ops.max(ops.abs(random.truncated_normal((100,), seed=1))) <= 2.0)
        True
    """
    found = apply("random_truncated_normal", (make_key(seed),), encode(shape=_sizes(shape)))
    return _scaled(found, stddev, mean)


def uniform(
    shape: Any, minval: Any = 0.0, maxval: Any = 1.0, dtype: Any = None, seed: Any = None
) -> Any:
    """Numbers spread evenly from `minval` up to, but not including, `maxval`.

    Args:
        shape: The shape of the result.
        minval: The lower end. Defaults to 0.0.
        maxval: The upper end. Defaults to 1.0.
        dtype: float32 (the default), or int32 for whole numbers.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor.

    Example:
        >>> from p_vision import random
        >>> random.uniform((2, 3), seed=1).shape
        (2, 3)
    """
    if standardize_dtype(dtype) == "int32":
        return randint(shape, minval, maxval, seed=seed)
    found = apply("random_uniform", (make_key(seed),), encode(shape=_sizes(shape)))
    return _scaled(found, maxval - minval, minval)


def randint(shape: Any, minval: int, maxval: int, dtype: Any = "int32", seed: Any = None) -> Any:
    """Whole numbers from `minval` up to, but not including, `maxval`.

    Args:
        shape: The shape of the result.
        minval: The smallest number.
        maxval: The number after the largest.
        dtype: The dtype of the result. Defaults to int32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor.

    Raises:
        ArgumentError: when there is no number between the ends.

    Example:
        >>> from p_vision import random
        >>> sorted(set(random.randint((100,), 0, 3, seed=1).tolist()))
        [0, 1, 2]
    """
    low, high = int(minval), int(maxval)
    if high <= low:
        raise ArgumentError(f"randint: there is no whole number from {low} to before {high}.")
    attrs = encode(shape=_sizes(shape), low=low, high=high)
    found = apply("random_integers", (make_key(seed),), attrs)
    kind = standardize_dtype(dtype)
    return found if kind == "int32" else unary("cast", found, encode(dtype=kind))


def _beside(key: Any, x: Any) -> Any:
    """The key on the backend of the values it is drawn for."""
    if isinstance(key, Tensor) and isinstance(x, Tensor) and key._engine is not x._engine:
        return key.to_backend(x.backend)
    return key


@composite
def dropout(inputs: Any, rate: float, noise_shape: Any = None, seed: Any = None) -> Any:
    """Values set to 0 by chance; those that stay are scaled up to keep the sum.

    Args:
        inputs: A float32 tensor of any shape.
        rate: The share that becomes 0, from 0 up to, but not including, 1.
        noise_shape: A shape that fits that of `inputs`; along axes of size 1
            (or None for the size itself) all values share one draw.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor of the same shape.

    Raises:
        ArgumentError: for a rate outside of its range.

    Example:
        >>> from p_vision import ops, random
        >>> sorted(set(random.dropout(ops.ones((50,)), 0.5, seed=1).tolist()))
        [0.0, 2.0]
    """
    if not 0 <= rate < 1:
        raise ArgumentError(f"dropout: rate lies from 0 up to, but not including, 1; it is {rate}.")
    x = as_tensor(inputs)
    if rate == 0:
        return x
    shape = tuple(x.shape)
    if noise_shape is not None:
        shape = tuple(
            size if wanted is None else int(wanted)
            for wanted, size in zip(noise_shape, shape, strict=True)
        )
    draw = apply("random_uniform", (_beside(make_key(seed), x),), encode(shape=shape))
    kept = binary("greater_equal", draw, float(rate))
    return apply("where", (kept, x * (1.0 / (1.0 - rate)), 0.0))


@composite
def shuffle(x: Any, axis: int = 0, seed: Any = None) -> Any:
    """The entries along an axis in a random order.

    Args:
        x: A tensor of any shape but ().
        axis: The axis to go along. Defaults to 0.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor of the same shape.

    Example:
        >>> from p_vision import random
        >>> sorted(random.shuffle([1, 2, 3], seed=1).tolist())
        [1, 2, 3]
    """
    x = as_tensor(x)
    draw = apply("random_uniform", (make_key(seed),), encode(shape=(x.shape[axis],)))
    order = unary("argsort", draw, encode(axis=0, descending=False))
    return apply("take", (x, order), encode(axis=int(axis)))


@composite
def categorical(logits: Any, num_samples: int, dtype: Any = "int32", seed: Any = None) -> Any:
    """Class numbers drawn by the probabilities that scores stand for.

    Args:
        logits: Scores of shape (batch, classes).
        num_samples: How many numbers for each row.
        dtype: The dtype of the result. Defaults to int32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor of shape (batch, num_samples).

    Example:
        >>> from p_vision import random
        >>> random.categorical([[0.0, 100.0]], 3, seed=1).tolist()
        [[1, 1, 1]]
    """
    logits = as_tensor(logits)
    rows, classes = logits.shape
    draw = apply("random_uniform", (make_key(seed),), encode(shape=(rows, num_samples, classes)))
    # The largest of score + Gumbel noise is distributed as softmax(scores) says.
    noise = -unary("log", -unary("log", unary("clip", draw, encode(min=1e-20, max=None))))
    scores = unary("reshape", logits, encode(shape=(rows, 1, classes))) + noise
    found = unary("argmax", scores, encode(axis=-1, keepdims=False))
    kind = standardize_dtype(dtype)
    return found if kind == "int32" else unary("cast", found, encode(dtype=kind))
