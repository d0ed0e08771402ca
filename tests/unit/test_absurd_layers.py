"""Every layer, made with absurd arguments and called on absurd inputs, explains itself."""

from __future__ import annotations

import contextlib
import inspect
import warnings
from typing import Any

import numpy as np
import pytest

from p_vision import layers
from p_vision.errors import ArgumentError, PVisionError

VALUES = [None, "x", -1, []]
INPUTS = [None, "a", 3, [], {}, np.ones(()), np.ones((2, 3)), [np.ones((2, 3))]]
USUAL: dict[str, Any] = {
    "activation": "relu",
    "axes": 1,
    "bin_boundaries": [1.0],
    "cell": layers.LSTMCell(2),
    "cells": [layers.LSTMCell(2)],
    "dims": (1,),
    "equation": "ab,bc->ac",
    "function": lambda x: x,
    "layer": layers.Dense(2),
    "rate": 0.5,
    "target_shape": (-1,),
    "vocabulary": ["a"],
}
#: Texts in, numbers out: for these a text is no mistake, and names a file.
OF_TEXTS = {"StringLookup", "IntegerLookup", "TextVectorization", "Hashing"}


def usual(cls: Any) -> tuple[dict[str, Any], list[str]]:
    """Arguments a layer can be made with, and the names of some to try."""
    entries = list(inspect.signature(cls.__init__).parameters.values())[1:]
    named = [entry for entry in entries if entry.kind is entry.POSITIONAL_OR_KEYWORD]
    needed = {e.name: USUAL.get(e.name, 2) for e in named if e.default is e.empty}
    return needed, [entry.name for entry in named[:4]]


NAMES = [
    name
    for name in sorted(set(layers.__all__) - OF_TEXTS)
    if inspect.isclass(getattr(layers, name)) and issubclass(getattr(layers, name), layers.Layer)
]


@pytest.mark.parametrize("name", NAMES)
def test_only_errors_of_ours_come_out(name: str) -> None:
    cls = getattr(layers, name)
    needed, tried = usual(cls)
    attempts: list[Any] = [
        lambda argument=argument, value=value: cls(**{**needed, argument: value})
        for argument in tried
        for value in VALUES
    ]
    attempts += [lambda given=given: cls(**needed)(given) for given in INPUTS]
    for attempt in attempts:
        with (
            warnings.catch_warnings(),
            contextlib.suppress(PVisionError, NotImplementedError),
        ):
            warnings.simplefilter("ignore")
            attempt()


def test_what_an_argument_means_is_said() -> None:
    with pytest.raises(ArgumentError) as raised:
        layers.Dropout(None)  # type: ignore[arg-type]
    assert str(raised.value).startswith("Dropout(rate=None) cannot be made (")
    assert str(raised.value).endswith(" It takes rate: which part, 0..1.")


def test_errors_of_the_user_s_own_code_stay_as_they_are() -> None:
    def broken(x: Any) -> Any:
        return x.nothing_of_the_kind + {}["missing"]

    class Own(layers.Layer):
        def call(self, x: Any) -> Any:
            return len(5)  # type: ignore[arg-type]

    with pytest.raises(KeyError, match="missing"):
        layers.Lambda(lambda x: {}["missing"])(np.ones((1, 2)))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        layers.Lambda(broken)(np.ones((1, 2)))
    with pytest.raises(TypeError, match="has no len"):
        Own()(np.ones((1, 2)))
