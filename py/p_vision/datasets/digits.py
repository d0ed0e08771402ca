"""Digits: 1,797 grey pictures of handwritten digits, 8 x 8 pixels.

E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", 1998.
From scikit-learn's wheel (BSD 3-Clause), as is.
"""

from __future__ import annotations

from p_vision.datasets.tables import Parts, read_numbers, split

__all__ = ["load_data"]


def load_data(test_split: float = 0.2, seed: int = 113) -> Parts:
    """Load the pictures and their labels.

    Args:
        test_split: The part kept for the test.
        seed: For the same split each time.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float32 pictures of shape
        `(samples, 8, 8)` with values 0 to 16, int32 labels 0 to 9.

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import digits
        >>> (x_train, y_train), (x_test, y_test) = digits.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (1437, 8, 8)
    """
    rows = read_numbers(
        "digits.csv", "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
    )
    pictures = rows[:, :-1].reshape(-1, 8, 8).astype("float32")
    return split(pictures, rows[:, -1].astype("int32"), test_split, seed)
