"""The engine inside a page: JavaScript objects over the compiled engine.

The playground registers the JavaScript module ``_p_vision`` before the first
import. In any other Pyodide page the same bridge is loaded from this package's
own folder ``page``; nothing is fetched from a network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from p_vision.engine import _wait
from p_vision.engine._instance import FUNCTIONS, IN_BACKGROUND
from p_vision.errors import BackendError

__all__ = ["BACKENDS", "Loader", "read_file"]

BACKENDS = {"Cpu": "cpu", "Wgpu": "gpu"}


class Loader:
    """Gives the functions of each backend the page offers."""

    def __init__(self) -> None:
        from pyodide import ffi

        self._ffi: Any = ffi
        module = _registered_module()
        self._page: Any = module if module is not None else _packaged_bridge()
        self.failures: Any = ffi.JsException
        self._promises: dict[type, bool] = {}
        _wait.install(self._run_promise)
        if module is None and ffi.can_run_sync():
            # The choice of a backend needs to know the graphics adapter.
            self._run_promise(self._page.asked())

    def _run_promise(self, result: Any) -> Any:
        # Asking an object of the page for what it lacks is slow; there are few kinds of them.
        kind = type(result)
        if kind not in self._promises:
            self._promises[kind] = hasattr(kind, "__await__")
        if not self._promises[kind]:
            return result
        # What gave the promise has masked interrupts, whatever becomes of it.
        try:
            if not self._ffi.can_run_sync():
                raise BackendError(_cannot_wait())
            return self._ffi.run_sync(result)
        finally:
            self._page.unmask()

    def functions(self, backend: str) -> dict[str, Any]:
        """The functions of one backend, by name."""
        engine = getattr(self._page, BACKENDS[backend])
        return {name: getattr(engine, name) for name in (*FUNCTIONS, *IN_BACKGROUND)}

    def decode(self, error: BaseException) -> tuple[str, dict[str, Any]] | None:
        """The code and fields of a failure."""
        if getattr(error, "name", None) != "EngineError":
            return None
        fields = getattr(error, "fields", None)
        return str(getattr(error, "code", "")), json.loads(fields) if fields else {}

    def probe(self, backend: str) -> dict[str, Any]:
        """What is known of a backend without starting it."""
        return dict(json.loads(getattr(self._page, BACKENDS[backend]).info()))

    def restart(self, backend: str) -> dict[str, Any]:
        """The functions of a backend after its instance has died."""
        _wait.wait(getattr(self._page, BACKENDS[backend]).restart())
        return self.functions(backend)


def _registered_module() -> Any:
    try:
        import _p_vision
    except ImportError:
        return None
    return _p_vision


def _cannot_wait() -> str:
    import js

    if not hasattr(js.WebAssembly, "Suspending"):
        return (
            "This browser cannot wait for the engine. Chrome and Edge can from version 137 on, "
            "Firefox from 153 and Safari from 27."
        )
    return (
        "p_vision must wait for the engine here, and this call came straight from "
        "JavaScript. Start it with runPythonAsync or callPromising."
    )


def _packaged_bridge() -> Any:
    import js
    import pyodide_js
    from pyodide.code import run_js

    folder = Path(__file__).with_name("page")
    source = folder / "bridge.js"
    if not source.exists():
        raise BackendError("This wheel of p_vision carries no engine for pages (page/bridge.js).")
    run_js(source.read_text(encoding="utf-8"))
    return js.p_vision_packaged.connect(pyodide_js, str(folder))


def read_file(path: str) -> bytearray:
    """A file that is served beside the page.

    Args:
        path: Its path below the playground's folder, or else on the page's server, e.g.
            ``"/data/mnist/train"``.

    Returns:
        Its content.

    Raises:
        OSError: when it is not there.
    """
    import js

    # The playground may lie in a folder of its server, and says in which.
    folder = str(getattr(js, "p_vision_site", "")).removesuffix("/")
    request = js.XMLHttpRequest.new()
    request.open("GET", folder + path, False)
    request.responseType = "arraybuffer"  # allowed for such a request in a worker
    try:
        request.send()
    except Exception as error:
        raise OSError(str(getattr(error, "message", error))) from None
    if request.status != 200:
        raise OSError(f"the server answered {request.status} {request.statusText}".strip())
    buffer = request.response
    # Straight into the memory that the arrays will use: Python's memory in a page never shrinks.
    content = bytearray(buffer.byteLength)
    if content:
        buffer.assign_to(content)
    # Freed now, where the browser can: it may not look for what is unused for a long while.
    if hasattr(buffer, "transfer"):
        buffer.transfer(0)
    return content
