"""Servers of a test's own, with a store of shared programs in a folder of the test."""

from __future__ import annotations

import os
import random
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


def long_program(first: str = "print('long')", letters: int = 9_000, seed: int = 1) -> str:
    """A program that no packing makes short."""
    noise = random.Random(seed)
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-"
    lines = ["# " + "".join(noise.choices(alphabet, k=98)) for _ in range(letters // 100)]
    return "\n".join([first, *lines, ""])
