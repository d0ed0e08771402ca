"""Outputs and gradients of layers."""

from __future__ import annotations

import copy
from typing import Any

import jax
import keras
import numpy as np
from golden_values import array, values, whole
from layer_cases import LAYER_CASES


def cases() -> list[dict[str, Any]]:
    return made(LAYER_CASES)


def made(wanted: list[Any]) -> list[dict[str, Any]]:
    return [_case(*parts, **extra) for *parts, extra in wanted]


def _inputs(name: str, shapes: Any, whole_below: int | None) -> list[np.ndarray]:
    shapes = shapes if isinstance(shapes, list) else [shapes]
    if whole_below:
        return [whole(f"{name}/x{i}", shape, whole_below) for i, shape in enumerate(shapes)]
    return [values(f"{name}/x{i}", shape) for i, shape in enumerate(shapes)]


def _mask(name: str, shape: Any) -> Any:
    """True and False by chance; True first, so that something always counts."""
    if shape is None:
        return None
    drawn = whole(name, shape, 2).astype(bool)
    drawn[:, 0] = True
    return drawn


def _masks(name: str, shapes: Any) -> Any:
    if isinstance(shapes, list):
        return [_mask(f"{name}/m{i}", shape) for i, shape in enumerate(shapes)]
    return _mask(f"{name}/mask", shapes)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (list, tuple)):
        return value and [_plain(entry) for entry in value]
    return array(value)


def _case(name: str, class_name: str, config: dict[str, Any], shapes: Any, **extra: Any) -> Any:
    layer = getattr(keras.layers, class_name).from_config(copy.deepcopy(config))
    inputs = _inputs(name, shapes, extra.get("whole_below"))
    training = extra.get("training", False)
    passed: Any = inputs if isinstance(shapes, list) else inputs[0]
    mask = _masks(name, extra.get("mask"))
    known = dict(extra.get("kwargs", {}))
    named = {key: _mask(f"{name}/{key}", shape) for key, shape in extra.get("named", {}).items()}
    known.update(named)
    spread = extra.get("spread", False)
    if "states" in extra:
        shapes_of_states = enumerate(extra["states"])
        known["initial_state"] = [values(f"{name}/s{i}", shape) for i, shape in shapes_of_states]
    layer(*_arguments(passed, spread), **known)
    for index, weight in enumerate(layer.weights):
        low = 0.2 if "variance" in weight.name else -1.0
        weight.assign(values(f"{name}/w{index}", tuple(weight.shape), low=low))
    before = [np.asarray(weight) for weight in layer.weights]
    trainable = [v.value for v in layer.trainable_variables]
    fixed = [v.value for v in layer.non_trainable_variables]
    taken = layer._call_signature.parameters

    def run(weights: Any, given: Any) -> Any:
        call = given if isinstance(shapes, list) else given[0]
        kwargs = dict(known)
        if "training" in taken:
            kwargs["training"] = training
        if mask is not None and "mask" in taken:
            kwargs["mask"] = mask
        elif mask is not None:
            given = [keras.ops.convert_to_tensor(entry) + 0 for entry in given]
            for entry, counts in zip(given, mask, strict=True):
                keras.src.backend.set_keras_mask(entry, counts)
            call = given
        output, state = layer.stateless_call(weights, fixed, *_arguments(call, spread), **kwargs)
        return jax.tree.leaves(output), state

    output, state = run(trainable, inputs)
    upstream = [values(f"{name}/upstream{i or ''}", entry.shape) for i, entry in enumerate(output)]
    if extra.get("whole_below") or extra.get("flat"):
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
        "output": _one(output),
        "upstream": _one(upstream),
        "input_gradients": [array(g) for g in input_gradients],
        "weight_gradients": [array(g) for g in weight_gradients],
        "state_after": [array(s) for s in state] if training else [],
    }
    if mask is not None:
        case["mask"] = _plain(mask)
        case["mask_after"] = _plain(layer.compute_mask(passed, mask))
    if spread:
        case["spread"] = True
    if named:
        case["named"] = {key: _plain(entry) for key, entry in named.items()}
    if "states" in extra:
        case["initial_state"] = _plain(known["initial_state"])
    for key in ("tolerance", "kwargs"):
        if key in extra:
            case[key] = extra[key]
    return case


def _one(outputs: list[Any]) -> Any:
    return array(outputs[0]) if len(outputs) == 1 else [array(entry) for entry in outputs]


def _arguments(passed: Any, spread: bool) -> list[Any]:
    """Query, value and key are arguments of their own in that order."""
    return list(passed) if spread else [passed]
