"""Pages of another origin, for tests of what is shown inside them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def foreign_pages() -> Iterator[Callable[[str], str]]:
    """`show(html)` is the address of a page of another origin that holds it."""
    body = b""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)

    def show(html: str) -> str:
        nonlocal body
        body = html.encode()
        return f"http://localhost:{server.server_port}/"

    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield show
    server.shutdown()
    server.server_close()
