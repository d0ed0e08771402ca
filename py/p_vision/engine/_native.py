"""The engine as a compiled module, for Python outside the page."""

from __future__ import annotations

import json
import os
from functools import partial
from importlib import import_module
from typing import Any

from p_vision.engine._background import Background
from p_vision.engine._instance import FUNCTIONS
from p_vision.errors import BackendError

__all__ = ["BACKENDS", "Loader"]

BACKENDS = {"Cpu": 0, "Wgpu": 1}


class Loader:
    """Gives the functions of each backend of the compiled module."""

    def __init__(self) -> None:
        try:
            self._module: Any = import_module("p_vision._p_vision")
        except ImportError as error:
            raise BackendError(
                "The compiled engine of p_vision is missing here. Install the wheel, or in a "
                f"checkout build it and run tools/link_native.sh. ({error})"
            ) from None
        self.failures: Any = self._module.EngineError
        if "XDG_RUNTIME_DIR" not in os.environ:
            # Without a desktop, Mesa's layer that asks it for a graphics card only prints errors.
            os.environ.setdefault("NODEVICE_SELECT", "1")

    def functions(self, backend: str) -> dict[str, Any]:
        """The functions of one backend, by name."""
        index = BACKENDS[backend]
        table: dict[str, Any] = {
            name: partial(getattr(self._module, name), index) for name in FUNCTIONS
        }
        background = Background(table["run_steps"])
        return table | {"begin_steps": background.begin, "steps_ended": background.ended}

    def decode(self, error: BaseException) -> tuple[str, dict[str, Any]] | None:
        """The code and fields of a failure."""
        if len(error.args) < 2:
            return None
        code, fields = error.args[:2]
        return str(code), json.loads(fields) if fields else {}

    def probe(self, backend: str) -> dict[str, Any]:
        """What is known of a backend without starting it."""
        found = json.loads(self._module.info(BACKENDS[backend]))
        return dict(found)

    def restart(self, backend: str) -> dict[str, Any]:
        """The functions of a backend after its instance has died."""
        return self.functions(backend)
