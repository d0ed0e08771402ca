"""Firefox over WebDriver BiDi, as far as a short visit needs it: no driver program in between."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Any

from web_socket import WebSocket


def system_firefox() -> str | None:
    """The browser of the system, or the one that P_VISION_FIREFOX names."""
    names = ("firefox-esr", "firefox")
    chosen = os.environ.get("P_VISION_FIREFOX")
    return chosen or next((found for name in names if (found := shutil.which(name))), None)


class Firefox:
    """One headless Firefox with one tab; use it in a `with`.

    Args:
        program: path of the browser.
    """

    def __init__(self, program: str) -> None:
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", self._profile.name]
            + ["--remote-debugging-port", "0"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._last = 0
        self.complaints: list[str] = []
        port = self._port()
        self._socket = WebSocket("127.0.0.1", port, "/session")
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def read(self, expression: str) -> Any:
        """The value of an expression in the page: a text, a number, true or false."""
        found = self._ask(
            "script.evaluate",
            expression=expression,
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return found["result"].get("value")

    def wait(self, expression: str, seconds: float) -> None:
        """Wait until an expression is true."""
        deadline = time.monotonic() + seconds
        while not self.read(f"Boolean({expression})"):
            if time.monotonic() > deadline:
                shown = self.read("document.body.innerText")
                raise AssertionError(f"not true in {seconds} s: {expression}\n{shown}")
            time.sleep(0.2)

    def press(self, *keys: str) -> None:
        """Press keys one after the other; "Control+a" holds the first."""
        names = {"Control": "\ue009", "Delete": "\ue017", "Enter": "\ue007", "Escape": "\ue00c"}
        steps = []
        for chord in keys:
            pressed = [names.get(key, key) for key in chord.split("+")]
            steps += [{"type": "keyDown", "value": key} for key in pressed]
            steps += [{"type": "keyUp", "value": key} for key in reversed(pressed)]
        keyboard = {"type": "key", "id": "keyboard", "actions": steps}
        self._ask("input.performActions", context=self._tab, actions=[keyboard])

    def __enter__(self) -> Firefox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(20)
        if self._process.stderr:
            self._process.stderr.close()
        self._profile.cleanup()

    def _port(self) -> int:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"WebDriver BiDi listening on ws://[\w.]+:(\d+)", line):
                return int(found[1])
        raise AssertionError("Firefox did not start")

    def _ask(self, method: str, **params: Any) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.receive())
            if message.get("method") == "log.entryAdded":
                entry = message["params"]
                if entry["level"] == "error":
                    self.complaints.append(str(entry.get("text")))
            if message.get("id") == self._last:
                assert message["type"] == "success", message
                return message["result"]
