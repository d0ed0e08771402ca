"""Data sets to learn with; each has a `load_data()` that returns numpy arrays."""

from p_vision.datasets import (
    breast_cancer,
    diabetes,
    digits,
    fashion_mnist,
    iris,
    mnist,
    sonnets,
    wine,
)
from p_vision.missing_names import missing_name

__all__ = [
    "breast_cancer",
    "diabetes",
    "digits",
    "fashion_mnist",
    "iris",
    "mnist",
    "sonnets",
    "wine",
]

_PICTURES = "no source with a free licence is known; fashion_mnist and mnist have pictures"
_HOUSES = "no source with a free licence is known; diabetes is a table with numbers to predict"
_TEXTS = "no source with a free licence is known; sonnets is a text"

__getattr__ = missing_name(
    "p_vision.datasets",
    __all__,
    {
        "cifar10": _PICTURES,
        "cifar100": _PICTURES,
        "california_housing": _HOUSES,
        "boston_housing": _HOUSES,
        "imdb": _TEXTS,
        "reuters": _TEXTS,
    },
)
