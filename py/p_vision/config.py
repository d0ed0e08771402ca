"""Keras's settings: most have one value here, and setting another says so."""

from __future__ import annotations

from typing import Any

from p_vision.backend import get_backend, set_backend
from p_vision.errors import ArgumentError
from p_vision.missing_names import missing_name
from p_vision.utils.logging_mode import (
    disable_interactive_logging,
    enable_interactive_logging,
    is_interactive_logging_enabled,
)

__all__ = [
    "backend",
    "disable_interactive_logging",
    "disable_traceback_filtering",
    "dtype_policy",
    "enable_interactive_logging",
    "enable_traceback_filtering",
    "epsilon",
    "floatx",
    "image_data_format",
    "is_interactive_logging_enabled",
    "set_backend",
    "set_dtype_policy",
    "set_epsilon",
    "set_floatx",
    "set_image_data_format",
]


def backend() -> str:
    """The backend in use: "Cpu" or "Wgpu".

    Example:
        >>> backend() in ("Cpu", "Wgpu")
        True
    """
    return get_backend()


def floatx() -> str:
    """The number type of weights.

    Example:
        >>> floatx()
        'float32'
    """
    return "float32"


def epsilon() -> float:
    """The small number that keeps divisions and logarithms safe.

    Example:
        >>> epsilon()
        1e-07
    """
    return 1e-7


def image_data_format() -> str:
    """Where pictures have their channels.

    Example:
        >>> image_data_format()
        'channels_last'
    """
    return "channels_last"


def dtype_policy() -> str:
    """The number type of layers: "float32"."""
    return "float32"


def _only(what: str, value: Any, wanted: Any) -> None:
    if value != wanted:
        raise ArgumentError(f"{what} is always {wanted!r} here; it cannot be set to {value!r}.")


def set_floatx(value: str) -> None:
    """Accept "float32".

    Raises:
        ArgumentError: Another number type.
    """
    _only("floatx", value, "float32")


def set_epsilon(value: float) -> None:
    """Accept 1e-7.

    Raises:
        ArgumentError: Another number.
    """
    _only("epsilon", value, 1e-7)


def set_image_data_format(data_format: str) -> None:
    """Accept "channels_last".

    Raises:
        ArgumentError: Another place; layers take data_format="channels_first" one by one.
    """
    _only("image_data_format", data_format, "channels_last")


def set_dtype_policy(policy: Any) -> None:
    """Accept "float32".

    Raises:
        ArgumentError: Another number type.
    """
    _only("The dtype policy", getattr(policy, "name", policy), "float32")


def enable_traceback_filtering() -> None:
    """Accepted for Keras: the page always shows only the lines of the script."""


def disable_traceback_filtering() -> None:
    """Accepted for Keras: the page always shows only the lines of the script."""


_FLASH = "attention is computed in one way; leave it out"
_LIMITS = "give fit its epochs= and steps_per_epoch="

__getattr__ = missing_name(
    "p_vision.config",
    __all__,
    {
        "disable_flash_attention": _FLASH,
        "enable_flash_attention": _FLASH,
        "is_flash_attention_enabled": _FLASH,
        "enable_unsafe_deserialization": "lambdas in files are never run; pass functions in "
        "custom_objects",
        "is_nnx_enabled": "there is no JAX underneath",
        "is_traceback_filtering_enabled": "errors always show only the lines of the script",
        "max_epochs": _LIMITS,
        "max_steps_per_epoch": _LIMITS,
        "set_max_epochs": _LIMITS,
        "set_max_steps_per_epoch": _LIMITS,
    },
)
