"""Layers give Keras's outputs, gradients and shapes from the same weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from checked_values import array, case_id, golden

from p_vision import GradientTape, function, layers, ops, optimizers, tracing
from p_vision.layers.signatures import call_arguments
from p_vision.tracing import flatten

GROUPS = (
    "layers",
    "layers_attention",
    "layers_later",
    "layers_more",
    "layers_preprocessing",
    "layers_recurrent",
)
CASES = [case for group in GROUPS for case in golden(group)]
ONE_OF_EACH = list({case["layer"]: case for case in CASES}.values())


def _mask(entry: Any) -> Any:
    if entry is None or isinstance(entry, list):
        return entry and [_mask(part) for part in entry]
    return ops.cast(array(entry), "bool")


def _listed(entry: Any) -> list[Any]:
    return entry if isinstance(entry, list) else [entry]


def _made(case: dict[str, Any]) -> Any:
    cls = getattr(layers, case["layer"])
    nested = any("class_name" in str(value) for value in case["config"].values())
    return cls.from_config(dict(case["config"])) if nested else cls(**case["config"])


def _given(case: dict[str, Any]) -> dict[str, Any]:
    given = dict(case.get("kwargs", {}))
    given.update({key: _mask(entry) for key, entry in case.get("named", {}).items()})
    if "initial_state" in case:
        given["initial_state"] = [
            ops.convert_to_tensor(array(entry)) for entry in case["initial_state"]
        ]
    return given


def _arguments(case: dict[str, Any], passed: Any) -> list[Any]:
    return list(passed) if case.get("spread") else [passed]


def _layer(case: dict[str, Any]) -> tuple[Any, list[Any], Any]:
    layer = _made(case)
    inputs = [ops.convert_to_tensor(array(entry)) for entry in case["inputs"]]
    passed = inputs if case["several"] else inputs[0]
    layer(*_arguments(case, passed), **_given(case))
    layer.set_weights([array(entry) for entry in case["weights"]])
    return layer, inputs, passed


def _run(case: dict[str, Any], layer: Any, inputs: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return outputs and gradients of inputs and weights."""
    passed = inputs if case["several"] else inputs[0]
    floats = [x for x in inputs if x.dtype == "float32" and case["input_gradients"]]
    given = _given(case)
    if "mask" in case and "mask" in call_arguments(type(layer)):
        given["mask"] = _mask(case["mask"])
    with GradientTape() as tape:
        for x in floats:
            tape.watch(x)
        outputs = flatten(layer(*_arguments(case, passed), training=case["training"], **given))
        pairs = zip(outputs, _listed(case["upstream"]), strict=True)
        loss = sum(ops.sum(ops.multiply(output, array(entry))) for output, entry in pairs)
    sources = [*floats, *layer.trainable_weights]
    return outputs, tape.gradient(loss, sources) if sources else []


def _compare(case: dict[str, Any], close: Any, outputs: list[Any], gradients: list[Any]) -> None:
    tolerance = case.get("tolerance")
    for output, entry in zip(outputs, _listed(case["output"]), strict=True):
        close(output, entry, "output", tolerance)
    wanted = [*case["input_gradients"], *case["weight_gradients"]]
    assert len(gradients) == len(wanted)
    for index, (gradient, entry) in enumerate(zip(gradients, wanted, strict=True)):
        if gradient is None:
            assert not array(entry).any(), f"gradient {index}"
        else:
            close(gradient, entry, f"gradient {index}", tolerance)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_layer_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    layer, inputs, _ = _layer(case)
    assert [weight.trainable for weight in layer.weights] == case["trainable"]
    _compare(case, close, *_run(case, layer, inputs))
    for state, entry in zip(layer.non_trainable_weights, case["state_after"], strict=False):
        close(state, entry, f"{state.name} afterwards", case.get("tolerance"))


@pytest.mark.parametrize("case", ONE_OF_EACH, ids=case_id)
def test_recorded_layer_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    layer, inputs, _ = _layer(case)
    specs = [tracing.TensorSpec(tuple(x.shape), x.dtype) for x in inputs]
    program = tracing.trace(lambda *given: _run(case, layer, list(given)), specs)
    _compare(case, close, *program.run(*inputs))


@pytest.mark.parametrize(
    "case", [case for case in ONE_OF_EACH if case["weight_gradients"]], ids=case_id
)
def test_one_training_step_is_keras_s(case: dict[str, Any], backend: str, close: Any) -> None:
    layer, inputs, _ = _layer(case)
    weights = layer.trainable_weights
    before = [weight.numpy().copy() for weight in weights]
    optimizer = optimizers.SGD(0.5)

    @function
    def step(*given: Any) -> None:
        _, gradients = _run(case, layer, list(given))
        optimizer.apply(gradients[-len(weights) :], weights)

    step(*inputs)
    for weight, old, entry in zip(weights, before, case["weight_gradients"], strict=True):
        new = old - np.float32(0.5) * array(entry)
        wanted = {"shape": new.shape, "dtype": "float32", "values": new.reshape(-1)}
        close(weight, wanted, weight.name, case.get("tolerance"))


@pytest.mark.parametrize("case", [case for case in CASES if "mask" in case], ids=case_id)
def test_mask_that_comes_out_is_keras_s(case: dict[str, Any]) -> None:
    layer, _, passed = _layer(case)
    found = layer.compute_mask(passed, _mask(case["mask"]))
    for one, wanted in zip(_listed(found), _listed(case["mask_after"]), strict=True):
        if wanted is None:
            assert one is None
        else:
            assert (one.numpy() == array(wanted).astype(bool)).all()


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_shape_is_known_without_computing(case: dict[str, Any]) -> None:
    layer = _made(case)
    shapes = [(None, *entry["shape"][1:]) for entry in case["inputs"]]
    if case.get("kwargs"):
        return
    passed = shapes if case["several"] else shapes[0]
    found = layer.compute_output_shape(*_arguments(case, passed))
    wanted = [[None, *entry["shape"][1:]] for entry in _listed(case["output"])]
    assert [list(shape) for shape in _shapes(found)] == wanted


def _shapes(found: Any) -> list[Any]:
    """Single shapes from lists of them, which stacked cells give."""
    if isinstance(found, tuple) and all(size is None or isinstance(size, int) for size in found):
        return [found]
    return [shape for entry in found for shape in _shapes(entry)]


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_configuration_makes_the_same_layer(case: dict[str, Any]) -> None:
    layer = _made(case)
    again = layers.deserialize(layers.serialize(layer))
    assert type(again) is type(layer)
    assert again.get_config() == layer.get_config()
