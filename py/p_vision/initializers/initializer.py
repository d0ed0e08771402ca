"""The base class of initializers."""

from __future__ import annotations

from typing import Any

from p_vision.configurable import Configurable
from p_vision.types import TensorLike


class Initializer(Configurable):
    """Makes the first values of a weight.

    Write your own by overriding ``__call__``:

    >>> from p_vision import ops
    >>> class Sevens(Initializer):
    ...     def __call__(self, shape, dtype=None):
    ...         return ops.full(shape, 7.0, dtype=dtype)
    """

    kind = "initializer"

    def __call__(self, shape: tuple[int, ...], dtype: str | None = None) -> TensorLike:
        """Return the values.

        Args:
            shape: shape of the weight.
            dtype: "float32" by default.
        """
        raise NotImplementedError(f"{type(self).__name__} does not say how to make values.")

    def clone(self) -> Any:
        """Return an initializer with the same configuration."""
        return type(self).from_config(self.get_config())

    def __repr__(self) -> str:
        entries = ", ".join(f"{key}={value!r}" for key, value in self.get_config().items())
        return f"{type(self).__name__}({entries})"
