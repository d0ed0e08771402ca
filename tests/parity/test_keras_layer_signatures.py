"""Layers take Keras's arguments, with Keras's defaults, and write Keras's configurations."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from checked_values import case_id, golden

from p_vision import layers

CASES = golden("layer_signatures")
CONFIGURED = [case for case in CASES if case["keras_config"] is not None]

#: Arguments of Keras for things p_vision does not have; configurations with None are read.
WITHOUT = {"lora_rank", "lora_alpha", "quantization_config", "gptq_unpacked_column_size"}

#: Left out of comparisons: how objects are named, and what Keras writes for some layers only.
OWN_WAYS = {"module", "registered_name", "build_config", "name", "dtype", "trainable"}
AXES = ("input_axes", "output_axes")


def _same(value: Any) -> Any:
    """(2, 2) and 2 say the same for two axes."""
    if isinstance(value, (list, tuple)):
        entries = [_same(entry) for entry in value]
        return entries[0] if entries and all(entry == entries[0] for entry in entries) else entries
    if isinstance(value, dict):
        return {
            key: _same(entry)
            for key, entry in value.items()
            if key not in OWN_WAYS | WITHOUT
            and (entry is not None or key not in ("activity_regularizer", *AXES))
        }
    return value.lower() if isinstance(value, str) else value


def _parameters(cls: Any) -> dict[str, Any]:
    found = inspect.signature(cls.__init__).parameters.values()
    return {entry.name: entry.default for entry in found}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_arguments_and_defaults_are_keras_s(case: dict[str, Any]) -> None:
    cls = getattr(layers, case["name"])
    assert cls.__name__ == case["class"]
    own = _parameters(cls)
    wanted = [name for name in case["defaults"] if name not in {*WITHOUT, "name", "dtype"}]
    assert [name for name in own if name in wanted] == wanted
    for name in wanted:
        if case["defaults"][name] == "<class 'inspect._empty'>":
            assert own[name] is inspect.Parameter.empty, name
        else:
            assert _same(own[name]) == _same(eval(case["defaults"][name])), name


@pytest.mark.parametrize("case", CONFIGURED, ids=case_id)
def test_configuration_is_keras_s(case: dict[str, Any]) -> None:
    cls = getattr(layers, case["name"])
    found = _same(cls.from_config(dict(case["config"])).get_config())
    wanted = _same(case["keras_config"])
    assert found == wanted


@pytest.mark.parametrize("case", CONFIGURED, ids=case_id)
def test_configuration_of_keras_is_read(case: dict[str, Any]) -> None:
    cls = getattr(layers, case["name"])
    layer = cls.from_config(dict(case["keras_config"]))
    assert layer.get_config() == cls.from_config(dict(case["config"])).get_config() | {
        "name": layer.name
    }


@pytest.mark.parametrize("case", CONFIGURED, ids=case_id)
def test_masks_pass_where_they_do_in_keras(case: dict[str, Any]) -> None:
    layer = getattr(layers, case["name"]).from_config(dict(case["config"]))
    assert layer.supports_masking == case["supports_masking"]
