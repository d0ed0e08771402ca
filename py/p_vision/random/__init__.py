"""Random numbers under Keras's names, the same on every backend for the same seed."""

from p_vision.missing_names import missing_name
from p_vision.random._distributions import (
    categorical,
    dropout,
    normal,
    randint,
    shuffle,
    truncated_normal,
    uniform,
)
from p_vision.random._seeds import SeedGenerator, global_seed_generator, make_key, set_seed

__all__ = [
    "SeedGenerator",
    "categorical",
    "dropout",
    "global_seed_generator",
    "make_key",
    "normal",
    "randint",
    "set_seed",
    "shuffle",
    "truncated_normal",
    "uniform",
]

__getattr__ = missing_name(
    "p_vision.random",
    __all__,
    {
        "beta": "draw with numpy.random.default_rng().beta",
        "binomial": "draw with numpy.random.default_rng().binomial",
        "gamma": "draw with numpy.random.default_rng().gamma",
    },
)
