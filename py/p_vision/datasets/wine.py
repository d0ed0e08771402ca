"""Wine: 178 wines of three growers, with 13 chemical measurements each.

M. Forina and others, "PARVUS", 1991.
From scikit-learn's wheel (BSD 3-Clause), as is.
"""

from __future__ import annotations

from p_vision.datasets.tables import Parts, read_numbers, split

__all__ = ["class_names", "feature_names", "load_data"]

feature_names = [
    "alcohol",
    "malic acid",
    "ash",
    "alcalinity of ash",
    "magnesium",
    "total phenols",
    "flavanoids",
    "nonflavanoid phenols",
    "proanthocyanins",
    "colour intensity",
    "hue",
    "OD280/OD315",
    "proline",
]
class_names = ["class 0", "class 1", "class 2"]


def load_data(test_split: float = 0.2, seed: int = 113) -> Parts:
    """Load the wines and their growers.

    Args:
        test_split: The part kept for the test.
        seed: For the same split each time.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float32 measurements of shape
        `(samples, 13)`, int32 growers 0 to 2.

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import wine
        >>> (x_train, y_train), (x_test, y_test) = wine.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (142, 13)
    """
    rows = read_numbers(
        "wine_data.csv",
        "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede",
        skipped=1,
    )
    return split(rows[:, :-1].astype("float32"), rows[:, -1].astype("int32"), test_split, seed)
