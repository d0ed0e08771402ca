"""Outputs and gradients of layers."""

from __future__ import annotations

from typing import Any

import jax
import keras
import numpy as np
from golden_values import array, values, whole
from layer_cases import LAYER_CASES


def cases() -> list[dict[str, Any]]:
    return [_case(*parts, **extra) for *parts, extra in LAYER_CASES]


def _inputs(name: str, shapes: Any, whole_below: int | None) -> list[np.ndarray]:
    shapes = shapes if isinstance(shapes, list) else [shapes]
    if whole_below:
        return [whole(f"{name}/x{i}", shape, whole_below) for i, shape in enumerate(shapes)]
    return [values(f"{name}/x{i}", shape) for i, shape in enumerate(shapes)]


def _case(name: str, class_name: str, config: dict[str, Any], shapes: Any, **extra: Any) -> Any:
    layer = getattr(keras.layers, class_name)(**config)
    inputs = _inputs(name, shapes, extra.get("whole_below"))
    training = extra.get("training", False)
    passed: Any = inputs if isinstance(shapes, list) else inputs[0]
    layer(passed)
    for index, weight in enumerate(layer.weights):
        low = 0.2 if "variance" in weight.name else -1.0
        weight.assign(values(f"{name}/w{index}", tuple(weight.shape), low=low))
    before = [np.asarray(weight) for weight in layer.weights]
    trainable = [v.value for v in layer.trainable_variables]
    fixed = [v.value for v in layer.non_trainable_variables]
    takes_training = "training" in layer._call_signature.parameters

    def run(weights: Any, given: Any) -> Any:
        call = given if isinstance(shapes, list) else given[0]
        kwargs = {"training": training} if takes_training else {}
        output, state = layer.stateless_call(weights, fixed, call, **kwargs)
        return output, state

    output, state = run(trainable, inputs)
    upstream = values(f"{name}/upstream", tuple(output.shape))
    if extra.get("whole_below"):
        _, pull = jax.vjp(lambda w: run(w, inputs)[0], trainable)
        (weight_gradients,) = pull(upstream)
        input_gradients = []
    else:
        _, pull = jax.vjp(
            lambda w, x: run(w, x)[0], trainable, [jax.numpy.asarray(x) for x in inputs]
        )
        weight_gradients, input_gradients = pull(upstream)
    case: dict[str, Any] = {
        "name": name,
        "layer": class_name,
        "config": config,
        "several": isinstance(shapes, list),
        "training": training,
        "inputs": [array(x) for x in inputs],
        "weights": [array(w) for w in before],
        "trainable": [bool(w.trainable) for w in layer.weights],
        "output": array(output),
        "upstream": array(upstream),
        "input_gradients": [array(g) for g in input_gradients],
        "weight_gradients": [array(g) for g in weight_gradients],
        "compute_output_shape": _output_shape(layer, shapes),
        "state_after": [array(s) for s in state] if training else [],
    }
    if "tolerance" in extra:
        case["tolerance"] = extra["tolerance"]
    return case


def _output_shape(layer: Any, shapes: Any) -> Any:
    if isinstance(shapes, list):
        return list(layer.compute_output_shape([(None, *shape[1:]) for shape in shapes]))
    return list(layer.compute_output_shape((None, *shapes[1:])))
