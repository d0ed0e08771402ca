"""Optimizers make Keras's steps, eagerly and recorded; schedules give its rates."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import TOLERANCES, array, case_id, golden

from p_vision import function, ops, optimizers
from p_vision.variable import Variable

STEPS = [case for case in golden("optimizers") if "steps" in case]
RATES = [case for case in golden("optimizers") if "rates" in case]


def _made(case: dict[str, Any]) -> tuple[Any, list[Variable]]:
    arguments = dict(case["config"])
    if case["schedule"]:
        name, config = case["schedule"]
        arguments["learning_rate"] = getattr(optimizers.schedules, name)(**config)
    optimizer = getattr(optimizers, case["optimizer"])(**arguments)
    if case["exclude"]:
        optimizer.exclude_from_weight_decay(var_names=case["exclude"])
    pairs = zip(case["first"], case["names"], strict=True)
    variables = [Variable(array(entry), name=name) for entry, name in pairs]
    optimizer.build(variables)
    return optimizer, variables


@pytest.mark.parametrize("recorded", [False, True], ids=["eager", "recorded"])
@pytest.mark.parametrize("case", STEPS, ids=case_id)
def test_steps_are_keras_s(case: dict[str, Any], recorded: bool, backend: str, close: Any) -> None:
    optimizer, variables = _made(case)

    def apply(*gradients: Any) -> None:
        given = iter(gradients)
        optimizer.apply(
            [None if wanted is None else next(given) for wanted in case["steps"][0]["gradients"]],
            variables,
        )

    run = function(apply) if recorded else apply
    for number, step in enumerate(case["steps"]):
        run(*[ops.convert_to_tensor(array(g)) for g in step["gradients"] if g is not None])
        for variable, entry in zip(variables, step["weights"], strict=True):
            close(variable, entry, f"{variable.name} after step {number + 1}", 2e-5)
    assert int(optimizer.iterations.numpy()) == case["iterations"]


@pytest.mark.parametrize("case", STEPS, ids=case_id)
def test_memory_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    if case["optimizer"] == "Nadam":
        pytest.skip("Keras keeps the product of Nadam's factors outside of its variables.")
    optimizer, variables = _made(case)
    for step in case["steps"]:
        gradients = [None if g is None else array(g) for g in step["gradients"]]
        optimizer.apply(gradients, variables)
    assert len(optimizer.variables) == len(case["variables"])
    for variable, entry in zip(optimizer.variables, case["variables"], strict=True):
        close(variable, entry, variable.name, 2e-5)


@pytest.mark.parametrize("case", RATES, ids=case_id)
def test_schedule_is_keras_s(case: dict[str, Any], backend: str) -> None:
    schedule = getattr(optimizers.schedules, case["schedule_class"])(**case["config"])
    again = optimizers.schedules.deserialize(optimizers.schedules.serialize(schedule))
    for step, rate in enumerate(case["rates"]):
        wanted = pytest.approx(rate, rel=TOLERANCES[backend], abs=1e-7)
        assert float(schedule(step)) == wanted
        assert float(again(Variable(step, dtype="int32"))) == wanted


@pytest.mark.parametrize("case", STEPS, ids=case_id)
def test_configuration_makes_the_same_optimizer(case: dict[str, Any]) -> None:
    optimizer, _ = _made(case)
    again = optimizers.deserialize(optimizers.serialize(optimizer))
    assert again.get_config() == optimizer.get_config()
