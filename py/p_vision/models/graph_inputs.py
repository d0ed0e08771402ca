"""What is passed to a functional model, matched to its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision.errors import ArgumentError, closest_names
from p_vision.tracing import KerasTensor
from p_vision.training.structure import flatten_keeping_none

__all__ = ["GraphInputs"]


class GraphInputs:
    """The inputs of a functional model in the nesting the model was made with.

    Args:
        structure: The symbolic inputs: one, a list or a dictionary of them.
        tensors: The same in a row.
        names: Their names.
        model: The model's name, for messages.
    """

    def __init__(
        self, structure: Any, tensors: list[KerasTensor], names: list[str], model: str
    ) -> None:
        self.structure = structure
        self.tensors = tensors
        self.names = names
        self._model = model
        keys = sorted(structure) if isinstance(structure, Mapping) else []
        self._keys = keys if len(keys) == len(tensors) else []

    def in_a_row(self, value: Any) -> list[Any]:
        """What was passed for each input, in the order of the inputs.

        Args:
            value: One value, a list in the order of the inputs, or a dictionary by name.

        Raises:
            ArgumentError: There are too few or too many, or a name is unknown.
        """
        if isinstance(value, Mapping):
            return [value.get(key) for key in self.keys_for(value)]
        found = flatten_keeping_none(value)
        if len(found) != len(self.tensors):
            listed = ", ".join(f"'{name}'" for name in self.names)
            raise ArgumentError(
                f"Model '{self._model}' has {len(self.tensors)} "
                f"input{'s' if len(self.tensors) != 1 else ''} ({listed}), but {len(found)} "
                f"{'were' if len(found) != 1 else 'was'} passed. Pass a list in this order, "
                "or a dictionary by these names."
            )
        return found

    def keys_for(self, value: Mapping[str, Any]) -> list[str]:
        """The keys of a dictionary in the order of the inputs.

        Raises:
            ArgumentError: A key is no input, or an input has no key.
        """
        wanted = self._keys if set(value) <= set(self._keys) and self._keys else self.names
        for key in value:
            if key not in wanted:
                near = closest_names(key, wanted)
                hint = f" Did you mean '{near[0]}'?" if near else ""
                raise ArgumentError(
                    f"Model '{self._model}' has no input {key!r}.{hint} "
                    f"Its inputs: {', '.join(wanted)}."
                )
        missing = [
            key
            for key, tensor in zip(wanted, self.tensors, strict=True)
            if key not in value and not _is_optional(tensor)
        ]
        if missing:
            raise ArgumentError(
                f"Nothing was passed for the input{'s' if len(missing) > 1 else ''} "
                f"{', '.join(missing)} of model '{self._model}'."
            )
        return list(wanted)


def _is_optional(tensor: KerasTensor) -> bool:
    call = tensor.call
    return call is not None and bool(getattr(call.operation, "optional", False))
