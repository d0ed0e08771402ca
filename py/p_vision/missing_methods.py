"""What a tensor, a tape or a model says about a method of another library."""

from __future__ import annotations

from collections.abc import Mapping

from p_vision.errors import MissingNameError, closest_names

__all__ = ["TAPE_METHODS", "missing_method", "missing_tensor_method"]

_TENSOR_METHODS = {
    "backward": "gradients come from a tape: with p_vision.GradientTape() as tape: loss = ...; "
    "then tape.gradient(loss, weights)",
    "cpu": "x.to_backend('Cpu') moves it",
    "cuda": "x.to_backend('Wgpu') moves it",
    "detach": "ops.stop_gradient(x) does it",
    "eval": "x.numpy() gives the values",
    "get_shape": "x.shape is the shape",
    "grad": "gradients come from a tape: tape.gradient(loss, weights)",
    "permute": "ops.transpose(x, axes) does it",
    "requires_grad": "a GradientTape watches trainable variables by itself, others by tape.watch",
    "set_shape": "shapes are always known; ops.reshape makes another one",
    "T": "ops.transpose(x) does it",
    "to": "ops.cast(x, dtype) changes the number type, x.to_backend(name) the place",
    "unsqueeze": "ops.expand_dims(x, axis) does it",
    "view": "ops.reshape(x, shape) does it",
}
#: Methods of TensorFlow's tape.
TAPE_METHODS = {
    "batch_jacobian": "ask for the gradient of one output at a time, each with its own tape",
    "jacobian": "ask for the gradient of one output at a time, each with its own tape",
    "reset": "make a new GradientTape()",
    "stop_recording": "ops.stop_gradient(x) leaves a value out of the gradient",
}


class _Missing(MissingNameError):
    """Looks for the nearest name when the message is read: most of these errors are `hasattr`."""

    def __init__(self, owner: object, name: str, instead: Mapping[str, str]) -> None:
        super().__init__(name=name)
        self._kind = type(owner)
        self._instead = instead.get(name)

    def __str__(self) -> str:
        text = f"{self._kind.__name__} has no '{self.name}'"
        if self._instead is not None:
            return f"{text}: {self._instead}."
        near = closest_names(self.name, [known for known in dir(self._kind) if known[:1] != "_"])
        return f"{text}. Did you mean '{near[0]}'?" if near else f"{text}."


_Missing.__name__ = _Missing.__qualname__ = MissingNameError.__name__
_Missing.__module__ = MissingNameError.__module__


def missing_method(owner: object, name: str, instead: Mapping[str, str]) -> AttributeError:
    """The error for a method that an object does not have.

    Args:
        owner: The object.
        name: What was asked for.
        instead: For methods of other libraries: what to write.
    """
    if name[:1] == "_":
        return AttributeError(f"{type(owner).__name__} has no '{name}'.")
    return _Missing(owner, name, instead)


def missing_tensor_method(owner: object, name: str, operations: object) -> AttributeError:
    """The error for a method that a tensor does not have; many of them are operations here.

    Args:
        owner: The tensor.
        name: What was asked for.
        operations: What `p_vision.ops` has.
    """
    if name[:1] != "_" and name not in _TENSOR_METHODS and hasattr(operations, name):
        return missing_method(owner, name, {name: f"write ops.{name}(x)"})
    return missing_method(owner, name, _TENSOR_METHODS)
