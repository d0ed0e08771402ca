"""Modules that the user wrote beside the program: read again when they may have changed."""

import importlib
import os
import sys
from collections.abc import Set
from types import ModuleType

#: Parts of paths and names that say that a file is nobody's own.
_INSTALLED = "site-packages"
_OURS = ("p_vision", "playground")


def forget_own_modules(kept: Set[str] = frozenset(), folder: str | None = None) -> None:
    """Makes the next import of the user's own files read them anew.

    Args:
        kept: names of modules that were there before the user's first program.
        folder: where the user's files lie; the current folder by default.
    """
    inside = (folder or os.getcwd()) + os.sep
    for name, module in list(sys.modules.items()):
        if name in kept or name.partition(".")[0] in _OURS or name == "__main__":
            continue
        file = _file(module)
        if file.startswith(inside) and _INSTALLED not in file:
            del sys.modules[name]
    importlib.invalidate_caches()


def _file(module: ModuleType | None) -> str:
    return getattr(module, "__file__", None) or ""
