"""Pillow and matplotlib come when code first imports them, wherever that import stands."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from playground.execution import RunSync
from playground.host import AnyHost

__all__ = ["LatePackages"]

#: `web/worker/plotting.ts` knows where they are.
_OFFERED = frozenset({"PIL", "matplotlib", "mpl_toolkits"})


class LatePackages(MetaPathFinder):
    """Asked last of all finders, for modules that nobody has.

    Args:
        host: the page.
        run_sync: waits for a promise without giving up the Python stack.
    """

    def __init__(self, host: AnyHost, run_sync: RunSync) -> None:
        self._host = host
        self._run_sync = run_sync
        self._asking = False

    def install(self) -> None:
        """From here on Python asks for what it misses."""
        sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, LatePackages)]
        sys.meta_path.append(self)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The module after its package was loaded; None where it cannot be had."""
        if fullname not in _OFFERED or path is not None or self._asking:
            return None
        self._asking = True
        try:
            loaded = self._load(fullname)
        finally:
            self._asking = False
        if not loaded:
            return None
        importlib.invalidate_caches()
        return PathFinder.find_spec(fullname, path, target)

    def _load(self, name: str) -> bool:
        # Stop waits until it is here: an interrupted wait would never end.
        masked = self._host.masked()
        self._host.mask()
        try:
            return bool(self._run_sync(self._host.load_package(name)))
        except RuntimeError:
            # This browser cannot wait in the middle of Python code.
            return False
        finally:
            if not masked:
                self._host.unmask()
