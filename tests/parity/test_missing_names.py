"""A name of Keras that is not here is an error that says what to use instead."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from compared_names import keras_names

from p_vision.errors import MissingImportError, MissingNameError

#: A module of Keras that is not here as a whole.
WITHOUT = {"version", "visualization"}


def _module(path: str) -> Any:
    return importlib.import_module(f"p_vision.{path}" if path else "p_vision")


MISSING = [
    (path, name)
    for path in keras_names()
    if path not in WITHOUT
    for name in keras_names()[path]
    if not hasattr(_module(path), name)
]


@pytest.mark.parametrize(("path", "name"), MISSING)
def test_it_says_what_to_use_instead(path: str, name: str) -> None:
    with pytest.raises(MissingNameError) as raised:
        getattr(_module(path), name)
    start = f"p_vision{path and '.'}{path} does not have Keras's '{name}': "
    text = str(raised.value)
    assert text.startswith(start)
    assert len(text) > len(start) + 10
    assert text.endswith(".")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("from p_vision import DTypePolicy", "numbers are float32."),
        ("from p_vision.layers import RandomHue", "call ops.image.rgb_to_hsv and hsv_to_rgb in"),
        ("from p_vision.ops import eig", "ops.eigh is for symmetric matrices."),
        ("from p_vision.optimizers import MultiOptimizer", "use one optimizer for all weights"),
        ("from p_vision.datasets import imdb", "sonnets is a text."),
        ("from p_vision.layers import Dens", "Did you mean 'Dense'?"),
        ("from p_vision.ops.linalg import sole", "Did you mean 'solve'?"),
    ],
)
def test_an_import_says_it_too(line: str, said: str) -> None:
    with pytest.raises(MissingImportError) as raised:
        exec(line)
    assert said in str(raised.value)
