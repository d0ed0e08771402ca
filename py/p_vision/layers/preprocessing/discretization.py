"""Discretization: numbers as the place of the interval they lie in."""

from __future__ import annotations

from typing import Any, Self

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import refuse
from p_vision.layers.preprocessing.batches import batches, is_numbers
from p_vision.layers.preprocessing.encoding import MODES, check_mode, encode
from p_vision.layers.preprocessing.quantiles import boundaries, merged, summary_of
from p_vision.types import Config, TensorLike


class Discretization(Layer):
    """Turns numbers into the number of the bin they fall into.

    Args:
        bin_boundaries: where one bin ends and the next begins, in order; n
            boundaries make n + 1 bins.
        num_bins: how many bins :meth:`adapt` shall make.
        epsilon: how exact :meth:`adapt` is: smaller is slower.
        output_mode: "int", or "one_hot", "multi_hot", "count" as in
            :class:`CategoryEncoding`.
        sparse: accepted for Keras as False only.
        dtype: accepted for Keras.
        name: a name.

    Raises:
        ArgumentError: not exactly one of ``bin_boundaries`` and ``num_bins``.

    See https://keras.io/api/layers/preprocessing_layers/numerical/discretization/

    >>> Discretization(bin_boundaries=[0.0, 1.0])([[-1.5, 0.5, 3.0]]).tolist()
    [[0, 1, 2]]
    """

    _not_in_config = Layer._not_in_config | {"trainable"}

    def __init__(
        self,
        bin_boundaries: Any = None,
        num_bins: int | None = None,
        epsilon: float = 0.01,
        output_mode: str = "int",
        sparse: bool = False,
        dtype: str | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(dtype=dtype, name=name)
        refuse(self, sparse=sparse)
        if (bin_boundaries is None) == (num_bins is None):
            raise ArgumentError("Give Discretization either bin_boundaries or num_bins.")
        self.bin_boundaries = None if bin_boundaries is None else _listed(bin_boundaries)
        self.num_bins = num_bins
        self.epsilon = epsilon
        self.output_mode = check_mode(output_mode, MODES)
        self.sparse = sparse
        self.built = True

    def adapt(self, data: Any, steps: int | None = None) -> None:
        """Find boundaries that make bins of equally many values.

        Args:
            data: an array, or a list or generator of batches.
            steps: how many batches to take; None for all.

        Raises:
            ArgumentError: the boundaries were given, or there are no data.
        """
        if self.num_bins is None:
            raise ArgumentError(f"'{self.name}' has its bin_boundaries: nothing to adapt.")
        import numpy as np

        known: Any = None
        for batch in [data] if is_numbers(data) else batches(data, steps):
            values = batch.numpy() if hasattr(batch, "numpy") else np.asarray(batch)
            found = summary_of(values.astype("float32"), self.epsilon)
            known = found if known is None else merged(found, known, self.epsilon)
        if known is None:
            raise ArgumentError("adapt() received no data: give an array, or batches of it.")
        self.bin_boundaries = boundaries(known, self.num_bins)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the numbers of the bins, or rows for them."""
        if self.bin_boundaries is None:
            raise ArgumentError(
                f"'{self.name}' does not know its bins yet: call adapt(data) first, or give "
                "bin_boundaries."
            )
        bins = ops.digitize(inputs, self.bin_boundaries)
        return encode(bins, self.output_mode, len(self.bin_boundaries) + 1)

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make the layer, with the boundaries that were found if there are some."""
        config = dict(config)
        found = config.get("bin_boundaries")
        if found is None or config.get("num_bins") is None:
            return cls(**config)
        del config["bin_boundaries"]
        layer = cls(**config)
        layer.bin_boundaries = _listed(found)
        return layer


def _listed(values: Any) -> list[float]:
    found = [float(value) for value in values]
    if found != sorted(found):
        raise ArgumentError(f"bin_boundaries must rise, but they are {found}.")
    return found
