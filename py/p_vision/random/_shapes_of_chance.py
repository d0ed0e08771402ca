"""Random numbers of the gamma, beta and binomial distributions.

Gamma by rejection: with d = a - 1/3, c = 1 / sqrt(9 d), x normal and v = (1 + c x)^3, the number
d v counts when log u < x^2 / 2 + d (1 - v + log v). Sixteen tries are drawn at once; that none of
them counts happens to less than one number in 10^20.
"""

from __future__ import annotations

import math
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.ops import (
    arange,
    cast,
    convert_to_tensor,
    cos,
    log,
    logical_and,
    maximum,
    reshape,
    sqrt,
    where,
    zeros,
)
from p_vision.ops import max as _max
from p_vision.ops import sum as count_of
from p_vision.random._distributions import uniform
from p_vision.random._seeds import make_key

__all__ = ["beta", "binomial", "gamma"]

_TRIES = 16
_SMALLEST = 1e-30
#: Draws that are held at once.
_TOGETHER = 64


def _sizes(shape: Any) -> tuple[int, ...]:
    return (shape,) if isinstance(shape, int) else tuple(int(size) for size in shape)


def gamma(shape: Any, alpha: Any, dtype: Any = None, seed: Any = None) -> Any:
    """Numbers of a gamma distribution with scale 1.

    Args:
        shape: The shape of the result.
        alpha: What gives the distribution its shape, above 0; a number or a
            tensor that fits `shape`.
        dtype: Accepted for Keras; the result is float32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A float32 tensor.

    Source:
        Marsaglia and Tsang, "A simple method for generating gamma variables" (2000).

    Example:
        >>> from p_vision import ops, random
        >>> bool(ops.min(random.gamma((100,), 2.0, seed=1)) > 0.0)
        True
    """
    sizes = _sizes(shape)
    draws = maximum(uniform((3 * _TRIES + 1, *sizes), seed=make_key(seed)), _SMALLEST)
    alpha = convert_to_tensor(alpha, dtype="float32")
    # Below 1 a number for alpha + 1 is made smaller by a power of an even draw.
    lifted = where(alpha < 1.0, alpha + 1.0, alpha)
    d = lifted - 1.0 / 3.0
    c = 1.0 / sqrt(d * 9.0)
    found = d + draws[0] * 0.0
    for place in range(_TRIES - 1, -1, -1):
        one, two, three = (draws[1 + 3 * place + k] for k in range(3))
        normal = sqrt(log(one) * -2.0) * cos(two * (2.0 * math.pi))
        v = normal * c + 1.0
        positive = v > 0.0
        cube = where(positive, v, 1.0) ** 3
        limit = normal * normal * 0.5 + d * (1.0 - cube + log(cube))
        found = where(logical_and(positive, log(three) < limit), d * cube, found)
    return where(alpha < 1.0, found * draws[0] ** (1.0 / alpha), found)


def beta(shape: Any, alpha: Any, beta: Any, dtype: Any = None, seed: Any = None) -> Any:
    """Numbers of a beta distribution, from 0 to 1.

    Args:
        shape: The shape of the result.
        alpha: The first parameter, above 0; a number or a tensor that fits `shape`.
        beta: The second parameter, above 0.
        dtype: Accepted for Keras; the result is float32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A float32 tensor.

    Example:
        >>> from p_vision import ops, random
        >>> bool(ops.max(random.beta((100,), 2.0, 3.0, seed=1)) < 1.0)
        True
    """
    key = make_key(seed)
    first = gamma(shape, alpha, seed=key)
    # Another row of counters than the first number's.
    second = gamma(shape, beta, seed=key + [1 << 30, 0])
    return first / maximum(first + second, _SMALLEST)


def binomial(
    shape: Any, counts: Any, probabilities: Any, dtype: Any = None, seed: Any = None
) -> Any:
    """How often something happens in a number of tries.

    Args:
        shape: The shape of the result.
        counts: How many tries; a number or a tensor that fits `shape`.
        probabilities: How likely it is in each; a number or a tensor.
        dtype: The dtype of the result. Defaults to float32.
        seed: A whole number, a `SeedGenerator`, or None for the global one.

    Returns:
        A tensor of whole numbers from 0 to `counts`.

    Raises:
        ArgumentError: for a negative number of tries.
        ValueNeededError: while recording with a tensor of counts.

    Example:
        >>> from p_vision import random
        >>> random.binomial((3,), 4, 1.0, seed=1).tolist()
        [4.0, 4.0, 4.0]
    """
    sizes = _sizes(shape)
    counts = convert_to_tensor(counts, dtype="float32") if _is_array(counts) else float(counts)
    most = int(counts) if isinstance(counts, float) else int(_max(counts))
    if most < 0:
        raise ArgumentError(f"binomial: there cannot be {most} tries.")
    key = make_key(seed)
    # An axis of tries in front, one for each of the result's.
    ahead = (-1, *(1 for _ in sizes))
    found: Any = zeros(sizes)
    for start in range(0, most, _TOGETHER):
        tries = min(_TOGETHER, most - start)
        happened = uniform((tries, *sizes), seed=key + [start << 8, 0]) < probabilities
        if not isinstance(counts, float):
            numbers = reshape(arange(start, start + tries, dtype="float32"), ahead)
            happened = logical_and(happened, numbers < counts)
        found = found + count_of(cast(happened, "float32"), axis=0)
    return found if dtype is None else cast(found, dtype)


def _is_array(value: Any) -> bool:
    return not isinstance(value, int | float)
