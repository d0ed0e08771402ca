"""Optimizers: how weights change."""

from typing import TYPE_CHECKING

from p_vision.missing_names import loaded_later, missing_name
from p_vision.optimizers.optimizer import Optimizer

if TYPE_CHECKING:
    from p_vision.optimizers import schedules
    from p_vision.optimizers.adadelta import Adadelta
    from p_vision.optimizers.adafactor import Adafactor
    from p_vision.optimizers.adagrad import Adagrad
    from p_vision.optimizers.adam import Adam, AdamW
    from p_vision.optimizers.adamax import Adamax
    from p_vision.optimizers.ftrl import Ftrl
    from p_vision.optimizers.lamb import Lamb
    from p_vision.optimizers.lion import Lion
    from p_vision.optimizers.lookup import deserialize, get, serialize
    from p_vision.optimizers.muon import Muon
    from p_vision.optimizers.nadam import Nadam
    from p_vision.optimizers.rmsprop import RMSprop
    from p_vision.optimizers.schedule_free_adamw import ScheduleFreeAdamW
    from p_vision.optimizers.sgd import SGD

__all__ = [
    "SGD",
    "Adadelta",
    "Adafactor",
    "Adagrad",
    "Adam",
    "AdamW",
    "Adamax",
    "Ftrl",
    "Lamb",
    "Lion",
    "Muon",
    "Nadam",
    "Optimizer",
    "RMSprop",
    "ScheduleFreeAdamW",
    "deserialize",
    "get",
    "schedules",
    "serialize",
]

#: Modules that are loaded when one of their names is asked for.
_LATER = {
    "schedules": (),
    "adadelta": ("Adadelta",),
    "adafactor": ("Adafactor",),
    "adagrad": ("Adagrad",),
    "adam": ("Adam", "AdamW"),
    "adamax": ("Adamax",),
    "ftrl": ("Ftrl",),
    "lamb": ("Lamb",),
    "lion": ("Lion",),
    "lookup": ("deserialize", "get", "serialize"),
    "muon": ("Muon",),
    "nadam": ("Nadam",),
    "rmsprop": ("RMSprop",),
    "schedule_free_adamw": ("ScheduleFreeAdamW",),
    "sgd": ("SGD",),
}

if not TYPE_CHECKING:
    __getattr__ = missing_name(
        "p_vision.optimizers",
        __all__,
        {
            "LossScaleOptimizer": "optimizers take loss_scale_factor=...",
            "MultiOptimizer": "use one optimizer for all weights, or GradientTape with several",
            "OptimizerMap": "use one optimizer for all weights, or GradientTape with several",
            "legacy": "use p_vision.optimizers",
        },
        later=loaded_later("p_vision.optimizers", _LATER),
    )


def __dir__() -> list[str]:
    return sorted(__all__)
