"""Initializers whose spread fits the size of the weight.

variance = scale / n, with n the inputs (fan_in), the outputs (fan_out) or
their mean (fan_avg) of one unit. Glorot and Bengio 2010, He et al. 2015,
LeCun et al. 1998.
"""

from __future__ import annotations

import math
from typing import Any

from p_vision import random
from p_vision.initializers.random_values import RandomInitializer
from p_vision.types import TensorLike

#: Standard deviation of a standard normal distribution cut at -2 and 2.
_CUT_NORMAL_STDDEV = 0.87962566103423978


def compute_fans(
    shape: tuple[int, ...], input_axes: Any = None, output_axes: Any = None
) -> tuple[int, int]:
    """Return (inputs, outputs) of one unit of a weight.

    Args:
        shape: shape of the weight.
        input_axes: its axes that inputs run along; None for all but the last.
        output_axes: its axes that outputs run along; None for the last.

    >>> compute_fans((3, 3, 16, 32))
    (144, 288)
    """
    if input_axes is not None and output_axes is not None:
        return (
            math.prod(shape[axis] for axis in input_axes),
            math.prod(shape[axis] for axis in output_axes),
        )
    if len(shape) == 0:
        return 1, 1
    if len(shape) == 1:
        return shape[0], shape[0]
    window = math.prod(shape[:-2])
    return shape[-2] * window, shape[-1] * window


class VarianceScaling(RandomInitializer):
    """Values whose variance depends on the size of the weight.

    Args:
        scale: factor of the variance.
        mode: "fan_in", "fan_out" or "fan_avg".
        distribution: "truncated_normal", "untruncated_normal" or "uniform".
        seed: a whole number, for the same values each time.
        input_axes: axes of the weight that inputs run along, if not the usual ones.
        output_axes: axes of the weight that outputs run along.

    Raises:
        ValueError: a mode or distribution of another name, or a scale below zero.

    >>> VarianceScaling(scale=2.0, mode="fan_out", seed=1)(shape=(4, 3)).shape
    (4, 3)
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: Any = None,
        input_axes: Any = None,
        output_axes: Any = None,
    ) -> None:
        if scale <= 0:
            raise ValueError(f"scale must be above 0, but it is {scale}.")
        if mode not in ("fan_in", "fan_out", "fan_avg"):
            raise ValueError(f"mode is 'fan_in', 'fan_out' or 'fan_avg', not {mode!r}.")
        distribution = distribution.lower()
        if distribution == "normal":
            distribution = "truncated_normal"
        if distribution not in ("truncated_normal", "untruncated_normal", "uniform"):
            raise ValueError(
                "distribution is 'truncated_normal', 'untruncated_normal' or 'uniform', "
                f"not {distribution!r}."
            )
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
        self.input_axes = input_axes
        self.output_axes = output_axes
        super().__init__(seed)

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return values of ``shape``."""
        fan_in, fan_out = compute_fans(tuple(shape), self.input_axes, self.output_axes)
        fans = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}
        variance = self.scale / max(1.0, fans[self.mode])
        if self.distribution == "uniform":
            limit = math.sqrt(3.0 * variance)
            return random.uniform(shape, -limit, limit, dtype=dtype, seed=self._seed)
        stddev = math.sqrt(variance)
        if self.distribution == "untruncated_normal":
            return random.normal(shape, 0.0, stddev, dtype=dtype, seed=self._seed)
        stddev /= _CUT_NORMAL_STDDEV
        return random.truncated_normal(shape, 0.0, stddev, dtype=dtype, seed=self._seed)


class _Preset(VarianceScaling):
    _preset: tuple[float, str, str]

    def __init__(self, seed: Any = None, input_axes: Any = None, output_axes: Any = None) -> None:
        scale, mode, distribution = self._preset
        super().__init__(scale, mode, distribution, seed, input_axes, output_axes)


class GlorotUniform(_Preset):
    """Even values within sqrt(6 / (fan_in + fan_out)): the default of Dense and Conv.

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (1.0, "fan_avg", "uniform")


class GlorotNormal(_Preset):
    """Cut normal values with variance 2 / (fan_in + fan_out).

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (1.0, "fan_avg", "truncated_normal")


class HeUniform(_Preset):
    """Even values within sqrt(6 / fan_in); made for relu.

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (2.0, "fan_in", "uniform")


class HeNormal(_Preset):
    """Cut normal values with variance 2 / fan_in; made for relu.

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (2.0, "fan_in", "truncated_normal")


class LecunUniform(_Preset):
    """Even values within sqrt(3 / fan_in).

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (1.0, "fan_in", "uniform")


class LecunNormal(_Preset):
    """Cut normal values with variance 1 / fan_in; made for selu.

    Args:
        seed: a whole number, for the same values each time.
    """

    _preset = (1.0, "fan_in", "truncated_normal")
