"""Arguments of Keras for what p_vision does not have."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError

#: Read from configurations that Keras wrote, and left out of ours.
NOT_HERE = frozenset({"lora_rank", "lora_alpha", "quantization_config"})


def refuse(layer: Any, **arguments: Any) -> None:
    """Complain about arguments that were given although only None can be.

    Raises:
        ArgumentError: one of them is not None (or False).
    """
    for name, value in arguments.items():
        if value is not None and value is not False:
            raise ArgumentError(
                f"{type(layer).__name__}({name}=...) is not available in p_vision: "
                f"leave {name} out."
            )
