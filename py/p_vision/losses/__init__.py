"""Losses: how wrong predictions are, as classes and as functions."""

from typing import TYPE_CHECKING

from p_vision.losses.loss import Loss
from p_vision.missing_names import loaded_later, missing_name

if TYPE_CHECKING:
    from p_vision.losses.circle_loss import Circle, circle
    from p_vision.losses.crossentropy import (
        binary_crossentropy,
        categorical_crossentropy,
        kl_divergence,
        sparse_categorical_crossentropy,
    )
    from p_vision.losses.crossentropy_losses import (
        BinaryCrossentropy,
        CategoricalCrossentropy,
        KLDivergence,
        SparseCategoricalCrossentropy,
    )
    from p_vision.losses.ctc_loss import CTC, ctc
    from p_vision.losses.focal_crossentropy import (
        BinaryFocalCrossentropy,
        CategoricalFocalCrossentropy,
        binary_focal_crossentropy,
        categorical_focal_crossentropy,
    )
    from p_vision.losses.function_loss import LossFunctionWrapper
    from p_vision.losses.generalized_crossentropy import (
        CategoricalGeneralizedCrossEntropy,
        categorical_generalized_cross_entropy,
    )
    from p_vision.losses.lookup import (
        deserialize,
        get,
        serialize,
    )
    from p_vision.losses.margin_losses import (
        CategoricalHinge,
        Hinge,
        SquaredHinge,
    )
    from p_vision.losses.margins import (
        categorical_hinge,
        hinge,
        squared_hinge,
    )
    from p_vision.losses.overlap import Dice, Tversky, dice, tversky
    from p_vision.losses.regression import (
        cosine_similarity,
        huber,
        log_cosh,
        mean_absolute_error,
        mean_absolute_percentage_error,
        mean_squared_error,
        mean_squared_logarithmic_error,
        poisson,
    )
    from p_vision.losses.regression_losses import (
        CosineSimilarity,
        Huber,
        LogCosh,
        MeanAbsoluteError,
        MeanAbsolutePercentageError,
        MeanSquaredError,
        MeanSquaredLogarithmicError,
        Poisson,
    )

__all__ = [
    "CTC",
    "BinaryCrossentropy",
    "BinaryFocalCrossentropy",
    "CategoricalCrossentropy",
    "CategoricalFocalCrossentropy",
    "CategoricalGeneralizedCrossEntropy",
    "CategoricalHinge",
    "Circle",
    "CosineSimilarity",
    "Dice",
    "Hinge",
    "Huber",
    "KLDivergence",
    "LogCosh",
    "Loss",
    "LossFunctionWrapper",
    "MeanAbsoluteError",
    "MeanAbsolutePercentageError",
    "MeanSquaredError",
    "MeanSquaredLogarithmicError",
    "Poisson",
    "SparseCategoricalCrossentropy",
    "SquaredHinge",
    "Tversky",
    "binary_crossentropy",
    "binary_focal_crossentropy",
    "categorical_crossentropy",
    "categorical_focal_crossentropy",
    "categorical_generalized_cross_entropy",
    "categorical_hinge",
    "circle",
    "cosine_similarity",
    "ctc",
    "deserialize",
    "dice",
    "get",
    "hinge",
    "huber",
    "kl_divergence",
    "log_cosh",
    "mean_absolute_error",
    "mean_absolute_percentage_error",
    "mean_squared_error",
    "mean_squared_logarithmic_error",
    "poisson",
    "serialize",
    "sparse_categorical_crossentropy",
    "squared_hinge",
    "tversky",
]

#: Modules that are loaded when one of their names is asked for.
_LATER = {
    "circle_loss": ("Circle", "circle"),
    "crossentropy": (
        "binary_crossentropy",
        "categorical_crossentropy",
        "kl_divergence",
        "sparse_categorical_crossentropy",
    ),
    "crossentropy_losses": (
        "BinaryCrossentropy",
        "CategoricalCrossentropy",
        "KLDivergence",
        "SparseCategoricalCrossentropy",
    ),
    "ctc_loss": ("CTC", "ctc"),
    "focal_crossentropy": (
        "BinaryFocalCrossentropy",
        "CategoricalFocalCrossentropy",
        "binary_focal_crossentropy",
        "categorical_focal_crossentropy",
    ),
    "function_loss": ("LossFunctionWrapper",),
    "generalized_crossentropy": (
        "CategoricalGeneralizedCrossEntropy",
        "categorical_generalized_cross_entropy",
    ),
    "lookup": ("deserialize", "get", "serialize"),
    "margin_losses": ("CategoricalHinge", "Hinge", "SquaredHinge"),
    "margins": ("categorical_hinge", "hinge", "squared_hinge"),
    "overlap": ("Dice", "Tversky", "dice", "tversky"),
    "regression": (
        "cosine_similarity",
        "huber",
        "log_cosh",
        "mean_absolute_error",
        "mean_absolute_percentage_error",
        "mean_squared_error",
        "mean_squared_logarithmic_error",
        "poisson",
    ),
    "regression_losses": (
        "CosineSimilarity",
        "Huber",
        "LogCosh",
        "MeanAbsoluteError",
        "MeanAbsolutePercentageError",
        "MeanSquaredError",
        "MeanSquaredLogarithmicError",
        "Poisson",
    ),
}

if not TYPE_CHECKING:
    __getattr__ = missing_name(
        "p_vision.losses",
        __all__,
        later=loaded_later("p_vision.losses", _LATER),
    )


def __dir__() -> list[str]:
    return sorted(__all__)
