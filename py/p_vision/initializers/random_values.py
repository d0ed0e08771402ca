"""Initializers that draw values of a fixed spread."""

from __future__ import annotations

from typing import Any

from p_vision import ops, random
from p_vision.errors import ShapeError
from p_vision.initializers.initializer import Initializer
from p_vision.random._seeds import _next_seed as next_seed
from p_vision.types import TensorLike


class RandomInitializer(Initializer):
    """Base of initializers that draw numbers.

    The same object gives the same values each time, as in Keras; without a
    ``seed`` it takes one when it is made.
    """

    _seed: Any

    def __init__(self, seed: Any = None) -> None:
        self.seed = seed
        self._seed = next_seed() if seed is None else seed


class RandomNormal(RandomInitializer):
    """Values of a normal distribution.

    Args:
        mean: its mean.
        stddev: its standard deviation.
        seed: a whole number, for the same values each time.

    >>> RandomNormal(stddev=0.1, seed=1)(shape=(2, 3)).shape
    (2, 3)
    """

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Any = None) -> None:
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return values of ``shape``."""
        return random.normal(shape, self.mean, self.stddev, dtype=dtype, seed=self._seed)


class RandomUniform(RandomInitializer):
    """Values spread evenly over an interval; what Embedding starts with.

    Args:
        minval: lower end, included.
        maxval: upper end, not included.
        seed: a whole number, for the same values each time.

    >>> RandomUniform(seed=1)(shape=(2, 3)).shape
    (2, 3)
    """

    def __init__(self, minval: float = -0.05, maxval: float = 0.05, seed: Any = None) -> None:
        self.minval = minval
        self.maxval = maxval
        super().__init__(seed)

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return values of ``shape``."""
        return random.uniform(shape, self.minval, self.maxval, dtype=dtype, seed=self._seed)


class TruncatedNormal(RandomInitializer):
    """Normal values, none further than two standard deviations from the mean.

    Args:
        mean: mean before cutting.
        stddev: standard deviation before cutting.
        seed: a whole number, for the same values each time.

    >>> TruncatedNormal(seed=1)(shape=(2, 3)).shape
    (2, 3)
    """

    def __init__(self, mean: float = 0.0, stddev: float = 0.05, seed: Any = None) -> None:
        self.mean = mean
        self.stddev = stddev
        super().__init__(seed)

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return values of ``shape``."""
        return random.truncated_normal(shape, self.mean, self.stddev, dtype=dtype, seed=self._seed)


class Orthogonal(RandomInitializer):
    """A matrix with orthogonal rows or columns (Saxe et al., 2014).

    Weights with more than two axes count as a matrix of (all but the last, last).

    Args:
        gain: factor for the values.
        seed: a whole number, for the same values each time.

    >>> Orthogonal(seed=1)(shape=(3, 3)).shape
    (3, 3)
    """

    def __init__(self, gain: float = 1.0, seed: Any = None) -> None:
        self.gain = gain
        super().__init__(seed)

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return the matrix.

        Raises:
            ShapeError: ``shape`` has fewer than two axes.
        """
        if len(shape) < 2:
            raise ShapeError(
                f"Orthogonal makes matrices, but this weight has shape {tuple(shape)}. "
                "Use 'random_normal' here."
            )
        import numpy

        columns = shape[-1]
        rows = 1
        for size in shape[:-1]:
            rows *= size
        tall = (max(rows, columns), min(rows, columns))
        drawn = ops.convert_to_numpy(random.normal(tall, seed=self._seed))
        q, r = numpy.linalg.qr(drawn.astype("float64"))
        # With the signs of r's diagonal every orthogonal matrix is equally likely.
        q = q * numpy.sign(numpy.diag(r))
        if rows < columns:
            q = q.T
        return ops.convert_to_tensor(self.gain * q.reshape(shape), dtype=dtype or "float32")
