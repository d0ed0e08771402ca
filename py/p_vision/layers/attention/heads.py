"""What attention with heads shares: its arguments, projections and masks."""

from __future__ import annotations

from typing import Any

from p_vision import activations, constraints, initializers, regularizers
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.core.einsum_dense import EinsumDense
from p_vision.layers.layer import Layer
from p_vision.layers.regularization import Dropout

COMMON = (
    "kernel_initializer",
    "bias_initializer",
    "kernel_regularizer",
    "bias_regularizer",
    "kernel_constraint",
    "bias_constraint",
)


class HeadsAttention(Layer):
    """Attention with several heads; see its subclasses."""

    supports_masking = True
    _not_in_config = Layer._not_in_config | {"flash_attention"}
    dropout: float
    use_bias: bool

    def _keep(self, given: dict[str, Any]) -> None:
        """Keep the arguments that both kinds of attention have."""
        if not 0 <= given["dropout"] < 1:
            raise ArgumentError(f"dropout must be from 0 to below 1, but it is {given['dropout']}.")
        window = given["sliding_window"]
        if window is not None and (not isinstance(window, int) or window < 1):
            raise ArgumentError(
                f"sliding_window must be a whole number above 0, but it is {window!r}."
            )
        self.dropout = given["dropout"]
        self.use_bias = given["use_bias"]
        self.use_gate = given["use_gate"]
        self.sliding_window = window
        self.seed = given["seed"]
        for name in COMMON:
            kind = name.partition("_")[2]
            source = {
                "initializer": initializers,
                "regularizer": regularizers,
                "constraint": constraints,
            }[kind]
            setattr(self, name, source.get(given[name]))
        self.dropout_layer = Dropout(self.dropout, seed=self.seed) if self.dropout else None

    def _dense(
        self, name: str, equation: str, sizes: tuple[Any, ...], bias_axes: str, shape: Any
    ) -> EinsumDense:
        """Return a projection, built for the shape of its input."""
        common = {entry: getattr(self, entry) for entry in COMMON}
        for entry in COMMON[:2]:
            # A copy, so that projections do not start with the same values.
            common[entry] = type(common[entry]).from_config(common[entry].get_config())
        layer = EinsumDense(
            equation,
            sizes,
            activation=activations.get("sigmoid") if name == "gate" else None,
            bias_axes=bias_axes if self.use_bias else None,
            name=name,
            activity_regularizer=self.activity_regularizer,
            **common,
        )
        # The masks are used already: nothing is lost with them.
        layer.supports_masking = True
        layer.build(tuple(shape))
        return layer

    def _check_shapes(self, value_shape: Any, key_shape: Any) -> None:
        if tuple(value_shape[1:-1]) != tuple(key_shape[1:-1]):
            raise ShapeError(
                f"'{self.name}': value and key must have the same steps, but their shapes are "
                f"{tuple(value_shape)} and {tuple(key_shape)}."
            )

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return the mask of the query."""
        several = isinstance(previous_mask, (list, tuple))
        return previous_mask[0] if several and previous_mask else previous_mask
