"""One seed for everything random."""

from __future__ import annotations

import random as python_random

from p_vision import random
from p_vision.utils.numpy_seed import seed_numpy

__all__ = ["set_random_seed"]


def set_random_seed(seed: int) -> None:
    """Make all random numbers repeatable: Python's, numpy's and p_vision's.

    The same seed gives the same weights, orders and dropouts in the page and natively.

    Args:
        seed: A whole number from 0.

    Reference: https://keras.io/api/utils/python_utils/

    Example:
        >>> import p_vision
        >>> p_vision.utils.set_random_seed(0)
        >>> first = p_vision.random.normal((2,)).tolist()
        >>> p_vision.utils.set_random_seed(0)
        >>> first == p_vision.random.normal((2,)).tolist()
        True
    """
    random.set_seed(seed)
    python_random.seed(seed)
    seed_numpy(seed % 2**32)
