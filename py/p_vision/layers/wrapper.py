"""The base of layers that change what another layer does."""

from __future__ import annotations

from typing import Any, Self

from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.serialization import deserialize_object, deserialize_values
from p_vision.types import Config


class Wrapper(Layer):
    """Holds a layer; subclasses say how it is called.

    Args:
        layer: the layer inside.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: ``layer`` is not a layer.
    """

    def __init__(self, layer: Layer, **kwargs: Any) -> None:
        if not isinstance(layer, Layer):
            hint = f": write {layer.__name__}(...)" if isinstance(layer, type) else ""
            raise ArgumentError(
                f"{type(self).__name__} takes a layer, but received {layer!r}{hint}."
            )
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape: Any = None) -> None:
        """Build the layer inside."""
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True

    @classmethod
    def from_config(cls, config: Config) -> Self:
        """Make the wrapper and the layer inside from :meth:`get_config`."""
        config = dict(config)
        layer = deserialize_object(config.pop("layer"), "layer")
        return cls(layer, **deserialize_values(config))
