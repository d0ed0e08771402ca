"""Where each weight stands in a file: paths in Keras's form.

A functional or sequential model's layers lie under `layers/<class>`, numbered where a class comes
twice; what a layer or model holds in an attribute lies under the attribute's name; lists and
dictionaries count their entries by class. The numbers of a layer are `vars/0`, `vars/1`, ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from p_vision.layers import Layer
from p_vision.models import Model
from p_vision.naming import snake_case
from p_vision.variable import Variable

__all__ = ["Holder", "holders"]

# Attributes with layers that Keras has under another name, or not at all.
_OWN = frozenset(
    {
        "_arguments",
        "_added",
        "_calls",
        "_compile_arguments",
        "_first_variable",
        "_graph_inputs",
        "_inbound_nodes",
        "_input",
        "_known_outputs",
        "_known_variables",
        "_losses",
        "_outputs_structure",
        "_sequence",
        "_symbols",
    }
)


class Holder(NamedTuple):
    """Something with weights of its own, and its path in the file."""

    path: str
    owner: Any

    @property
    def variables(self) -> list[Variable]:
        """Its weights, without those of the layers inside it."""
        if isinstance(self.owner, Layer):
            return self.owner._own_variables()
        return list(self.owner.variables)

    @property
    def group(self) -> str:
        """The path of its numbers."""
        return f"{self.path}/vars" if self.path else "vars"


def holders(model: Any, optimizer: bool = True) -> list[Holder]:
    """The model, its layers and its optimizer with their paths, each once.

    Args:
        model: The model.
        optimizer: Whether to list the optimizer too.
    """
    return list(_walk(model, "", set(), optimizer))


def _walk(owner: Any, path: str, seen: set[int], optimizer: bool) -> Iterator[Holder]:
    if id(owner) in seen:
        return
    seen.add(id(owner))
    yield Holder(path, owner)
    if not isinstance(owner, Layer):
        return
    names = list(vars(owner))
    if isinstance(owner, Model):
        if _lists_layers(owner):
            yield from _walk_entries(owner.layers, f"{path}/layers" if path else "layers", seen)
        # Keras looks at `layers` among the attributes: those with later names stand under it.
        names.append("layers")
    for name in sorted(names, key=lambda name: f"~{name}" if name[:1] == "_" else name):
        value = getattr(owner, name)
        inner = f"{path}/{name}" if path else name
        if name == "optimizer":
            if optimizer and value is not None:
                yield from _walk(value, inner, seen, optimizer)
        elif name in _OWN:
            continue
        elif isinstance(value, Layer):
            yield from _walk(value, inner, seen, False)
        elif isinstance(value, (list, tuple, Mapping)):
            yield from _walk_entries(value, inner, seen)


def _lists_layers(model: Any) -> bool:
    return model._graph is not None or hasattr(model, "_sequence")


def _walk_entries(entries: Any, path: str, seen: set[int]) -> Iterator[Holder]:
    used: dict[str, int] = {}
    listed: Iterable[Any] = entries.values() if isinstance(entries, Mapping) else entries
    for entry in listed:
        if isinstance(entry, Layer):
            name = _numbered(snake_case(type(entry).__name__), used)
            yield from _walk(entry, f"{path}/{name}", seen, False)
        elif isinstance(entry, (list, tuple, Mapping)):
            name = _numbered("container", used)
            yield from _walk_entries(entry, f"{path}/{name}", seen)


def _numbered(name: str, used: dict[str, int]) -> str:
    count = used.get(name)
    used[name] = 0 if count is None else count + 1
    return name if count is None else f"{name}_{count + 1}"
