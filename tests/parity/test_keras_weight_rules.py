"""Penalties, constraints and fixed first values of weights are Keras's."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden

import p_vision
from p_vision import GradientTape, ops


def _made(case: dict[str, Any]) -> Any:
    return getattr(getattr(p_vision, case["kind"]), case["class"])(**case["config"])


@pytest.mark.parametrize("case", golden("weight_rules"), ids=case_id)
def test_values_are_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    rule = _made(case)
    if case["kind"] == "initializers":
        close(rule(tuple(case["shape"])), case["output"], "values")
        return
    x = ops.convert_to_tensor(array(case["x"]))
    if "gradient" not in case:
        close(rule(x), case["output"], "values")
        return
    with GradientTape() as tape:
        tape.watch(x)
        penalty = rule(x)
    close(penalty, case["output"], "penalty")
    close(tape.gradient(penalty, [x])[0], case["gradient"], "gradient")


@pytest.mark.parametrize("case", golden("weight_rules"), ids=case_id)
def test_configuration_makes_the_same_rule(case: dict[str, Any]) -> None:
    rule, module = _made(case), getattr(p_vision, case["kind"])
    again = module.deserialize(module.serialize(rule))
    assert type(again) is type(rule)
    assert again.get_config() == rule.get_config()
