"""Activations give Keras's values and slopes."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden

from p_vision import GradientTape, activations, ops


@pytest.mark.parametrize("case", golden("activations"), ids=case_id)
def test_activation_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    function = activations.get(case["activation"])
    x = ops.convert_to_tensor(array(case["input"]))
    with GradientTape() as tape:
        tape.watch(x)
        output = function(x, **case["config"])
        loss = ops.sum(ops.multiply(output, array(case["upstream"])))
    close(output, case["output"], "output")
    close(tape.gradient(loss, [x])[0], case["gradient"], "gradient")
