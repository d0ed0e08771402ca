"""Diabetes: 442 patients, with ten measurements and how far the illness went in a year.

B. Efron and others, "Least angle regression", 2004.
From scikit-learn's wheel (BSD 3-Clause), as is.
"""

from __future__ import annotations

from p_vision.datasets.tables import Parts, read_numbers, split

__all__ = ["feature_names", "load_data"]

feature_names = [
    "age",
    "sex",
    "body mass index",
    "blood pressure",
    "total cholesterol",
    "low-density lipoproteins",
    "high-density lipoproteins",
    "cholesterol ratio",
    "log triglycerides",
    "blood sugar",
]


def load_data(test_split: float = 0.2, seed: int = 113) -> Parts:
    """Load the measurements and the progression.

    Args:
        test_split: The part kept for the test.
        seed: For the same split each time.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float32 measurements of shape
        `(samples, 10)`, float32 progression from 25 to 346.

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import diabetes
        >>> (x_train, y_train), (x_test, y_test) = diabetes.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (353, 10)
    """
    x = read_numbers(
        "diabetes_data_raw.csv",
        "ec2683754c379fdffc39f53922c475eff67e2fb9c94c7c27207b7c4371d51726",
        separator=" ",
    )
    y = read_numbers(
        "diabetes_target.csv",
        "244713a551f62a291a354212d8a048adec6cb1244b2bc44e66a0698f5006d26d",
    )
    return split(x.astype("float32"), y[:, 0].astype("float32"), test_split, seed)
