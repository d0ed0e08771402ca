"""Loss and metrics by name, with a word on names that are not there."""

from __future__ import annotations

from typing import Any

from p_vision.errors import UnknownKeyError, closest_names

__all__ = ["NamedNumbers"]


class NamedNumbers(dict[str, Any]):
    """A dictionary that suggests the nearest name.

    Example:
        >>> from p_vision.callbacks.named_numbers import NamedNumbers
        >>> NamedNumbers(loss=0.5, accuracy=0.9)["acuracy"]
        Traceback (most recent call last):
        p_vision.errors.UnknownKeyError: There is no 'acuracy'. Did you mean 'accuracy'? ...
    """

    def __missing__(self, name: object) -> Any:
        text = f"There is no {name!r}."
        near = closest_names(name, self)
        if near:
            text += f" Did you mean {near[0]!r}?"
        text += f" There is: {', '.join(self) or 'nothing yet'}."
        if isinstance(name, str) and name.startswith("val_") and name[4:] in self:
            text += " Values on other data need validation_data or validation_split."
        raise UnknownKeyError(text)
