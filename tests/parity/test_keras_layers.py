"""Layers give Keras's outputs, gradients and shapes from the same weights."""

from __future__ import annotations

from typing import Any

import pytest
from checked_values import array, case_id, golden

from p_vision import GradientTape, layers, ops

CASES = golden("layers")

#: Burn 0.22.1 gives wrong gradients here; the engine has to go round it.
WRONG_IN_BURN = {
    ("Cpu", "conv1d groups stride leaves one over"): "gradient of the kernel",
    ("Wgpu", "conv3d window below stride"): "gradient of the input",
}


def _layer(case: dict[str, Any]) -> tuple[Any, list[Any], Any]:
    layer = getattr(layers, case["layer"])(**case["config"])
    inputs = [ops.convert_to_tensor(array(entry)) for entry in case["inputs"]]
    passed = inputs if case["several"] else inputs[0]
    layer(passed)
    layer.set_weights([array(entry) for entry in case["weights"]])
    return layer, inputs, passed


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_layer_is_keras_s(
    case: dict[str, Any], backend: str, close: Any, request: pytest.FixtureRequest
) -> None:
    wrong = WRONG_IN_BURN.get((backend, case["name"]))
    if wrong:
        request.applymarker(pytest.mark.xfail(reason=wrong))
    tolerance = case.get("tolerance")
    layer, inputs, passed = _layer(case)
    assert [weight.trainable for weight in layer.weights] == case["trainable"]
    floats = [x for x in inputs if x.dtype == "float32"]
    with GradientTape() as tape:
        for x in floats:
            tape.watch(x)
        output = layer(passed, training=case["training"])
        loss = ops.sum(ops.multiply(output, array(case["upstream"])))
    close(output, case["output"], "output", tolerance)
    sources = [*floats, *layer.trainable_weights]
    found = tape.gradient(loss, sources) if sources else []
    wanted = [*case["input_gradients"], *case["weight_gradients"]]
    assert len(found) == len(wanted)
    for index, (gradient, entry) in enumerate(zip(found, wanted, strict=True)):
        close(gradient, entry, f"gradient {index}", tolerance)
    for state, entry in zip(layer.non_trainable_weights, case["state_after"], strict=False):
        close(state, entry, f"{state.name} afterwards", tolerance)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_shape_is_known_without_computing(case: dict[str, Any]) -> None:
    layer = getattr(layers, case["layer"])(**case["config"])
    shapes = [(None, *entry["shape"][1:]) for entry in case["inputs"]]
    found = layer.compute_output_shape(shapes if case["several"] else shapes[0])
    assert list(found) == [None, *case["output"]["shape"][1:]]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_configuration_makes_the_same_layer(case: dict[str, Any]) -> None:
    layer = getattr(layers, case["layer"])(**case["config"])
    again = layers.deserialize(layers.serialize(layer))
    assert type(again) is type(layer)
    assert again.get_config() == layer.get_config()
