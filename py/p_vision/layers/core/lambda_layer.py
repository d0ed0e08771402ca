"""Lambda: any function as a layer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer


class Lambda(Layer):
    """Uses a function as a layer.

    Args:
        function: a function of the input, written on ``p_vision.ops``. It gets
            ``mask`` and ``training`` if it has arguments of these names.
        output_shape: accepted for Keras; shapes are found by themselves.
        mask: the mask of the output, or a function ``(inputs, mask)`` for it.
        arguments: more arguments for the function.
        **kwargs: name, trainable, dtype.

    Raises:
        ArgumentError: ``function`` cannot be called.

    See https://keras.io/api/layers/core_layers/lambda/

    >>> Lambda(lambda x: x * 2)([[1.0]]).tolist()
    [[2.0]]
    """

    _not_in_config = Layer._not_in_config | {"output_shape"}

    def __init__(
        self,
        function: Callable[..., Any],
        output_shape: Any = None,
        mask: Any = None,
        arguments: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not callable(function):
            raise ArgumentError(f"Lambda takes a function, but received {function!r}.")
        self.function = function
        self.mask = mask
        self.supports_masking = mask is not None
        self.arguments = arguments or {}
        names = inspect.signature(function).parameters
        self._passed = tuple(name for name in ("mask", "training") if name in names)

    def call(self, inputs: Any, mask: Any = None, training: bool | None = None) -> Any:
        """Return what the function says.

        Args:
            inputs: what the function takes.
            mask: handed on if the function has this argument.
            training: handed on if the function has this argument.
        """
        known = {"mask": mask, "training": training}
        passed = {name: known[name] for name in self._passed}
        return self.function(inputs, **{**self.arguments, **passed})

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return the mask that was given, or what its function says."""
        return self.mask(inputs, previous_mask) if callable(self.mask) else self.mask
