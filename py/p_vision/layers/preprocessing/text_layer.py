"""The base of layers that take text: they run on the host, before a model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from p_vision import ops, tracing
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer


class HostLayer(Layer):
    """A layer that looks at its input value by value, so it is called on data only."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return numbers (or text) for the data.

        Args:
            *args: text or numbers, nested lists or arrays of them.
            **kwargs: accepted for Keras.

        Raises:
            ArgumentError: it was put into a model.
        """
        data = args[0] if args else next(iter(kwargs.values()))
        if tracing.has_keras_tensor(data) or isinstance(data, tracing.SymbolicTensor):
            raise ArgumentError(
                f"{type(self).__name__} '{self.name}' works on text, which models do not take. "
                "Call it on the data first, x = layer(texts), and start the model with the numbers."
            )
        self.built = True
        return self.call(plain(data))


def plain(data: Any) -> Any:
    """Return nested lists of Python values from arrays and tensors; bytes become text."""
    if isinstance(data, bytes):
        return data.decode("utf-8")
    if hasattr(data, "tolist"):
        data = data.tolist()
    if isinstance(data, (list, tuple)):
        return [plain(entry) for entry in data]
    return data.decode("utf-8") if isinstance(data, bytes) else data


def mapped(function: Callable[[Any], Any], data: Any) -> Any:
    """Return nested lists with the function applied to each value."""
    if isinstance(data, list):
        return [mapped(function, entry) for entry in data]
    return function(data)


def values_of(data: Any) -> list[Any]:
    """Return all values of nested lists in one list."""
    if not isinstance(data, list):
        return [data]
    return [value for entry in data for value in values_of(entry)]


def tensor(data: Any) -> Any:
    """Return an int32 tensor, or text as it is."""
    found = values_of(data)
    if found and isinstance(found[0], str):
        return data
    return ops.convert_to_tensor(data, dtype="int32")
