"""Learning rates that change with the step."""

from p_vision.missing_names import missing_name
from p_vision.optimizers.schedules.cosine_decay import CosineDecay, CosineDecayRestarts
from p_vision.optimizers.schedules.decay import (
    ExponentialDecay,
    InverseTimeDecay,
    PolynomialDecay,
)
from p_vision.optimizers.schedules.piecewise_constant_decay import PiecewiseConstantDecay
from p_vision.optimizers.schedules.schedule import LearningRateSchedule, deserialize, serialize

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

__getattr__ = missing_name("p_vision.optimizers.schedules", __all__)
