"""Our server over the built site, on a free port."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a server with these options, without a slash at its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "p_vision_server", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "py")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "http://" in line, "the server did not start"
        yield "http://" + line.partition("http://")[2].partition("/ ")[0]
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
