"""How layers are called: their arguments, and the shapes of what is passed."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Mapping
from typing import Any

from p_vision import ops, tracing
from p_vision.errors import ArgumentError
from p_vision.layers import call_context
from p_vision.variable import Variable

_BY_POSITION = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)


def call_arguments(cls: Any) -> tuple[str, ...]:
    """Return the names of the arguments of a layer class's ``call``."""
    return _call_signature(cls)[0]


def takes_any(cls: Any) -> bool:
    """Return whether ``call`` has ``*args`` or ``**kwargs``."""
    return _call_signature(cls)[1]


@functools.cache
def _call_signature(cls: Any) -> tuple[tuple[str, ...], bool]:
    parameters = list(inspect.signature(cls.call).parameters.values())[1:]
    names = [entry.name for entry in parameters if entry.kind in _BY_POSITION]
    named = [entry.name for entry in parameters if entry.kind is inspect.Parameter.KEYWORD_ONLY]
    kinds = {entry.kind for entry in parameters}
    open_ended = {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}
    return (*names, *named), bool(kinds & open_ended)


def training_default(cls: Any) -> Any:
    """Return the default of ``training`` in a layer class's ``call``; None where it has none."""
    return _training_default(cls)


@functools.cache
def _training_default(cls: Any) -> Any:
    parameter = inspect.signature(cls.call).parameters.get("training")
    default = None if parameter is None else parameter.default
    return None if default is inspect.Parameter.empty else default


def marking_built(build: Callable[..., None]) -> Callable[..., None]:
    """Wrap a ``build`` method so that the layer knows it was built, and for what."""

    @functools.wraps(build)
    def building(self: Any, *args: Any, **kwargs: Any) -> None:
        if self._calls.get("building"):
            # A subclass's build called this one.
            build(self, *args, **kwargs)
            return
        if self.built and self._added:
            # A layer around it builds it although a file, or a call, did so before.
            return
        self._calls["building"] = True
        try:
            with call_context.named(self.name), tracing.init_scope():
                build(self, *args, **kwargs)
        finally:
            del self._calls["building"]
        self.built = True
        shape = args[0] if args else next(iter(kwargs.values()), None)
        if len(args) + len(kwargs) > 1:
            given = inspect.signature(build).bind(self, *args, **kwargs).arguments
            self._calls["build_shapes"] = {k: v for k, v in given.items() if k != "self"}
        if shape is not None:
            self._calls.setdefault("input_shape", without_batch_size(_tuples(shape)))

    return building


@functools.cache
def _build_signature(build: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The arguments of a layer's ``build``, and those without a default."""
    entries = [
        entry for entry in inspect.signature(build).parameters.values() if entry.name != "self"
    ]
    required = tuple(entry.name for entry in entries if entry.default is inspect.Parameter.empty)
    return tuple(entry.name for entry in entries), required


def build(
    layer: Any, names: tuple[str, ...], args: Any, kwargs: Mapping[str, Any], shapes: Any
) -> None:
    """Call ``layer.build`` with the shapes it names.

    ``build(self, input_shape)`` gets the shape of the first input;
    ``build(self, query_shape, value_shape)`` those of ``query`` and ``value``.
    """
    wanted, required = _build_signature(getattr(layer.build, "__func__", layer.build))
    if len(wanted) <= 1:
        layer.build(shapes)
        return
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    found = {
        name: shapes_of(given[name.removesuffix("_shape")])
        for name in wanted
        if name.removesuffix("_shape") in given
    }
    missing = [name.removesuffix("_shape") for name in required if name not in found]
    if missing and type(layer).__module__.startswith("p_vision."):
        first = wanted[0].removesuffix("_shape")
        raise ArgumentError(
            f"{type(layer).__name__} '{layer.name}' needs {' and '.join(missing)} too: "
            f"{type(layer).__name__}(...)({', '.join([first, *missing])})."
        )
    layer.build(**found)


def first_input(names: tuple[str, ...], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Return the first argument of a call, however it was passed."""
    if args:
        return args[0]
    return kwargs.get(names[0]) if names else None


def tensors_in(value: Any) -> Any:
    """Return an input with arrays, variables and lists of numbers made tensors."""
    if isinstance(value, (list, tuple)) and _is_numbers(value):
        return ops.convert_to_tensor(value)
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return arrays_in(value)


def arrays_in(value: Any) -> Any:
    """Return (nested) values with numpy arrays and variables made tensors."""
    return tracing.map_leaves(_tensor, value)


def _tensor(leaf: Any) -> Any:
    if isinstance(leaf, Variable):
        return leaf.value
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(leaf, (numpy.ndarray, numpy.generic)):
        return ops.convert_to_tensor(leaf)
    return leaf


def _is_numbers(value: Any) -> bool:
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return isinstance(value, (bool, int, float))


def shapes_of(value: Any) -> Any:
    """Return the shapes of (nested) tensors in the same structure."""
    if isinstance(value, (list, tuple)):
        return [shapes_of(entry) for entry in value]
    if isinstance(value, Mapping):
        return {key: shapes_of(entry) for key, entry in value.items()}
    shape = getattr(value, "shape", None)
    return None if shape is None else tuple(shape)


def without_batch_size(shapes: Any) -> Any:
    """Return shapes with None for the first axis."""
    if isinstance(shapes, list):
        return [without_batch_size(entry) for entry in shapes]
    if isinstance(shapes, Mapping):
        return {key: without_batch_size(entry) for key, entry in shapes.items()}
    return (None, *shapes[1:]) if shapes else shapes


def specs_for(shapes: Any) -> Any:
    """Return a ``TensorSpec`` for each of the (nested) shapes."""
    shapes = _tuples(shapes)
    if isinstance(shapes, list):
        return [specs_for(entry) for entry in shapes]
    if isinstance(shapes, Mapping):
        return {key: specs_for(entry) for key, entry in shapes.items()}
    return tracing.TensorSpec(shapes)


def _tuples(shapes: Any) -> Any:
    if isinstance(shapes, (list, tuple)) and all(
        size is None or isinstance(size, int) for size in shapes
    ):
        return tuple(shapes)
    if isinstance(shapes, (list, tuple)):
        return [_tuples(entry) for entry in shapes]
    return shapes


def listed(shapes: Any) -> Any:
    """Return (nested) shapes as lists, as they are written to files."""
    if isinstance(shapes, (list, tuple)):
        return [listed(entry) for entry in shapes]
    if isinstance(shapes, Mapping):
        return {key: listed(entry) for key, entry in shapes.items()}
    return shapes


def shape_from_lists(shapes: Any) -> Any:
    """Return (nested) shapes from what :func:`listed` made."""
    return _tuples(shapes)


def backend_of(inputs: Any) -> str | None:
    """Return the backend that holds the first tensor of the inputs, or None."""
    for leaf in tracing.flatten(inputs):
        backend = getattr(leaf, "backend", None)
        if isinstance(backend, str):
            return backend
    return None
