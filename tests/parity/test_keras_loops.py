"""Loops give Keras's values and gradients: eagerly, and recorded as one program."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden
from loop_cases import CASES

from p_vision import GradientTape, ops, tracing


def _outputs_and_gradients(case: dict[str, Any], inputs: list[Any]) -> tuple[Any, Any]:
    with GradientTape() as tape:
        tape.watch(inputs)
        outputs = CASES[case["name"]](ops, *inputs)
        parts = [
            ops.sum(output * array(upstream))
            for output, upstream in zip(outputs, case["upstream"], strict=True)
            if output.dtype == "float32"
        ]
        loss = sum(parts[1:], parts[0])
    found = tape.gradient(loss, inputs)
    pairs = zip(inputs, found, strict=True)
    return outputs, [ops.zeros(x.shape) if slope is None else slope for x, slope in pairs]


@pytest.mark.parametrize("way", ["eager", "recorded"])
@pytest.mark.parametrize("case", golden("loops"), ids=case_id)
def test_loop_is_keras_s(case: dict[str, Any], way: str, backend: str, close: Any) -> None:
    inputs = [ops.convert_to_tensor(array(entry)) for entry in case["inputs"]]
    if way == "eager":
        outputs, gradients = _outputs_and_gradients(case, inputs)
    else:
        specs = [tracing.TensorSpec(x.shape) for x in inputs]
        program = tracing.trace(lambda *given: _outputs_and_gradients(case, list(given)), specs)
        outputs, gradients = program.run(*inputs)
    for index, (found, wanted) in enumerate(zip(outputs, case["outputs"], strict=True)):
        close(found, wanted, f"output {index}")
    for index, (found, wanted) in enumerate(zip(gradients, case["gradients"], strict=True)):
        close(found, wanted, f"gradient of input {index}", 1e-4)
