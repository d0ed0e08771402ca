"""A small built site, an application over it, and a running server."""

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from p_vision_server import create_app
from p_vision_server.store_settings import StoreSettings

WASM = b"\0asm" + bytes(2000)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    files = {
        "index.html": b"<!doctype html><title>page</title>",
        "assets/main-Ab12.js": b"export {};",
        "engine/engine_cpu_bg.wasm": WASM,
        "pyodide/314.0.7/pyodide.mjs": b"export {};",
        "pyodide/314.0.7/python_stdlib.zip": b"PK",
        "wheels/p_vision-0.1.0-py3-none-any.whl": b"PK",
        "data/mnist/t10k-labels-idx1-ubyte": bytes(100),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    wasm = folder / "engine" / "engine_cpu_bg.wasm"
    # The tests look at which copy was sent, not at what is in it.
    wasm.with_name(wasm.name + ".br").write_bytes(b"brotli copy")
    wasm.with_name(wasm.name + ".gz").write_bytes(gzip.compress(WASM))
    (tmp_path / "secret.txt").write_text("not for you")
    return folder


@pytest.fixture
def client(site: Path) -> Iterator[TestClient]:
    app = create_app(site)
    # The brotli copy of this small site is not brotli: only tests that ask for it may get it.
    plain = {"accept-encoding": "identity"}
    with TestClient(app, "http://127.0.0.1", False, headers=plain) as client:
        yield client


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(tmp_path / "kept" / "shared.sqlite3", largest=50_000, total=400_000)


@pytest.fixture
def packed() -> Callable[..., bytes]:
    """`packed(text)` is a shared program as the page sends it; `value` replaces its whole JSON."""

    def make(text: str = "print(1)", model: bytes = b"", value: Any = None, form: int = 2) -> bytes:
        about = {"m": ["application/x-test", "weights as 8-bit numbers"]} if model else {}
        program = {"t": "Digits", "f": [["program.py", text]], "s": {}, **about}
        words = json.dumps(program if value is None else value).encode()
        content = len(words).to_bytes(4, "little") + words + model
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes([form]) + deflate.compress(content) + deflate.flush()

    return make


@pytest.fixture
def server(site: Path) -> Iterator[tuple[str, int]]:
    """The real command over the small site: host and port."""
    code = (
        "from pathlib import Path\n"
        "from p_vision_server import cli\n"
        f"cli.find_site = lambda: Path({str(site)!r})\n"
        f"store = {str(site.parent / 'store.sqlite3')!r}\n"
        "raise SystemExit(cli.main(['--port', '0', '--share-store', store]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        yield "127.0.0.1", int(line.partition("127.0.0.1:")[2].partition("/")[0])
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
