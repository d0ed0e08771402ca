"""Random numbers under Keras's names, the same on every backend for the same seed."""

from importlib import import_module

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

#: Loaded when they are used: few programs need them.
_LATER = ("beta", "binomial", "gamma")


def _later(name: str) -> object:
    if name not in _LATER:
        return None
    return getattr(import_module("p_vision.random._shapes_of_chance"), name)


__getattr__ = missing_name("p_vision.random", [*__all__, *_LATER], later=_later)
