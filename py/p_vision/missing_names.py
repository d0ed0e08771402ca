"""What a module says about a name it does not have: the nearest one, or what to use instead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from opcode import opmap
from typing import Any

from p_vision.errors import MissingImportError, MissingNameError, closest_names

__all__ = ["loaded_later", "missing_name"]


def missing_name(
    module: str,
    known: Iterable[str],
    instead: Mapping[str, str] | None = None,
    later: Callable[[str], Any] | None = None,
) -> Callable[[str], Any]:
    """Make the `__getattr__` of a module.

    Args:
        module: Its name, such as `"p_vision.layers"`.
        known: The names it has.
        instead: For names of Keras that are left out: what to use.
        later: Gives what is loaded when it is asked for; None for other names.

    Returns:
        A function that raises `MissingNameError`, or `MissingImportError` in an import.

    Example:
        >>> get = missing_name("p_vision.layers", ["Dense", "Dropout"])
        >>> get("Dens")
        Traceback (most recent call last):
        p_vision.errors.MissingNameError: p_vision.layers has no 'Dens'. Did you mean 'Dense'?
    """
    known = list(known)
    instead = dict(instead or {})

    def find(name: str) -> Any:
        found = None if later is None else later(name)
        if found is not None:
            return found
        part = sys.modules.get(f"{module}.{name}")
        if part is not None:
            # A module that is still being loaded: Python would look here next.
            return part
        text = f"{module} has no '{name}'."
        if name in instead:
            text = f"{module} does not have Keras's '{name}': {instead[name]}."
        elif not name.startswith("_"):
            near = closest_names(name, known)
            text += f" Did you mean '{near[0]}'?" if near else ""
        if _in_an_import():
            # Python would put its own words in place of those of an AttributeError.
            raise MissingImportError(text, name=module)
        raise MissingNameError(text, name=name)

    return find


def loaded_later(package: str, places: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """Make the `later` of `missing_name` for names of modules inside a package.

    Args:
        package: Its name, such as `"p_vision.optimizers"`.
        places: The modules inside it (or elsewhere, by the whole path) and the
            names each has; a module without names stands for itself.

    Returns:
        A function that loads the module of a name and returns what is there;
        None for other names.
    """
    where = {name: module for module, names in places.items() for name in names}
    modules = {module for module, names in places.items() if not names}

    def find(name: str) -> Any:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in where:
            return None
        module = where[name]
        path = module if module.startswith("p_vision.") else f"{package}.{module}"
        found = getattr(import_module(path), name)
        # Asked only once.
        setattr(sys.modules[package], name, found)
        return found

    return find


def _in_an_import() -> bool:
    frame = sys._getframe(2)
    if frame.f_code.co_name == "__getattr__" and frame.f_back is not None:
        frame = frame.f_back
    return bool(frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_FROM"])
