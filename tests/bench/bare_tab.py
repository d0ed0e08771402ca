"""A tab that nobody listens in: what a person's browser takes, without a test driver's share.

Playwright asks the browser for everything about every request. The browser then keeps a copy of
what was loaded, as text a third longer, for the page and again for its worker: 150 MB once MNIST
is there, and the time to make them. This speaks with the browser too, but only to run a line of
JavaScript in the page.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chromium import launch_options
from locations import ROOT
from processor import PROC, own_ticks

sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from web_socket import WebSocket

PASTE = """(place, text) => {
  const field = document.querySelector(place + " .cm-content");
  field.focus();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", {
    clipboardData: data, bubbles: true, cancelable: true,
  }));
}"""
ENTER = """() => document.querySelector("#prompt-editor .cm-content").dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true,
    cancelable: true }))"""
PRINTED = """[...document.querySelectorAll("#log > :not(.echo)")]
  .map(({ textContent }) => textContent).join("\\n")"""
READY = "document.querySelector('#status')?.dataset.state === 'ready'"


class BareTab:
    """One tab; `bare_tab` opens it.

    Args:
        address: of the tab's own WebSocket.
    """

    def __init__(self, address: str) -> None:
        host, _, rest = address.removeprefix("ws://").partition("/")
        name, _, port = host.partition(":")
        self._socket = WebSocket(name, int(port), f"/{rest}")
        self._last = 0

    def open(self, address: str) -> None:
        """Goes to an address and returns at once."""
        self._ask("Page.navigate", url=address)

    def read(self, expression: str) -> Any:
        """The value of an expression in the page; None while there is no page."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        return found.get("result", {}).get("value")

    def call(self, function: str, *values: object) -> Any:
        """What a JavaScript function returns for these values."""
        return self.read(f"({function})({', '.join(map(json.dumps, values))})")

    def wait(self, expression: str, seconds: float = 120) -> None:
        """Returns when an expression is true."""
        deadline = time.monotonic() + seconds
        while self.read(f"Boolean({expression})") is not True:
            if time.monotonic() > deadline:
                raise AssertionError(f"not true in {seconds} s: {expression}")
            time.sleep(0.01)

    def wait_ready(self, seconds: float = 120) -> None:
        """Returns when Python is ready and nothing runs."""
        self.wait(READY, seconds)

    def click(self, place: str) -> None:
        """Presses what a selector finds, once it is there."""
        self.wait(f"document.querySelector({json.dumps(place)})")
        self.call("(place) => document.querySelector(place).click()", place)

    def run(self, program: str, seconds: float = 300) -> str:
        """Runs a program from the prompt and returns what was printed."""
        before = self.read("document.querySelectorAll('#log .echo').length")
        self.call(PASTE, "#prompt-editor", f"exec({json.dumps(program)})")
        self.call(ENTER)
        self.wait(f"document.querySelectorAll('#log .echo').length > {before}")
        self.wait_ready(seconds)
        time.sleep(0.2)
        return str(self.read(PRINTED))

    def close(self) -> None:
        """Ends the conversation, not the browser."""
        self._socket.close()

    def _ask(self, method: str, **params: Any) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.receive())
            if message.get("id") == self._last:
                return message.get("result", {})


@contextmanager
def bare_tab(executable: str, real_gpu: bool) -> Iterator[BareTab]:
    """A tab in a browser of its own, with a profile that ends with it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [
            executable,
            *launch_options(real_gpu)["args"],
            "--headless=new",
            "--window-size=1280,800",
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            "about:blank",
        ]
        browser = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            tab = BareTab(_tab_address(Path(folder)))
            try:
                yield tab
            finally:
                tab.close()
        finally:
            if PROC.is_dir():
                own_ticks()
            browser.terminate()
            browser.wait(20)


def _tab_address(folder: Path) -> str:
    told = folder / "DevToolsActivePort"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if told.is_file() and (lines := told.read_text().splitlines()):
            with urllib.request.urlopen(f"http://127.0.0.1:{lines[0]}/json") as answer:
                tabs = [one for one in json.load(answer) if one["type"] == "page"]
            if tabs:
                return str(tabs[0]["webSocketDebuggerUrl"])
        time.sleep(0.05)
    raise RuntimeError("the browser did not start")
