"""Operations of a model's graph as plain dicts and back."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.models.keras_operations import by_class, by_function
from p_vision.serialization import deserialize_values, serialize_object
from p_vision.tracing import Call, Operation

__all__ = ["call_of_operation", "operation_from", "serialize_operation"]


def serialize_operation(operation: Operation) -> dict[str, Any]:
    """Write an operation as Keras writes it: a class with its settings.

    Raises:
        ArgumentError: It is a function that Keras has no class for.
    """
    name = _function_name(operation)
    row = by_function.get(name)
    if row is None:
        raise ArgumentError(
            f"The model uses the function '{name}' between its layers, which cannot be written "
            "down. Put it into a Layer of your own, and call that."
        )
    call = operation._inbound_nodes[0]
    given = _given(call)
    settings = {key: serialize_object(given[key]) for key in row.settings if key in given}
    return {
        "module": row.module,
        "class_name": row.class_name,
        "config": {"name": operation.name, **settings},
        "registered_name": row.class_name,
    }


def call_of_operation(call: Call) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of a call that are no settings of its operation."""
    row = by_function.get(_function_name(call.operation))
    if row is None:
        return list(call.args), dict(call.kwargs)
    given = _given(call)
    return [given[key] for key in row.inputs if key in given], {}


def operation_from(config: Mapping[str, Any]) -> Any:
    """Make an operation that :func:`serialize_operation`, or Keras, described; None if it is none.

    Returns:
        A function of the tensors, with its name in the graph.
    """
    row = by_class.get(str(config["class_name"]))
    module = str(config.get("module") or "")
    if row is None or not module.startswith(("keras.src.ops", "keras.ops", "p_vision.ops")):
        return None
    settings = deserialize_values(config["config"])
    settings.pop("name", None)
    function = getattr(ops, row.function)
    takes = inspect.signature(function).parameters
    for key in list(settings):
        if key not in takes:
            if settings[key] not in (None, False):
                raise ArgumentError(
                    f"The model uses {row.function}({key}={settings[key]!r}), "
                    "which is not available here."
                )
            del settings[key]
    return _Described(function, row.inputs, settings, str(config["config"]["name"]))


class _Described:
    """An operation read from a configuration, to be called on graph tensors."""

    def __init__(
        self, function: Any, inputs: tuple[str, ...], settings: dict[str, Any], name: str
    ) -> None:
        self._function = function
        self._inputs = inputs
        self._settings = settings
        self.name = name
        self._inbound_nodes: list[Call] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        args = tuple(_index(value) for value in args) if "key" in self._inputs else args
        named = dict(zip(self._inputs, args, strict=False))
        found = self._function(**named, **self._settings, **kwargs)
        call = _call_behind(found)
        if call is not None:
            call.operation.name = self.name
            self._inbound_nodes.append(call)
        return found


def _call_behind(found: Any) -> Call | None:
    first = found[0] if isinstance(found, (list, tuple)) else found
    call: Call | None = getattr(first, "call", None)
    return call


def _index(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _function_name(operation: Operation) -> str:
    return str(getattr(operation.function, "__name__", "a function"))


def _given(call: Call) -> dict[str, Any]:
    """The arguments of a call by name, defaults included."""
    bound = inspect.signature(call.function).bind(*call.args, **call.kwargs)
    bound.apply_defaults()
    return dict(bound.arguments)
