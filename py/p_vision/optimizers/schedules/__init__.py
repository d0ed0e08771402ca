"""Learning rates that change with the step."""

from typing import TYPE_CHECKING

from p_vision.missing_names import loaded_later, missing_name
from p_vision.optimizers.schedules.schedule import LearningRateSchedule, deserialize, serialize

if TYPE_CHECKING:
    from p_vision.optimizers.schedules.cosine_decay import CosineDecay, CosineDecayRestarts
    from p_vision.optimizers.schedules.decay import (
        ExponentialDecay,
        InverseTimeDecay,
        PolynomialDecay,
    )
    from p_vision.optimizers.schedules.piecewise_constant_decay import PiecewiseConstantDecay

__all__ = [
    "CosineDecay",
    "CosineDecayRestarts",
    "ExponentialDecay",
    "InverseTimeDecay",
    "LearningRateSchedule",
    "PiecewiseConstantDecay",
    "PolynomialDecay",
    "deserialize",
    "serialize",
]

#: Modules that are loaded when one of their names is asked for.
_LATER = {
    "cosine_decay": ("CosineDecay", "CosineDecayRestarts"),
    "decay": ("ExponentialDecay", "InverseTimeDecay", "PolynomialDecay"),
    "piecewise_constant_decay": ("PiecewiseConstantDecay",),
}

if not TYPE_CHECKING:
    __getattr__ = missing_name(
        "p_vision.optimizers.schedules",
        __all__,
        later=loaded_later("p_vision.optimizers.schedules", _LATER),
    )


def __dir__() -> list[str]:
    return sorted(__all__)
