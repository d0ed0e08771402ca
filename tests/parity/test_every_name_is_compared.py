"""Every public name that p_vision shares with Keras has values of real Keras, or a reason."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from checked_values import golden
from compared_names import EXCEPTIONS, compared, keras_names

import p_vision


def _module(path: str) -> Any:
    return functools.reduce(getattr, path.split("."), p_vision)


def _here(path: str) -> list[str]:
    module = _module(path)
    names = keras_names()[path]
    return [name for name in names if names[name] != "module" and hasattr(module, name)]


@pytest.mark.parametrize("path", EXCEPTIONS)
def test_each_name_has_a_golden_case_or_a_reason(path: str) -> None:
    module = _module(path)
    known = [getattr(module, name) for name in {*compared()[path], *EXCEPTIONS[path]}]
    # Another name of the same class needs no case of its own.
    without = [
        name
        for name in _here(path)
        if not any(getattr(module, name) is thing for thing in known)
        and name not in compared()[path]
    ]
    assert without == []


@pytest.mark.parametrize("path", EXCEPTIONS)
def test_no_reason_is_left_over(path: str) -> None:
    both = compared()[path] & set(EXCEPTIONS[path])
    assert sorted(both) == []
    assert [name for name in EXCEPTIONS[path] if not hasattr(_module(path), name)] == []


def test_layers_with_weights_have_gradients_of_them() -> None:
    files = ("layers", "layers_attention", "layers_later", "layers_more", "layers_recurrent")
    for case in (case for file in files for case in golden(file)):
        trained = sum(case["trainable"])
        assert len(case["weight_gradients"]) == trained, case["name"]
