"""Making models from configurations, and again with new weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.metrics import Metric
from p_vision.models.functional import Functional
from p_vision.models.functional_config import functional_parts
from p_vision.models.sequential import Sequential
from p_vision.optimizers import Optimizer
from p_vision.registry import custom_object_scope
from p_vision.serialization import deserialize_object

__all__ = ["clone_model", "model_from_json"]


def model_from_json(json_string: str, custom_objects: Mapping[str, Any] | None = None) -> Any:
    """Make a model, with new weights, from what `Model.to_json` returned.

    Args:
        json_string: The configuration.
        custom_objects: Names that are looked up first, and what they stand for.

    Raises:
        ArgumentError: It is no configuration of a model.

    Example:
        >>> from p_vision import Dense, Input, Sequential
        >>> model = Sequential([Input(shape=(3,)), Dense(2)])
        >>> model_from_json(model.to_json()).count_params()
        8
    """
    try:
        config = json.loads(json_string)
        known = "class_name" in config
    except (ValueError, TypeError):
        known = False
    if not known:
        raise ArgumentError("This is no model's configuration; model.to_json() returns one.")
    with custom_object_scope(custom_objects or {}):
        model = deserialize_object(config)
        if config.get("compile_config"):
            model.compile_from_config(config["compile_config"])
        return model


def clone_model(
    model: Any,
    input_tensors: Any = None,
    clone_function: Callable[[Any], Any] | None = None,
    **kwargs: Any,
) -> Any:
    """Make a model of the same layers with new weights, compiled in the same way.

    Args:
        model: A functional or sequential model, or a subclass with `get_config`.
        input_tensors: Symbolic tensors to build a functional model on.
        clone_function: Makes the new layer for each layer; by default one with the same
            configuration.
        **kwargs: Accepted for Keras's sake.

    Example:
        >>> from p_vision import Dense, Input, Sequential
        >>> model = Sequential([Input(shape=(3,)), Dense(2)])
        >>> clone_model(model).count_params()
        8
    """
    clone = _clone(model, input_tensors, clone_function)
    if model.compiled:
        clone.compile(**_fresh(model._compile_arguments | {"optimizer": model.optimizer}))
    return clone


def _fresh(value: Any) -> Any:
    """Arguments of `compile` with optimizers and metrics that share no memory with these."""
    if isinstance(value, Mapping):
        return {key: _fresh(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_fresh(part) for part in value)
    if isinstance(value, (Metric, Optimizer)):
        return type(value).from_config(value.get_config())
    return value


def _clone(model: Any, input_tensors: Any, clone_function: Callable[[Any], Any] | None) -> Any:
    make = clone_function or (lambda layer: type(layer).from_config(layer.get_config()))
    if isinstance(model, Sequential):
        layers = [] if model.input_shape is None else [make_input(model._input)]
        return Sequential([*layers, *map(make, model.layers)], name=model.name)
    if model._graph is None:
        return type(model).from_config(model.get_config())
    config = model.get_config()
    if clone_function is not None:
        replaced = {layer.name: clone_function(layer) for layer in model.layers}
    else:
        replaced = {}
    inputs, outputs, rest = functional_parts(config, replaced)
    if input_tensors is None:
        return type(model)(inputs=inputs, outputs=outputs, **rest)
    middle = Functional(inputs, outputs, **rest)
    return Functional(input_tensors, middle(input_tensors), name=model.name)


def make_input(layer: Any) -> Any:
    """A new input layer like another."""
    return type(layer).from_config(layer.get_config())
