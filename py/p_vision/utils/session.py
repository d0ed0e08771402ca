"""A fresh start for automatic names and random numbers."""

from __future__ import annotations

import gc

from p_vision.naming import reset_names

__all__ = ["clear_session"]


def clear_session(free_memory: bool = True) -> None:
    """Forget the automatic names, so that the next Dense layer is called `dense` again.

    Args:
        free_memory: Also collect models that nothing refers to any more.

    Reference: https://keras.io/api/utils/config_utils/

    Example:
        >>> from p_vision import utils
        >>> utils.clear_session()
    """
    reset_names()
    if free_memory:
        gc.collect()
