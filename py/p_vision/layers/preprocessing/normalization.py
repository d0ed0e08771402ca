"""Normalization: features brought to mean 0 and variance 1 by what the data are."""

from __future__ import annotations

import math
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.layer import Layer
from p_vision.layers.normalization.axes import known_size
from p_vision.layers.preprocessing.batches import batches, is_numbers
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike

_SMALLEST = 1e-7


class Normalization(Layer):
    """Subtracts the mean of the data and divides by their standard deviation.

    Give mean and variance, or let :meth:`adapt` find them.

    Args:
        axis: axis or axes that have a mean of their own (the features); None for
            one mean of everything.
        mean: the mean, a number or an array for ``axis``.
        variance: the variance, in the same form.
        invert: whether to go back from normalized values.
        **kwargs: name, dtype.

    Raises:
        ArgumentError: only one of mean and variance, or of different shapes.

    See https://keras.io/api/layers/preprocessing_layers/numerical/normalization/

    >>> layer = Normalization()
    >>> layer.adapt([[0.0, 5.0], [2.0, 5.0]])
    >>> layer([[2.0, 5.0]]).tolist()
    [[1.0, 0.0]]
    """

    supports_masking = True
    _not_in_config = Layer._not_in_config | {"mean", "variance"}

    def __init__(
        self,
        axis: Any = -1,
        mean: Any = None,
        variance: Any = None,
        invert: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        axes = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.axis: tuple[int, ...] = axes
        if (mean is None) != (variance is None):
            raise ArgumentError("Normalization needs both mean and variance, or none of them.")
        self.input_mean = None if mean is None else ops.convert_to_tensor(mean, dtype="float32")
        self.input_variance = None
        if self.input_mean is not None:
            self.input_variance = ops.convert_to_tensor(variance, dtype="float32")
            if self.input_mean.shape != self.input_variance.shape:
                raise ArgumentError(
                    "mean and variance must have the same shape, but they have "
                    f"{self.input_mean.shape} and {self.input_variance.shape}."
                )
        self.invert = invert
        self._shape: tuple[int, ...] = ()

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments as plain Python values."""
        given = {"mean": self.input_mean, "variance": self.input_variance}
        plain = {key: None if value is None else value.tolist() for key, value in given.items()}
        return {**super().get_config(), **plain}

    def build(self, input_shape: Any) -> None:
        """Make mean, variance and count, if they were not given."""
        rank = len(input_shape)
        kept = sorted(axis % rank for axis in self.axis)
        sizes = tuple(known_size(self, input_shape, axis) for axis in kept)
        self._reduced = tuple(axis for axis in range(rank) if axis not in kept)
        self._shape = tuple(input_shape[axis] if axis in kept else 1 for axis in range(rank))
        if self.input_mean is None:
            self.adapt_mean = self.add_weight(
                shape=sizes, initializer="zeros", trainable=False, name="mean"
            )
            self.adapt_variance = self.add_weight(
                shape=sizes, initializer="ones", trainable=False, name="variance"
            )
            self.count = self.add_weight(
                shape=(), initializer="zeros", dtype="int32", trainable=False, name="count"
            )

    def adapt(self, data: Any) -> None:
        """Find mean and variance.

        Args:
            data: an array, a list or generator of batches, or a ``PyDataset``.

        Raises:
            ArgumentError: mean and variance were given, or there are no data.
            ShapeError: a batch does not fit.
        """
        if self.input_mean is not None:
            raise ArgumentError(
                f"'{self.name}' got its mean and variance when it was made: nothing to adapt."
            )
        if is_numbers(data):
            data = ops.convert_to_tensor(data)
        total: Any = None
        seen = 0
        for batch in batches(data):
            x = as_float(ops.convert_to_tensor(batch))
            if not self.built:
                self.build((None, *x.shape[1:]))
            self._check(x)
            count = math.prod(x.shape[axis] for axis in self._reduced)
            mean, variance = ops.moments(x, axes=self._reduced) if self._reduced else (x, x * 0.0)
            seen += count
            weight = count / seen
            if total is None:
                total = (mean, variance)
                continue
            whole = total[0] * (1.0 - weight) + mean * weight
            before = (total[1] + ops.square(total[0] - whole)) * (1.0 - weight)
            total = (whole, before + (variance + ops.square(mean - whole)) * weight)
        if total is None:
            raise ArgumentError("adapt() received no data: give an array, or batches of it.")
        self.adapt_mean.assign(total[0])
        self.adapt_variance.assign(total[1])

    def _check(self, x: TensorLike) -> None:
        if len(x.shape) != len(self._shape) or any(
            wanted not in (1, given)
            for wanted, given in zip(self._shape, x.shape, strict=True)
            if wanted is not None
        ):
            raise ShapeError(
                f"'{self.name}' was built for {self._shape} (1: any size), but adapt() received a "
                f"batch of shape {tuple(x.shape)}."
            )

    def finalize_state(self) -> None:
        """Do nothing: mean and variance are read when they are used."""

    @property
    def mean(self) -> Any:
        """The mean, in a shape that fits the input."""
        given = self.input_mean
        return self._spread(self.adapt_mean if given is None else given)

    @property
    def variance(self) -> Any:
        """The variance, in a shape that fits the input."""
        given = self.input_variance
        return self._spread(self.adapt_variance if given is None else given)

    def _spread(self, values: Any) -> Any:
        rank, kept = len(self._shape), [axis for axis, size in enumerate(self._shape) if size != 1]
        if math.prod(values.shape) == math.prod(self._shape):
            return ops.reshape(values, self._shape)
        shape = [1] * rank
        for place, size in zip(reversed(kept), reversed(values.shape), strict=False):
            shape[place] = size
        return ops.broadcast_to(ops.reshape(values, tuple(shape)), self._shape)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (inputs - mean) / deviation, or back with ``invert``."""
        x = as_float(inputs)
        deviation = ops.maximum(ops.sqrt(self.variance), _SMALLEST)
        if self.invert:
            return ops.add(self.mean, ops.multiply(x, deviation))
        return ops.divide(ops.subtract(x, self.mean), deviation)
