"""Iris: 150 flowers of three species, with four lengths in centimetres each.

R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936.
From scikit-learn's wheel (BSD 3-Clause), as is.
"""

from __future__ import annotations

from p_vision.datasets.tables import Parts, read_numbers, split

__all__ = ["class_names", "feature_names", "load_data"]

feature_names = [
    "sepal length",
    "sepal width",
    "petal length",
    "petal width",
]
class_names = ["setosa", "versicolor", "virginica"]


def load_data(test_split: float = 0.2, seed: int = 113) -> Parts:
    """Load the flowers and their species.

    Args:
        test_split: The part kept for the test.
        seed: For the same split each time.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float32 lengths of shape
        `(samples, 4)`, int32 species 0 to 2.

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import iris
        >>> (x_train, y_train), (x_test, y_test) = iris.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (120, 4)
    """
    rows = read_numbers(
        "iris.csv", "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449", skipped=1
    )
    return split(rows[:, :-1].astype("float32"), rows[:, -1].astype("int32"), test_split, seed)
