"""Initializers by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.identifiers import object_from
from p_vision.initializers import fixed_values, random_values, scaled_values
from p_vision.initializers.initializer import Initializer
from p_vision.naming import snake_case
from p_vision.serialization import custom_object_scope, deserialize_object, serialize_object
from p_vision.types import Config, TensorLike

_CLASSES: tuple[type[Initializer], ...] = (
    fixed_values.Zeros,
    fixed_values.Ones,
    fixed_values.Constant,
    fixed_values.Identity,
    random_values.RandomNormal,
    random_values.RandomUniform,
    random_values.TruncatedNormal,
    random_values.Orthogonal,
    scaled_values.VarianceScaling,
    scaled_values.GlorotUniform,
    scaled_values.GlorotNormal,
    scaled_values.HeUniform,
    scaled_values.HeNormal,
    scaled_values.LecunUniform,
    scaled_values.LecunNormal,
)
_BY_NAME: dict[str, Any] = {snake_case(cls.__name__): cls for cls in _CLASSES}
_BY_NAME |= {cls.__name__: cls for cls in _CLASSES}
_BY_NAME |= {
    "normal": random_values.RandomNormal,
    "uniform": random_values.RandomUniform,
    "zero": fixed_values.Zeros,
    "one": fixed_values.Ones,
}


def get(identifier: Any) -> Any:
    """Return the initializer that a name, dict, class, function or array stands for.

    Args:
        identifier: such as "he_normal", ``HeNormal(seed=1)``, a function of
            (shape, dtype), or an array with the values themselves; None stays None.

    Raises:
        UnknownNameError: no initializer has that name.

    >>> get("he_normal")
    HeNormal(seed=None, input_axes=None, output_axes=None)
    """
    if identifier is None:
        return None
    if hasattr(identifier, "shape") and not callable(identifier):
        return _values(identifier)
    return object_from(identifier, "initializer", "initializer", _BY_NAME)


def serialize(initializer: Any) -> Any:
    """Write an initializer as a dict."""
    return serialize_object(initializer)


def deserialize(config: Config, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make the initializer that :func:`serialize` described."""
    with custom_object_scope(custom_objects or {}):
        return deserialize_object(config, "initializer")


def _values(array: TensorLike) -> Any:
    def initialize(shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        if tuple(shape) != tuple(array.shape):
            raise ShapeError(
                f"The array given as initializer has shape {tuple(array.shape)}, "
                f"but the weight has shape {tuple(shape)}."
            )
        return ops.convert_to_tensor(array, dtype=dtype or "float32")

    return initialize
