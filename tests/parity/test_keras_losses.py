"""Losses give Keras's values for every reduction, and its gradients."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden

from p_vision import GradientTape, losses, ops


@pytest.mark.parametrize("case", golden("losses"), ids=case_id)
def test_loss_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    cls = getattr(losses, case["loss"])
    y_true, y_pred = array(case["y_true"]), array(case["y_pred"])
    for result in case["results"]:
        loss = cls(reduction=result["reduction"], **case["config"])
        weight = array(case["weight"]) if result["weighted"] else None
        what = f"reduction={result['reduction']}, weighted={result['weighted']}"
        close(loss(y_true, y_pred, sample_weight=weight), result["value"], what)
    predicted = ops.convert_to_tensor(y_pred)
    with GradientTape() as tape:
        tape.watch(predicted)
        value = cls(**case["config"])(y_true, predicted)
    close(tape.gradient(value, [predicted])[0], case["gradient"], "gradient")


@pytest.mark.parametrize("case", golden("losses"), ids=case_id)
def test_configuration_makes_the_same_loss(case: dict[str, Any]) -> None:
    loss = getattr(losses, case["loss"])(**case["config"])
    again = losses.deserialize(losses.serialize(loss))
    assert again.get_config() == loss.get_config()
