"""Our own server, and a small one for the peers' pages."""

import json
import mimetypes
import os
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from locations import DIGITS, PEER_MODULES, PEER_PAGES, ROOT

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
ISOLATION = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Header length and size of one record in the two kinds of IDX files.
RECORDS = {"images": ("idx3", 16, 784), "labels": ("idx1", 8, 1)}


SERVE = """
import sys
from pathlib import Path
from p_vision_server.cli import listen, serve
listening = listen("127.0.0.1", 0)
print("http://127.0.0.1:%d/ " % listening.getsockname()[1], flush=True)
serve(Path(sys.argv[1]), listening, open_page=False, dev=False)
"""


@contextmanager
def own_server(site: Path) -> Iterator[str]:
    """The playground's server over a built site, on a free port; gives its address."""
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(site)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        if "http://" not in line:
            raise RuntimeError("the server did not start")
        yield "http://" + line.partition("http://")[2].partition("/ ")[0]
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def _digits(path: str, query: str) -> bytes:
    split, what = path.removeprefix("/mnist/").split("-")
    kind, head, size = RECORDS[what]
    count = int(urllib.parse.parse_qs(query)["n"][0])
    with (DIGITS / f"{split}-{what}-{kind}-ubyte").open("rb") as file:
        file.seek(head)
        return file.read(count * size)


def _found(target: str) -> tuple[bytes, str]:
    address = urllib.parse.urlsplit(target)
    path = urllib.parse.unquote(address.path)
    if ".." in path.split("/"):
        raise FileNotFoundError(path)
    if path.startswith("/mnist/"):
        return _digits(path, address.query), "application/octet-stream"
    modules = path.startswith("/nm/")
    file = PEER_MODULES / "node_modules" / path[4:] if modules else PEER_PAGES / "pages" / path[1:]
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return file.read_bytes(), kind or "application/octet-stream"


class _PeerHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        try:
            body, kind = _found(self.path)
            status = 200
        except (OSError, KeyError, ValueError):
            body, kind, status = b"not found", "text/plain", 404
        self.send_response(status)
        for name, value in ISOLATION.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def peer_server() -> Iterator[str]:
    """Serves the peers' pages, their packages under /nm/ and slices of MNIST."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _PeerHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def wanted_packages(names: tuple[str, ...]) -> dict[str, str]:
    """The versions that the peers' own folder pins."""
    pinned = json.loads((Path(PEER_PAGES) / "package.json").read_text())["dependencies"]
    return {name: pinned[name] for name in names}
