"""Servers that tests start, end and start again, over folders that tests change."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"

OURS = """
import sys
from pathlib import Path
from p_vision_server import cli
cli.find_site = lambda: Path(sys.argv[1])
raise SystemExit(cli.main(["--port", sys.argv[2]]))
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Served:
    """A folder behind a server of its own; the address stays the same when it is started again.

    Args:
        folder: What is served.
        plain: Python's own file server, which sends no headers of ours, in place of our server.
    """

    def __init__(self, folder: Path, *, plain: bool = False) -> None:
        self.folder = folder
        self.plain = plain
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Serves, and waits until it answers."""
        port = str(self.port)
        command = [sys.executable, "-c", OURS, str(self.folder), port]
        if self.plain:
            at = ["--bind", "127.0.0.1", "--directory", str(self.folder)]
            command = [sys.executable, "-m", "http.server", *at, port]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        """Ends the server: nobody answers at the address."""
        if self.process:
            self.process.kill()
            self.process.wait(10)
        self.process = None

    def show(self, folder: Path) -> None:
        """Serves another folder at the same address."""
        self.stop()
        self.folder = folder
        self.start()


def run_tool(code: str, *words: object) -> None:
    """Runs a line of Python beside the files of tools/."""
    program = f"import sys; sys.path.insert(0, {str(TOOLS)!r}); from pathlib import Path; {code}"
    subprocess.run([sys.executable, "-c", program, *map(str, words)], check=True, cwd=ROOT)


def next_version(site: Path, target: Path) -> None:
    """A copy of the site that differs in one mark, and has one file of the page no more."""
    shutil.copytree(site, target, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.whl"))
    page = target / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<html ", '<html data-version="two" ', 1), encoding="utf-8")
    for file in target.glob("assets/shortcuts-*.js"):
        file.unlink()
    code = "from offline_files import write_service_worker as write; write(Path(sys.argv[1]))"
    run_tool(code, target)


def static_site(target: Path) -> None:
    """What `make site` makes, in another place."""
    run_tool("from static_site import build_static_site as b; b(Path(sys.argv[1]))", target)
