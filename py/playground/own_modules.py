"""Modules that the user wrote beside the program: read again when they may have changed."""

import importlib
import os
import sys
from types import ModuleType


def forget_own_modules(folder: str | None = None) -> None:
    """Makes the next import of the user's own files read them anew.

    Args:
        folder: where the user's files lie; the current folder by default.
    """
    inside = (folder or os.getcwd()) + os.sep
    for name, module in list(sys.modules.items()):
        if name != "__main__" and _file(module).startswith(inside):
            del sys.modules[name]
    importlib.invalidate_caches()


def _file(module: ModuleType | None) -> str:
    return getattr(module, "__file__", None) or ""
