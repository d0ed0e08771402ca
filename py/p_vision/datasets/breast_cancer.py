"""Breast cancer Wisconsin: 569 tumours, with 30 measurements of their cells each.

W. H. Wolberg, W. N. Street, O. L. Mangasarian, 1995.
From scikit-learn's wheel (BSD 3-Clause), as is.
"""

from __future__ import annotations

from p_vision.datasets.tables import Parts, read_numbers, split

__all__ = ["class_names", "feature_names", "load_data"]

feature_names = [
    "mean radius",
    "mean texture",
    "mean perimeter",
    "mean area",
    "mean smoothness",
    "mean compactness",
    "mean concavity",
    "mean concave points",
    "mean symmetry",
    "mean fractal dimension",
    "error of radius",
    "error of texture",
    "error of perimeter",
    "error of area",
    "error of smoothness",
    "error of compactness",
    "error of concavity",
    "error of concave points",
    "error of symmetry",
    "error of fractal dimension",
    "worst radius",
    "worst texture",
    "worst perimeter",
    "worst area",
    "worst smoothness",
    "worst compactness",
    "worst concavity",
    "worst concave points",
    "worst symmetry",
    "worst fractal dimension",
]
class_names = ["malignant", "benign"]


def load_data(test_split: float = 0.2, seed: int = 113) -> Parts:
    """Load the measurements and whether the tumour is benign.

    Args:
        test_split: The part kept for the test.
        seed: For the same split each time.

    Returns:
        `(x_train, y_train), (x_test, y_test)`: float32 measurements of shape
        `(samples, 30)`, int32 labels: 0 malignant, 1 benign.

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import breast_cancer
        >>> (x_train, y_train), (x_test, y_test) = breast_cancer.load_data()  # doctest: +SKIP
        >>> x_train.shape  # doctest: +SKIP
        (455, 30)
    """
    rows = read_numbers(
        "breast_cancer.csv",
        "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed",
        skipped=1,
    )
    return split(rows[:, :-1].astype("float32"), rows[:, -1].astype("int32"), test_split, seed)
